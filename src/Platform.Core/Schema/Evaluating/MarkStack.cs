using System.Numerics;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>
/// Which items or properties of a value have been evaluated, as <c>unevaluatedItems</c> and
/// <c>unevaluatedProperties</c> want to know: one bit each, in sets that lie on a stack.
/// </summary>
internal sealed class MarkStack
{
    /// <summary>Stands for "nobody asks", so that nothing is recorded.</summary>
    public const int None = -1;

    private ulong[] _words = new ulong[64];
    private int _top;

    public void Clear() => _top = 0;

    /// <summary>A new, empty set for the children of a value. Sets are freed in the opposite order.</summary>
    public int Push(YamlNode value)
    {
        var set = _top;
        _top += Words(value);
        if (_top > _words.Length) Array.Resize(ref _words, (int)BitOperations.RoundUpToPowerOf2((uint)_top));
        Array.Clear(_words, set, _top - set);
        return set;
    }

    public void Pop(int set) => _top = set;

    public void Mark(int set, int ordinal)
    {
        if (set != None) _words[set + (ordinal >> 6)] |= 1UL << (ordinal & 63);
    }

    public bool IsMarked(int set, int ordinal) => (_words[set + (ordinal >> 6)] >> (ordinal & 63) & 1) != 0;

    public void MarkAll(int set, YamlNode value)
    {
        if (set != None) _words.AsSpan(set, Words(value)).Fill(ulong.MaxValue);
    }

    /// <summary>Adds the marks of <paramref name="from"/>, a set over the same value.</summary>
    public void Merge(int into, int from, YamlNode value)
    {
        if (into == None) return;
        for (var i = 0; i < Words(value); i++) _words[into + i] |= _words[from + i];
    }

    private static int Words(YamlNode value) => (value.Count + 63) >> 6;
}
