namespace Platform.Yaml.Editing;

/// <summary>Why a text is not edited.</summary>
/// <param name="Reason">The kind, for programs.</param>
/// <param name="Position">Where the reason stands in the text.</param>
/// <param name="Message">One sentence: what is in the way and the way out.</param>
internal sealed record EditRefusal(EditRefusalReason Reason, TextPosition Position, string Message);

/// <summary>Kinds of refusal, told apart because each has another way out.</summary>
internal enum EditRefusalReason
{
    /// <summary>It is no YAML, or has a key twice.</summary>
    NotReadable,

    /// <summary>A second document follows the first.</summary>
    SeveralDocuments,

    /// <summary>A node on the way has an anchor: aliases elsewhere would change with it.</summary>
    Anchor,

    /// <summary>A node on the way is an alias: its text stands elsewhere, for others as well.</summary>
    Alias,

    /// <summary><c>&lt;&lt;</c> brings keys in, so that what the mapping says is not what it has.</summary>
    MergeKey,

    /// <summary>A node on the way has a tag, which says more than its text.</summary>
    Tag,

    /// <summary>A tab stands between tokens: how far it indents is everybody's guess.</summary>
    Tab,

    /// <summary>The value is a block scalar (<c>|</c> or <c>&gt;</c>).</summary>
    BlockScalar,

    /// <summary>The key has a value of another kind, or its own mapping.</summary>
    Occupied,

    /// <summary>A key on the way is not there, or is no mapping.</summary>
    NoParent,

    /// <summary>The value is no Unicode text.</summary>
    NotText,

    /// <summary>The text is laid out in a way that leaves no safe place.</summary>
    NoPlace,

    /// <summary>The edited text does not read as the old one and the change, and nothing else.</summary>
    NotProven,
}
