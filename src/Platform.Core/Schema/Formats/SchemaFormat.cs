using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Schema.Patterns;
using Library = Json.Schema;

namespace Platform.Schema.Formats;

/// <summary>A <c>format</c> of draft 2020-12 (validation, chapter 7.3).</summary>
/// <param name="Expectation">What a valid text is, to stand behind "must be".</param>
/// <param name="IsMatch">Whether a text is valid.</param>
/// <param name="Explain">
/// What the text is instead, to stand behind it ("is a bare date"); null if nothing better than "is not" can be said.
/// </param>
internal sealed record SchemaFormat(string Expectation, Predicate<string> IsMatch, Func<string, string?> Explain)
{
    private static readonly SchemaFormat DateTime = new(
        "an RFC 3339 date-time such as 2026-05-02T00:00:00Z", text => Rfc3339.IsDateTime(text), Rfc3339.WhyNoDateTime);

    private static readonly SchemaFormat Date = new(
        "a date such as 2026-05-02", text => Rfc3339.IsDate(text), text => Rfc3339.IsDateTime(text) ? "has a time as well" : null);

    /// <summary>The format of that name; null for one that is not known, which asserts nothing.</summary>
    public static SchemaFormat? TryFind(string name) => name switch
    {
        "date-time" => DateTime,
        "date" => Date,
        "time" => new("a time of day with its zone such as 08:30:00Z", text => Rfc3339.IsTime(text), Nothing),
        "regex" => new("a regular expression of ECMA-262", text => SchemaPattern.Fault(text) is null, text => $"is none: {SchemaPattern.Fault(text)}"),
        "duration" => Of(Library.Formats.Duration, "an ISO 8601 duration such as P30D or PT12H"),
        "email" => Of(Library.Formats.Email, "an e-mail address such as operator@example.org"),
        "idn-email" => Of(Library.Formats.IdnEmail, "an e-mail address such as operator@example.org"),
        "hostname" => Of(Library.Formats.Hostname, "a host name such as vps1000.example.org (letters, digits and hyphens between dots)"),
        "idn-hostname" => Of(Library.Formats.IdnHostname, "an internationalised host name"),
        "ipv4" => Of(Library.Formats.Ipv4, "an IPv4 address such as 192.0.2.1", text => Accepts(Library.Formats.Ipv6, text) ? "is an IPv6 address" : null),
        "ipv6" => Of(Library.Formats.Ipv6, "an IPv6 address such as 2001:db8::1", text => Accepts(Library.Formats.Ipv4, text) ? "is an IPv4 address" : null),
        "uri" => Of(Library.Formats.Uri, "an absolute URI such as https://example.org/", text => WhyNoUri(text, Library.Formats.UriReference)),
        "uri-reference" => Of(Library.Formats.UriReference, "a URI or a relative reference such as /path", WhyNoReference),
        "iri" => Of(Library.Formats.Iri, "an absolute IRI such as https://example.org/", text => WhyNoUri(text, Library.Formats.IriReference)),
        "iri-reference" => Of(Library.Formats.IriReference, "an IRI or a relative reference such as /path", WhyNoReference),
        "uuid" => Of(Library.Formats.Uuid, "a UUID such as 2eb8aa08-aa98-11ea-b4aa-73b441d16380"),
        "uri-template" => Of(Library.Formats.UriTemplate, "a URI template such as /modules/{id}"),
        "json-pointer" => Of(Library.Formats.JsonPointer, "a JSON Pointer such as /spec/runtime/0"),
        "relative-json-pointer" => Of(Library.Formats.RelativeJsonPointer, "a relative JSON Pointer such as 1/name or 0#"),
        _ => null,
    };

    private static SchemaFormat Of(Library.Format format, string expectation, Func<string, string?>? explain = null) =>
        new(expectation, text => Accepts(format, text), explain ?? Nothing);

    private static string? Nothing(string text) => null;

    private static string? WhyNoUri(string text, Library.Format reference) =>
        Accepts(reference, text) ? "has no scheme such as https:" : WhyNoReference(text);

    private static string? WhyNoReference(string text) => text.Contains(' ', StringComparison.Ordinal) ? "has a space in it; write %20" : null;

    // The library's expressions end in $, which .NET lets match before a last line break. None of its formats has one in it but JSON Pointers.
    private static bool Accepts(Library.Format format, string text)
    {
        try
        {
            return (format == Library.Formats.JsonPointer || !text.EndsWith('\n'))
                && format.Validate(JsonSerializer.SerializeToElement(text, TextContext.Default.String), out _);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or ArgumentException or InvalidOperationException)
        {
            // Its idn-email puts the text into JSON as it is, which a control character breaks; its relative pointers parse numbers that are none.
            return false;
        }
    }
}

/// <summary>Makes JSON of a text, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextContext : JsonSerializerContext;
