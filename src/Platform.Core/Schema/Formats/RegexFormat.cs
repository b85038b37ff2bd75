using Platform.Schema.Patterns;

namespace Platform.Schema.Formats;

/// <summary>"regex": ECMA-262, as for the keyword <c>pattern</c>.</summary>
internal sealed class RegexFormat : SchemaFormat
{
    public override string Expectation => "a regular expression of ECMA-262";

    public override bool IsMatch(string text) => SchemaPattern.TryParse(text, out _, out _);

    public override string? Explain(string text) =>
        SchemaPattern.TryParse(text, out _, out var reason) ? null : $"is none: {reason}";
}
