namespace Platform.Schema.Keywords;

/// <summary>
/// A fixed set of names with their places. Keys are hashed by length and three characters, since a manifest's few
/// dozen names differ in those and each lookup is on the hottest path there is.
/// </summary>
internal sealed class PropertyTable
{
    private readonly string[] _names;
    private readonly int[] _next;
    private readonly int[] _buckets;

    public PropertyTable(IReadOnlyList<string> names)
    {
        _names = [.. names];
        _next = new int[names.Count];
        var size = 4;
        while (size < names.Count * 2) size *= 2;
        _buckets = new int[size];
        for (var i = 0; i < size; i++) _buckets[i] = -1;
        for (var i = 0; i < _names.Length; i++)
        {
            // YamlDotNet looks keys up among the interned strings, so that equal keys become the same object.
            _names[i] = string.Intern(_names[i]);
            ref var bucket = ref _buckets[Hash(_names[i]) & (size - 1)];
            _next[i] = bucket;
            bucket = i;
        }
    }

    public IReadOnlyList<string> Names => _names;

    /// <summary>The place of a name; -1 if it is not in the set.</summary>
    public int Find(string name)
    {
        for (var i = _buckets[Hash(name) & (_buckets.Length - 1)]; i >= 0; i = _next[i])
        {
            if (_names[i] == name) return i;
        }

        return -1;
    }

    private static int Hash(string name) =>
        name.Length == 0 ? 0 : name.Length + (name[0] * 31) + (name[^1] * 7) + (name[name.Length / 2] * 131);
}
