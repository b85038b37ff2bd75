using Platform.Compose;
using Platform.Diagnostics;
using Platform.Yaml;

namespace Platform.Policy.Facts;

/// <summary>Published ports in short and long form. https://github.com/compose-spec/compose-spec/blob/main/05-services.md#ports</summary>
internal static class PortFacts
{
    public static PortFact? Of(ComposeValue port)
    {
        if (port.Kind is YamlKind.Mapping)
        {
            if (port["target"].Text is not { Length: > 0 } target) return null;
            var address = port["host_ip"].Text is { Length: > 0 } ip ? ComposeText.Parse(ip) : null;
            var written = $"{(address is null ? "" : port["host_ip"].Text + ":")}{(port["published"].Text is { Length: > 0 } published ? published + ":" : "")}{target}";
            return new PortFact(address, ComposeText.Parse(written).Shown, Subject(target, port["protocol"].Text is { Length: > 0 } protocol ? protocol : "tcp"), port["target"].Place);
        }

        return port.Kind is YamlKind.Null or YamlKind.Sequence ? null : Of(port.Text, port.Place);
    }

    /// <summary>The short form: <c>127.0.0.1:8080:80/tcp</c>. Containers have it as well.</summary>
    public static PortFact? Of(string port, SourcePlace place)
    {
        if (port.Length == 0) return null;
        var (text, suffix) = port.LastIndexOf('/') is > 0 and var slash ? (port[..slash], port[(slash + 1)..]) : (port, "tcp");
        var parts = ColonParts.Of(text);
        // An IPv6 address without brackets has more colons than the rest: all but the last two parts are the address.
        var subject = Subject(parts[^1], suffix);
        var shown = ComposeText.Parse(port).Shown;
        return parts.Count switch
        {
            // What stands alone before a port, or grows together with it, may have an address and a colon in its variable.
            1 or 2 when MayHoldAddress(parts[0]) => new PortFact(ComposeText.Parse(parts[0]), shown, subject, place),
            1 or 2 => new PortFact(null, shown, subject, place),
            _ => new PortFact(ComposeText.Parse(string.Join(':', parts.Take(parts.Count - 2))), shown, subject, place),
        };
    }

    private static string Subject(string target, string protocol) => $"{ComposeText.Parse(target).Shown}/{protocol}";

    /// <summary>
    /// Whether an address may stand where the port of the host does: a variable that does not say by its name that it is a port, or a default with an
    /// address in it.
    /// </summary>
    private static bool MayHoldAddress(string published)
    {
        var text = ComposeText.Parse(published);
        return text.WithDefaults is { } known
            ? known.AsSpan().ContainsAny(':', '.')
            : !text.Variables.All(name => name.EndsWith("PORT", StringComparison.OrdinalIgnoreCase));
    }
}
