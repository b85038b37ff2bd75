using Platform.Schema.Documents;

namespace Platform.Schema.Explaining;

/// <summary>What a schema's author says of a value, where the keyword itself says little.</summary>
internal static class Annotation
{
    private const int MaxLength = 120;

    /// <summary>The schema's title, or the first sentence of its description, in brackets; empty without one.</summary>
    public static string InBrackets(SchemaNode schema)
    {
        var text = schema.Source["title"].GetString() ?? schema.Source["description"].GetString();
        if (string.IsNullOrWhiteSpace(text)) return "";
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        if (end > 0) text = text[..end];
        return text.Length > MaxLength ? "" : $" ({text.TrimEnd('.')})";
    }
}
