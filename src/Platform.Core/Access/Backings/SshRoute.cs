using System.Globalization;
using Platform.Hosts;
using Platform.Shell;

namespace Platform.Access.Backings;

/// <summary>How ssh reaches a host, as the user's configuration has it now: what a session's own configuration repeats, and nothing of identities, agents and kept connections.</summary>
/// <param name="Names">What the host is called: its name in the inventory, and the destination's.</param>
/// <param name="HostName">The name or address that is connected to.</param>
/// <param name="Port">TCP.</param>
/// <param name="User">The account there.</param>
/// <param name="KnownHosts">Files of host keys, absolute.</param>
/// <param name="Lines">Lines of the session's configuration for this host.</param>
internal sealed record SshRoute(
    IReadOnlyList<string> Names, string HostName, int Port, string User, IReadOnlyList<string> KnownHosts, IReadOnlyList<string> Lines)
{
    private const int UsualPort = 22;

    /// <summary>What is taken over, in the words of <c>ssh -G</c>.</summary>
    private static readonly string[] TakenOver =
    [
        "hostname", "port", "user", "hostkeyalias", "userknownhostsfile", "globalknownhostsfile", "proxyjump", "proxycommand", "addressfamily", "bindaddress", "bindinterface",
        "ciphers", "macs", "kexalgorithms", "hostkeyalgorithms",
    ];

    /// <summary>The destination that a key is confined to, as <c>ssh-add -h</c> takes it: the account, and the name of the host's keys.</summary>
    public string Constraint
    {
        get
        {
            var alias = Lines.Select(line => line.Split(' ', 2)).FirstOrDefault(pair => pair[0] == "hostkeyalias")?[1];
            var name = alias ?? (Port == UsualPort ? HostName : string.Create(CultureInfo.InvariantCulture, $"[{HostName}]:{Port}"));
            return $"{User}@{name}";
        }
    }

    /// <summary>Reads what <c>ssh -G</c> prints; null where it is not that.</summary>
    /// <param name="host">The host that it was asked for.</param>
    /// <param name="printed">One <c>key value</c> a line.</param>
    /// <param name="home">What <c>~</c> stands for.</param>
    public static SshRoute? Parse(HostDefinition host, string printed, string home)
    {
        var lines = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Any(char.IsControl) && TakenOver.Contains(line.Split(' ', 2)[0], StringComparer.Ordinal) && line.Split(' ', 2) is [_, { Length: > 0 } value] && value != "none").ToArray();
        var values = lines.Select(line => line.Split(' ', 2)).GroupBy(pair => pair[0], StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        if (!values.TryGetValue("hostname", out var name) || !values.TryGetValue("user", out var user) || !ShellName.IsSshDestination($"{user}@{name}")) return null;
        if (!values.TryGetValue("port", out var text) || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return null;
        var destination = host.Destination is { } whole ? whole[(whole.IndexOf('@', StringComparison.Ordinal) + 1)..] : host.Name;
        string[] files = [.. (string[])[.. Files("userknownhostsfile"), .. Files("globalknownhostsfile")]];
        return new SshRoute([.. ((string[])[host.Name, destination]).Distinct(StringComparer.Ordinal)], name, port, user, files, lines);

        IEnumerable<string> Files(string key) => values.TryGetValue(key, out var list)
            ? list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(file => file.StartsWith("~/", StringComparison.Ordinal) ? home + file[1..] : file).Where(Path.IsPathFullyQualified)
            : [];
    }
}
