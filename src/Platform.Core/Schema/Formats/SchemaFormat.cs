namespace Platform.Schema.Formats;

/// <summary>A <c>format</c> of draft 2020-12 (validation, chapter 7.3).</summary>
internal abstract class SchemaFormat
{
    /// <summary>What a valid text is, to stand behind "must be".</summary>
    public abstract string Expectation { get; }

    public abstract bool IsMatch(string text);

    /// <summary>What the text is instead, to stand behind it ("is a bare date"); null if nothing better than "is not" can be said.</summary>
    public virtual string? Explain(string text) => null;

    /// <summary>The format of that name; null for one that is not known, which asserts nothing.</summary>
    public static SchemaFormat? TryFind(string name) => null;
}
