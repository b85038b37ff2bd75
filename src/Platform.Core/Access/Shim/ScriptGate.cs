using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Shell;
using Platform.Snapshots;

namespace Platform.Access.Shim;

/// <summary>
/// Tells the read-only script of this program from everything else, on the host that is to run it: the body by its hash, and each line of the
/// head by what may stand in it. Pure. So whoever holds a key with this forced command can look, and can do nothing else.
/// </summary>
internal static class ScriptGate
{
    /// <summary>A script is two dozen lines of names, and a body.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>What the transport asks sshd for (<c>SSH_ORIGINAL_COMMAND</c>).</summary>
    public const string Command = "sh";

    private const string DockerVariable = "DOCKER_HOST=";
    private const string DockerExport = "; export DOCKER_HOST";
    private const string NoncePrefix = "platform-";
    private const int NonceDigits = 32;
    private const long LongestLook = 3600;

    /// <summary>Compose files, and nothing else of the platform's folder: <c>.env</c> files hold secrets.</summary>
    private static readonly string[] ComposeEndings = [".yaml", ".yml"];

    /// <summary>The head, line by line. Whatever is to be added here is first asked what it lets a stranger read.</summary>
    private static readonly (string Name, Func<string, ShimRules, bool> IsLetIn)[] Head =
    [
        ("nonce", (value, _) => value.StartsWith(NoncePrefix, StringComparison.Ordinal) && value.Length == NoncePrefix.Length + NonceDigits && value[NoncePrefix.Length..].All(char.IsAsciiHexDigitLower)),
        ("projects", (value, _) => IsList(value, ShellName.IsComposeProject)),
        ("services", (value, _) => IsList(value, ShellName.IsComposeService)),
        ("names", (value, _) => IsList(value, ShellName.IsContainer)),
        ("directory", (value, rules) => value.Length == 0 || (ShellName.IsAbsolutePath(value) && value == rules.PlatformDirectory)),
        ("files", (value, _) => IsList(value, IsComposeFile)),
        ("secrets", (value, _) => IsList(value, ShellName.IsRelativePath)),
        ("contents", (value, _) => IsList(value, text => ServiceFile.IsChecked(text, ShellName.IsAbsolutePath))),
        ("variables_asked", (value, _) => IsList(value, ProjectVariable.IsChecked)),
        Constant("asked_key"),
        ("owners", (value, _) => IsList(value, text => ServiceFile.IsChecked(text, IsComposeFile))),
        Constant("largest"), Constant("most"), Constant("no_awk"), Constant("no_list"), Constant("us"), Constant("format"), Constant("podman_format"),
        ("compose", (value, _) => value is "yes" or "no"),
        ("every", (value, _) => value is "no" or "projects" or "containers"),
        ("with_others", (value, _) => value is "yes" or "no"),
        // The compose files that containers were started from, wherever they lie, and as they are written: for adopting, by a person.
        ("with_sources", (value, _) => value is "no"),
        ("identity", (value, _) => value is "yes" or "no"),
        ("limit", (value, _) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestLook && value[0] != '0'),
    ];

    /// <summary>Judges what came in on standard input.</summary>
    /// <returns>Why it does not run; null where it is the read-only script, whole.</returns>
    public static ShimRefusal? Judge(ReadOnlySpan<byte> input, ShimRules rules)
    {
        if (input.Length > MostBytes) return new ShimRefusal("this is too long for the read-only script");
        if (!TryDecode(input, out var text)) return new ShimRefusal("this is no text, and not the read-only script");
        var rest = text.AsSpan();
        foreach (var (name, isLetIn) in Head)
        {
            if (!TryTakeLine(ref rest, out var line) || Value(line, name) is not { } value) return new ShimRefusal($"this is not the read-only script: its head has no line '{name}' where it should");
            if (!isLetIn(value, rules)) return Refuse(name, rules);
        }

        if (!TryTakeLine(ref rest, out var engine)) return new ShimRefusal("this is not the read-only script: it ends in its head");
        if (engine.Length > 0 && engine != $"{DockerVariable}{rules.DockerHost}{DockerExport}")
            return new ShimRefusal("the script names an engine that this host does not let in; docker_host of hosts.yaml and --docker-host of the forced command have to be the same");
        var body = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest.ToString())));
        return body == SnapshotScript.BodyHash || rules.Bodies.Contains(body, StringComparer.Ordinal) ? null : new ShimRefusal(
            $"the script's body is sha256:{body}, and this host lets in sha256:{SnapshotScript.BodyHash}: it was altered, or platformctl there and here are of different versions; " +
            "bring both to the same version, or let it in with --body, once 'platformctl access shim --show' there says the same hash");
    }

    private static ShimRefusal Refuse(string name, ShimRules rules) => name switch
    {
        "directory" when rules.PlatformDirectory is null => new ShimRefusal("this host lets nobody read compose files; add --platform-dir to the forced command, as platform_dir of hosts.yaml has it"),
        "directory" => new ShimRefusal("this host lets compose files of another folder be read than platform_dir of hosts.yaml; both have to be the same"),
        _ when SnapshotScript.Constants.ContainsKey(name) => new ShimRefusal(
            $"the line '{name}' of the script's head is another than this version writes; bring platformctl there and here to the same version"),
        _ => new ShimRefusal($"the line '{name}' of the script's head has what this host does not let in"),
    };

    private static (string, Func<string, ShimRules, bool>) Constant(string name) => (name, (value, _) => value == SnapshotScript.Constants[name]);

    /// <summary>The value of <c>name=word</c>, written exactly as this program quotes words; null for anything else.</summary>
    private static string? Value(string line, string name)
    {
        if (!line.StartsWith(name + "=", StringComparison.Ordinal)) return null;
        var word = line[(name.Length + 1)..];
        var value = word is ['\'', .. var inner, '\''] ? inner : word;
        return value.Contains('\'', StringComparison.Ordinal) || value.Contains('\0', StringComparison.Ordinal) || ShellWord.Quoted(value).ToString() != word ? null : value;
    }

    private static bool IsList(string value, Func<string, bool> isItem) => value.Length == 0 || value.Split(' ').All(isItem);

    private static bool IsComposeFile(string path) => ShellName.IsRelativePath(path) && ComposeEndings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal));

    private static bool TryTakeLine(ref ReadOnlySpan<char> rest, out string line)
    {
        var end = rest.IndexOf('\n');
        line = end < 0 ? "" : rest[..end].ToString();
        if (end >= 0) rest = rest[(end + 1)..];
        return end >= 0;
    }

    private static bool TryDecode(ReadOnlySpan<byte> input, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(input);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }
}

/// <summary>Why a host does not run what it was sent.</summary>
/// <param name="Message">One sentence. Nothing of what was sent is in it but hashes and lengths.</param>
internal sealed record ShimRefusal(string Message);
