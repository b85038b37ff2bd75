namespace Platform.Schema.Formats;

/// <summary>"uri", "uri-reference", "iri" and "iri-reference".</summary>
internal sealed class UriFormat(bool isReference, bool isInternational) : SchemaFormat
{
    public override string Expectation => (isReference, isInternational) switch
    {
        (false, false) => "an absolute URI such as https://example.org/",
        (true, false) => "a URI or a relative reference such as /path",
        (false, true) => "an absolute IRI such as https://example.org/",
        _ => "an IRI or a relative reference such as /path",
    };

    public override bool IsMatch(string text) => new UriSyntax(isInternational).IsMatch(text, isReference);

    public override string? Explain(string text)
    {
        if (!isReference && new UriSyntax(isInternational).IsMatch(text, isReference: true))
            return "has no scheme such as https:";
        return text.Contains(' ', StringComparison.Ordinal) ? "has a space in it; write %20" : null;
    }
}
