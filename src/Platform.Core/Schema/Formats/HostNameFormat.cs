namespace Platform.Schema.Formats;

/// <summary>"hostname" and "idn-hostname".</summary>
internal sealed class HostNameFormat(bool isInternational) : SchemaFormat
{
    public override string Expectation => isInternational
        ? "an internationalised host name"
        : "a host name such as vps1000.example.org (letters, digits and hyphens between dots)";

    public override bool IsMatch(string text) => HostName.IsMatch(text, isInternational);
}
