using System.Text.RegularExpressions;

namespace Platform.Snapshots.Answers;

/// <summary>
/// Why Compose could not evaluate some files. It quotes what it could not read, and with it secrets: of its words nothing is
/// shown but a name (of a variable, a key) or a path that is spelt as such, and the number of a line.
/// </summary>
internal static partial class ComposeFault
{
    private const int LongestName = 64;
    private const int Milliseconds = 1_000;
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    /// <summary>Stands for a variable that is not named: what depends on it is in doubt all the same.</summary>
    public const string NoVariable = "(a variable that is not named here)";

    /// <summary>The same for a file.</summary>
    public const string NoFile = "(a file that is not named here)";

    /// <summary>What is said where nothing more is known.</summary>
    public const string CouldNot = "docker compose could not read the files it was started from";

    /// <param name="origin">What was evaluated.</param>
    /// <param name="status">Compose's exit status.</param>
    /// <param name="words">What it printed.</param>
    public static string Of(ComposeOrigin origin, int status, string words)
    {
        if (status is 124 or 137 or 143) return $"docker compose did not answer in time about {origin.ConfigFiles}; does it, or a file it names, wait for something?";
        if (origin.IsStandardInput) return "it was started from standard input, of which no copy is kept; with platform_dir of the host in hosts.yaml it is compared with the root's file";
        if (words.Contains("is not a docker command", StringComparison.Ordinal) || words.Contains("unknown shorthand flag", StringComparison.Ordinal) ||
            words.Contains("unknown flag", StringComparison.Ordinal)) return "the host has no Compose v2";
        if (NameIn(RequiredVariable(), words) is { } variable) return Required([Variable(variable)]);
        if (NameIn(EnvironmentFile(), words) is { } file) return $"the env_file {file} is not on the host";
        if (NameIn(CommandFile(), words) is { } given) return $"the file {given} of --env-file is not on the host";
        if (NameIn(NoSuchFile(), words) is { } path && !origin.ConfigFiles.Split(',').Contains(path, StringComparer.Ordinal))
            return $"{path}, which an include or extends names, is not on the host";
        if (words.Contains("no such file", StringComparison.OrdinalIgnoreCase)) return "the compose file it was started from is gone";
        if (NameIn(YamlLine(), words) is { } line) return $"{CouldNot}: they are no valid YAML, at line {line}";
        if (NameIn(UnknownKey(), words) is { } key) return $"{CouldNot}: Compose on the host does not know the key {key}; it may be too old for it";
        return CouldNot;
    }

    /// <summary>For variables that nothing could stand in for.</summary>
    public static string Required(IReadOnlyList<string> variables) => $"{CouldNot}: they require {string.Join(", ", variables)}, set nowhere on the host now";

    /// <summary>The name of a variable, if it is spelt as variables are, and not as secrets often are; else words that stand for it.</summary>
    public static string Variable(string name) =>
        name.Length is > 0 and <= LongestName && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_')
            ? name : NoVariable;

    /// <summary>A path that is spelt as such, else words that stand for it.</summary>
    public static string File(string path) => Path().IsMatch(path) ? path : NoFile;

    private static string? NameIn(Regex pattern, string words)
    {
        try
        {
            return pattern.Match(words) is { Success: true } match ? match.Groups["name"].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null; // what takes that long is none of Compose's sentences
        }
    }

    [GeneratedRegex(@"required variable (?<name>[A-Za-z_][A-Za-z0-9_]{0,200}) is missing a value", Options, Milliseconds)]
    private static partial Regex RequiredVariable();

    [GeneratedRegex(@"(^|\n)env file (?<name>/[A-Za-z0-9._/@+-]{1,300}) not found", Options, Milliseconds)]
    private static partial Regex EnvironmentFile();

    [GeneratedRegex(@"(^|\n)[Cc]ouldn't find env file: (?<name>/[A-Za-z0-9._/@+-]{1,300})(\n|$)", Options, Milliseconds)]
    private static partial Regex CommandFile();

    [GeneratedRegex(@"(open|stat) (?<name>/[A-Za-z0-9._/@+-]{1,300}): no such file or directory", Options, Milliseconds)]
    private static partial Regex NoSuchFile();

    [GeneratedRegex(@"yaml: line (?<name>\d{1,7}):", Options, Milliseconds)]
    private static partial Regex YamlLine();

    [GeneratedRegex(@"[Aa]dditional propert(y|ies) '?(?<name>[a-z][a-z0-9_-]{0,40})'? (is )?not allowed", Options, Milliseconds)]
    private static partial Regex UnknownKey();

    [GeneratedRegex(@"^/[A-Za-z0-9._/@+-]{1,300}$", Options, Milliseconds)]
    private static partial Regex Path();
}
