using System.Globalization;
using System.Text;
using Platform.Files;

namespace Platform.Hosts.SshNet;

/// <summary>
/// What ssh_config says of a host that SSH.NET would not heed: where the connection goes, as whom, and whom it trusts. The
/// first value of a keyword counts, as in OpenSSH. Where a block may or may not apply (<c>Match exec</c>), it counts.
/// </summary>
/// <remarks>https://man.openbsd.org/ssh_config.5</remarks>
internal sealed class SshConfig
{
    private const string NoneValue = "none";
    private const int DeepestInclude = 16;

    /// <summary>Keywords that would be passed over at the price of reaching another host, in another way, or with less care.</summary>
    private static readonly string[] Weighty =
    [
        "hostname", "port", "user", "proxyjump", "proxycommand", "certificatefile", "hostkeyalias", "revokedhostkeys", "knownhostscommand", "pkcs11provider",
    ];

    private readonly string _name;
    private readonly Dictionary<string, Setting> _settings = new(StringComparer.Ordinal);

    private SshConfig(string name) => _name = name.ToLowerInvariant();

    /// <summary>The user's file and the system's.</summary>
    public static IReadOnlyList<string> DefaultFiles => [UserFile.Expand("~/.ssh/config"), "/etc/ssh/ssh_config"];

    /// <summary>Reads what the files say of a name. A file that is not there says nothing.</summary>
    /// <exception cref="FileRefusedException">A file is there and cannot be read.</exception>
    public static SshConfig Of(string name, IEnumerable<string> files)
    {
        SshConfig config = new(name);
        foreach (var file in files) config.Read(file, Applies.Yes, 0);
        return config;
    }

    /// <summary>The first setting that cannot be heeded; null where there is none.</summary>
    /// <param name="host">What the inventory says itself needs no ssh_config.</param>
    /// <param name="target">The destination, taken apart.</param>
    public Setting? Unheeded(HostDefinition host, SshTarget target) => _settings.Values.FirstOrDefault(setting => setting.Keyword switch
    {
        _ when setting.Value.Equals(NoneValue, StringComparison.OrdinalIgnoreCase) => false,
        "hostname" => setting.Value != "%h" && !setting.Value.Equals(target.Host, StringComparison.OrdinalIgnoreCase),
        "user" => target.IsUserNamed is false && setting.Value != target.User,
        "port" => host.Port is null && setting.Value != SshTarget.DefaultPort.ToString(CultureInfo.InvariantCulture),
        _ => true,
    });

    private void Read(string file, Applies outer, int depth)
    {
        if (depth > DeepestInclude) return;
        if (OrdinaryFile.Read(file, OrdinaryFile.MostWritten).OrNullWhereMissing(file) is not { } bytes) return;
        var (applies, number) = (outer, 0);
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            number++;
            if (Words(line) is not [var first, .. var values]) continue;
            switch (first.ToLowerInvariant())
            {
                case "host":
                    applies = Least(outer, NamePattern.ListMatches(values, _name) ? Applies.Yes : Applies.No);
                    break;
                case "match":
                    applies = Least(outer, Match(values));
                    break;
                case "include" when applies is not Applies.No:
                    foreach (var included in values.SelectMany(value => Included(file, value))) Read(included, applies, depth + 1);
                    break;
                case var keyword when applies is not Applies.No && Weighty.Contains(keyword, StringComparer.Ordinal) && values is [var value, ..]:
                    _settings.TryAdd(keyword, new Setting(keyword, first, value, file, number));
                    break;
            }
        }
    }

    /// <summary>Whether a <c>Match</c> applies. Of its criteria only those on the name are known here.</summary>
    private Applies Match(string[] criteria)
    {
        var applies = Applies.Yes;
        for (var i = 0; i < criteria.Length; i++)
        {
            var isNegated = criteria[i].StartsWith('!');
            var criterion = criteria[i].TrimStart('!').ToLowerInvariant();
            if (criterion == "all") continue;
            var value = criterion is not ("canonical" or "final") && i + 1 < criteria.Length ? criteria[++i] : null;
            var found = value is null || criterion is not ("host" or "originalhost") ? Applies.Perhaps
                : NamePattern.ListMatches(value, _name) ^ isNegated ? Applies.Yes : Applies.No;
            applies = Least(applies, found);
        }

        return applies;
    }

    private static Applies Least(Applies one, Applies other) => one < other ? one : other;

    /// <summary>Files that <c>Include</c> names: relative ones lie in the folder of the user's file, or of the system's.</summary>
    private static IEnumerable<string> Included(string file, string value)
    {
        var system = file.StartsWith("/etc/ssh/", StringComparison.Ordinal);
        var path = Path.Combine(system ? "/etc/ssh" : UserFile.Expand("~/.ssh"), UserFile.Expand(value));
        if (!path.AsSpan().ContainsAny('*', '?')) return [path];
        var folder = Path.GetDirectoryName(path);
        return folder is not null && Directory.Exists(folder) ? Directory.EnumerateFiles(folder, Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];
    }

    /// <summary>The words of a line: keyword, then values; <c>=</c> may stand after the keyword, quotes keep blanks together.</summary>
    private static string[] Words(string line)
    {
        List<string> words = [];
        var rest = line.AsSpan().Trim();
        while (!rest.IsEmpty && !(rest[0] == '#'))
        {
            var quoted = rest[0] == '"';
            if (quoted) rest = rest[1..];
            var end = quoted ? rest.IndexOf('"') : rest.IndexOfAny(words.Count == 0 ? " \t=" : " \t");
            if (end < 0) end = rest.Length;
            words.Add(rest[..end].ToString());
            rest = rest[Math.Min(rest.Length, quoted ? end + 1 : end)..].TrimStart();
            if (words.Count == 1 && rest is ['=', ..]) rest = rest[1..].TrimStart();
        }

        return [.. words];
    }

    /// <summary>In this order: what is least certain wins.</summary>
    private enum Applies
    {
        No,
        Perhaps,
        Yes,
    }

    /// <summary>One keyword and where it stands.</summary>
    internal sealed record Setting(string Keyword, string Written, string Value, string File, int Line);
}
