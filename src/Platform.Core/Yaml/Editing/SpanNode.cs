namespace Platform.Yaml.Editing;

/// <summary>A node of a text with the span that it takes up; unlike <see cref="YamlNode"/> it knows how it is written.</summary>
/// <param name="form">How it is written.</param>
/// <param name="start">Its first character, its anchor and tag included; of a block mapping the first key's.</param>
internal sealed class SpanNode(SpanForm form, int start)
{
    public SpanForm Form { get; } = form;

    public int Start { get; } = start;

    /// <summary>Behind its last character. A block collection ends where its last node does.</summary>
    public int End { get; set; } = start;

    /// <summary>What a scalar says; null for collections and aliases.</summary>
    public string? Text { get; init; }

    public bool HasAnchor { get; init; }

    public bool HasTag { get; init; }

    public List<SpanEntry> Entries { get; } = [];

    public List<SpanNode> Items { get; } = [];

    public bool IsMapping => Form is SpanForm.BlockMapping or SpanForm.FlowMapping;

    public bool IsCollection => IsMapping || Form is SpanForm.BlockSequence or SpanForm.FlowSequence;

    public bool IsBlockScalar => Form is SpanForm.Literal or SpanForm.Folded;

    /// <summary>Whether nothing at all is written for it.</summary>
    public bool IsEmpty => Form is SpanForm.Plain && Start == End;

    /// <summary>Whether it is null: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Form is SpanForm.Plain && !HasTag && CoreScalar.Resolve(Text ?? "") is YamlKind.Null;

    /// <summary>The index of a key's entry; -1 where there is none.</summary>
    public int IndexOf(string key) => Entries.FindIndex(entry => string.Equals(entry.Key.Text, key, StringComparison.Ordinal));
}

/// <summary>A key of a mapping with its value.</summary>
internal sealed record SpanEntry(SpanNode Key, SpanNode Value)
{
    /// <summary>Behind the last character of both.</summary>
    public int End => Math.Max(Key.End, Value.End);
}

/// <summary>Ways to write a node.</summary>
internal enum SpanForm
{
    Plain,
    SingleQuoted,
    DoubleQuoted,
    Literal,
    Folded,
    Alias,
    BlockMapping,
    FlowMapping,
    BlockSequence,
    FlowSequence,
}
