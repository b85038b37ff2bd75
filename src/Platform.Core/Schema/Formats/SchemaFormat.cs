namespace Platform.Schema.Formats;

/// <summary>A <c>format</c> of draft 2020-12 (validation, chapter 7.3).</summary>
internal abstract class SchemaFormat
{
    /// <summary>What a valid text is, to stand behind "must be".</summary>
    public abstract string Expectation { get; }

    public abstract bool IsMatch(string text);

    /// <summary>
    /// What the text is instead, to stand behind it ("is a bare date"); null if nothing better than "is not" can be
    /// said.
    /// </summary>
    public virtual string? Explain(string text) => null;

    /// <summary>The format of that name; null for one that is not known, which asserts nothing.</summary>
    public static SchemaFormat? TryFind(string name) => name switch
    {
        "date-time" => new DateTimeFormat(),
        "date" => new DateFormat(),
        "time" => new TimeFormat(),
        "duration" => new DurationFormat(),
        "email" => new EmailFormat(isInternational: false),
        "idn-email" => new EmailFormat(isInternational: true),
        "hostname" => new HostNameFormat(isInternational: false),
        "idn-hostname" => new HostNameFormat(isInternational: true),
        "ipv4" => new Ipv4Format(),
        "ipv6" => new Ipv6Format(),
        "uri" => new UriFormat(isReference: false, isInternational: false),
        "uri-reference" => new UriFormat(isReference: true, isInternational: false),
        "iri" => new UriFormat(isReference: false, isInternational: true),
        "iri-reference" => new UriFormat(isReference: true, isInternational: true),
        "uuid" => new UuidFormat(),
        "uri-template" => new UriTemplateFormat(),
        "json-pointer" => new JsonPointerFormat(),
        "relative-json-pointer" => new RelativeJsonPointerFormat(),
        "regex" => new RegexFormat(),
        _ => null,
    };
}
