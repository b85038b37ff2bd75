namespace Platform.Yaml.Editing;

/// <summary>What a key of a document is meant to say.</summary>
/// <param name="Path">The keys that lead there from the root; all but the last have to be there.</param>
/// <param name="Value">The value: a scalar takes the place of a scalar or of nothing, a mapping that of nothing only.</param>
internal sealed record YamlChange(IReadOnlyList<string> Path, YamlValue Value)
{
    /// <summary>Keys of the same mapping; a new key goes behind the first of them that is there, else to the end.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public string Key => Path[^1];

    /// <summary>The path as JSON Pointer (RFC 6901).</summary>
    public string Pointer => string.Concat(Path.Select(key => "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
}
