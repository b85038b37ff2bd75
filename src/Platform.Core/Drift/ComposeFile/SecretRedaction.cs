using System.Text.RegularExpressions;

namespace Platform.Drift.ComposeFile;

/// <summary>
/// Takes the values out of a line of a compose file, as any of them may be a secret: in an environment, a command, a
/// label, a health check, a comment. Left are keys, values of keys that hold none (<c>image</c>, <c>restart</c>), and
/// list items that are plainly a port or a mount. Rather too much is masked than too little.
/// </summary>
internal static partial class SecretRedaction
{
    private const string Mask = "…";

    private static readonly HashSet<string> OpenKeys = new(StringComparer.Ordinal)
    {
        "image", "restart", "container_name", "hostname", "network_mode", "driver", "external", "read_only", "privileged",
        "pull_policy", "platform", "interval", "timeout", "retries", "start_period", "start_interval", "init", "tty",
        "stdin_open", "target", "published", "protocol", "mode", "host_ip", "type", "shm_size", "mem_limit", "cpus", "user",
        "stop_grace_period", "stop_signal", "condition",
    };

    public static string Redact(string line)
    {
        var parts = Line().Match(line);
        var value = parts.Groups["value"].Value;
        if (value.Length == 0) return line;
        var key = parts.Groups["key"].Value;
        var open = key.Length == 0 ? ListItem().IsMatch(value)
            : Alias().IsMatch(value) || (OpenKeys.Contains(key) && PlainWord().IsMatch(value));
        return open ? line : line[..parts.Groups["value"].Index] + Mask;
    }

    [GeneratedRegex("""^\s*(?:-\s+)*(?:["']?(?<key>[A-Za-z_][\w.-]{0,62})["']?\s*:(?:\s+|$))?(?<value>\S.*)?$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    // <<: *common
    [GeneratedRegex(@"^[*&][\w-]{1,62}\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex("""^["']?[\w./:@+$\{\}-]+["']?\s*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainWord();

    // 127.0.0.1:8080:80/tcp, or data:/data:ro
    [GeneratedRegex("""^["']?(?:(?:[\d.]+:)?\d{1,5}(?:-\d{1,5})?:\d{1,5}(?:-\d{1,5})?(?:/(?:tcp|udp))?|[\w./~-]{1,255}:/[\w./-]{1,255}(?::(?:ro|rw|z|Z))?)["']?\s*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListItem();
}
