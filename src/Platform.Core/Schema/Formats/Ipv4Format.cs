namespace Platform.Schema.Formats;

/// <summary>"ipv4".</summary>
internal sealed class Ipv4Format : SchemaFormat
{
    public override string Expectation => "an IPv4 address such as 192.0.2.1";

    public override bool IsMatch(string text) => IpAddress.IsV4(text);

    public override string? Explain(string text) => IpAddress.IsV6(text) ? "is an IPv6 address" : null;
}
