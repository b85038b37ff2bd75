using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.Yaml;

/// <summary>
/// A node of a <see cref="YamlDocument"/>: a reference of two words, cheap to copy. An alias is seen as the node
/// it stands for. The default value is "no node": null in kind, and <see cref="Exists"/> is false.
/// </summary>
public readonly struct YamlNode : IEquatable<YamlNode>
{
    internal YamlNode(YamlDocument? document, int index)
    {
        Document = document;
        Index = document is not null && document.Records[index].Kind == YamlRecord.Alias
            ? document.Records[index].Count
            : index;
    }

    /// <summary>Whether there is such a node; a key that is not there gives one that does not exist.</summary>
    [MemberNotNullWhen(true, nameof(Document))]
    public bool Exists => Document is not null;

    public YamlKind Kind => Document is null ? YamlKind.Null : Document.Records[Index].Kind;

    /// <summary>Where the node starts; of a block mapping, its first key.</summary>
    public TextPosition Position =>
        Document is null
            ? TextPosition.Start
            : new TextPosition(Document.Records[Index].Line, Document.Records[Index].Column);

    /// <summary>
    /// What a scalar says, unquoted but otherwise as written (<c>0x1F</c>, <c>~</c>); empty for collections.
    /// </summary>
    public string Text => Document?.Records[Index].Text ?? "";

    /// <summary>The number of items or entries; 0 for scalars.</summary>
    public int Count => Document?.Records[Index].Count ?? 0;

    /// <summary>The items, if this is a sequence; none otherwise.</summary>
    public YamlItems Items => new(this);

    /// <summary>The entries, if this is a mapping; none otherwise.</summary>
    public YamlEntries Entries => new(this);

    /// <summary>The value of a key, or a node that does not exist (also if this is no mapping).</summary>
    public YamlNode this[string key] => TryGet(key, out var value) ? value : default;

    internal YamlDocument? Document { get; }

    /// <summary>The record; with <see cref="Document"/> this is the node's identity.</summary>
    internal int Index { get; }

    public static bool operator ==(YamlNode left, YamlNode right) => left.Equals(right);

    public static bool operator !=(YamlNode left, YamlNode right) => !left.Equals(right);

    /// <summary>
    /// Finds the value of a key by ordinal comparison; false if this is no mapping or has no such key.
    /// </summary>
    public bool TryGet(string key, out YamlNode value)
    {
        var found = TryGetEntry(key, out var entry);
        value = found ? entry.Value : default;
        return found;
    }

    /// <summary>Finds the entry of a key, which also knows where the key is.</summary>
    public bool TryGetEntry(string key, out YamlEntry entry)
    {
        ArgumentNullException.ThrowIfNull(key);
        foreach (var candidate in Entries)
        {
            if (!string.Equals(candidate.Key, key, StringComparison.Ordinal)) continue;
            entry = candidate;
            return true;
        }

        entry = default;
        return false;
    }

    /// <summary>The text of a string; null for any other kind.</summary>
    public string? GetString() => Kind == YamlKind.String ? Text : null;

    /// <summary>The value of a Boolean; false if this is none.</summary>
    public bool TryGetBoolean(out bool value)
    {
        var isBoolean = Kind == YamlKind.Boolean;
        value = isBoolean && Text[0] is 't' or 'T';
        return isBoolean;
    }

    /// <summary>The value of an integer; false if this is none or does not fit.</summary>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        if (Kind != YamlKind.Integer) return false;
        var text = Text.AsSpan();
        if (text.StartsWith("0x", StringComparison.Ordinal))
            return long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
        if (text.StartsWith("0o", StringComparison.Ordinal)) return OctalNumber.TryParse(text[2..], out value);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The value of an integer; false if this is none or does not fit.</summary>
    public bool TryGetInt32(out int value)
    {
        var fits = TryGetInt64(out var wide) && wide is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)wide : 0;
        return fits;
    }

    public bool Equals(YamlNode other) => ReferenceEquals(Document, other.Document) && Index == other.Index;

    public override bool Equals(object? obj) => obj is YamlNode other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Document, Index);

    /// <summary>A scalar's text, or the kind and size of a collection.</summary>
    public override string ToString() => Kind switch
    {
        YamlKind.Sequence => $"sequence of {Count}",
        YamlKind.Mapping => $"mapping of {Count}",
        _ => Text,
    };
}
