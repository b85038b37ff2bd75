using System.Diagnostics.CodeAnalysis;

namespace Platform.Yaml;

/// <summary>The anchors of the document being read; a later anchor of one name takes its place.</summary>
internal sealed class AnchorTable
{
    private readonly Dictionary<string, Anchor> _anchors = new(StringComparer.Ordinal);

    public void Clear()
    {
        if (_anchors.Count > 0) _anchors.Clear();
    }

    public void Open(string name, int index) => _anchors[name] = new Anchor(index, Height: 0, Size: 0, IsOpen: true);

    /// <summary>Makes a finished node known to aliases, unless one inside it took over the name.</summary>
    public void Define(string name, int index, int height, int size, YamlKind? kindOfKey = null)
    {
        if (_anchors.TryGetValue(name, out var known) && known.Index > index) return;
        _anchors[name] = new Anchor(index, height, size, IsOpen: false, kindOfKey);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out Anchor? anchor) => _anchors.TryGetValue(name, out anchor);

    /// <param name="Index">The record of the anchored node.</param>
    /// <param name="Height">Levels of collections in it, itself included; 0 for a scalar.</param>
    /// <param name="Size">Nodes it stands for, with its own aliases followed.</param>
    /// <param name="IsOpen">Whether the node has not ended yet.</param>
    /// <param name="KindOfKey">What the key would be as a value, where the node is a key, whose record is text in any case.</param>
    public sealed record Anchor(int Index, int Height, int Size, bool IsOpen, YamlKind? KindOfKey = null);
}
