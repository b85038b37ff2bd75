namespace Platform.Schema.Formats;

/// <summary>"ipv6".</summary>
internal sealed class Ipv6Format : SchemaFormat
{
    public override string Expectation => "an IPv6 address such as 2001:db8::1";

    public override bool IsMatch(string text) => IpAddress.IsV6(text);

    public override string? Explain(string text) => IpAddress.IsV4(text) ? "is an IPv4 address" : null;
}
