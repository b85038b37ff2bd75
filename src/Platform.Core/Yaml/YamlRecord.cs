namespace Platform.Yaml;

/// <summary>
/// One node of a <see cref="YamlDocument"/>. Records lie in document order, a collection before its content and a
/// key before its value, so that the next sibling of record <c>i</c> is <c>i + Size</c>.
/// </summary>
internal struct YamlRecord
{
    /// <summary>In <see cref="Kind"/>: stands for the record whose index is in <see cref="Count"/>.</summary>
    public const YamlKind Alias = (YamlKind)byte.MaxValue;

    /// <summary>What a scalar says, after unquoting; null for collections.</summary>
    public string? Text;

    public int Line;
    public int Column;

    /// <summary>Items of a sequence, entries of a mapping.</summary>
    public int Count;

    /// <summary>Records this node takes up, itself included.</summary>
    public int Size;

    public YamlKind Kind;
}
