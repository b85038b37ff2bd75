using System.Buffers;
using Platform.Compose;

namespace Platform.Policy.Rules;

/// <summary>
/// Passwords within longer texts: in an address, in a list of <c>name=value</c>, in the words of a command. Only where one is, and what it is called,
/// leaves this class.
/// </summary>
internal static class LiteralPassword
{
    /// <summary>Stands for a variable: one letter that no text has, so that the parts around it keep their places.</summary>
    private const char Variable = '\u0001';

    /// <summary>What an address is called among the names.</summary>
    public const string Address = "an address";

    private static readonly char[] Separators = [';', '&', '?', ',', ' ', '\t', '\r', '\n'];
    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', ';', '&', '|', '(', ')'];

    private static readonly SearchValues<char> BehindAuthority = SearchValues.Create("/?# \t\r\n\"'");

    /// <summary>Endings of files with keys in them, which are no keys themselves.</summary>
    private static readonly string[] KeyFiles = [".pem", ".key", ".crt", ".cer", ".json", ".txt", ".p8", ".p12", ".pfx", ".jks", ".asc", ".gpg", ".yaml", ".yml", ".conf", ".env", ".ini", ".toml"];

    private static readonly string[] Folders = ["/run/", "/etc/", "/var/", "/certs/", "/secrets/", "/config/", "/data/", "/home/", "/root/", "/opt/", "/mnt/", "/app/", "/keys/", "/ssl/", "/tls/", "/srv/", "/usr/"];

    /// <summary>How a password is written in a text or in a default of it, for a message; null where there is none.</summary>
    public static string? In(ComposeText text)
    {
        var written = Written(text);
        if (IsInAddress(written)) return "a literal password in an address";
        if (NameIn(written) is { } name) return $"a literal value for {name} in it";
        return text.Parts.Select(part => part.Other).OfType<ComposeText>().Select(In).OfType<string>().FirstOrDefault();
    }

    /// <summary>The names that the words of a command give literal values, as <c>--password=x</c>, <c>--password x</c> or <c>PASSWORD=x</c>; an address is called so.</summary>
    /// <param name="words">The words in their order; one of them may be a whole line for a shell.</param>
    /// <returns>Each name, and the index of the word that has it.</returns>
    public static IEnumerable<(string Name, int Word)> InCommand(IReadOnlyList<ComposeText> words)
    {
        List<string> tokens = [];
        List<int> places = [];
        for (var word = 0; word < words.Count; word++)
        {
            foreach (var token in Written(words[word]).Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Select(token => token.Trim('"', '\'')).Where(token => token.Length > 0))
            {
                tokens.Add(token);
                places.Add(word);
            }
        }

        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (IsInAddress(token)) yield return (Address, places[i]);
            var equals = token.IndexOf('=', StringComparison.Ordinal);
            var name = Name(equals < 0 ? token : token[..equals]);
            if (name is null) continue;
            var isOption = token[0] is '-';
            if (equals > 0 && IsLiteral(token[(equals + 1)..], name)) yield return (isOption ? token[..equals] : name, places[i]);
            else if (equals < 0 && isOption && i + 1 < tokens.Count && tokens[i + 1] is not ['-', ..] && IsLiteral(tokens[i + 1], name)) yield return (token, places[i + 1]);
        }
    }

    /// <summary>Whether a text is the path of a file: it names a secret, and is none.</summary>
    public static bool IsPath(string text)
    {
        if (text.Length < 2 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-')) return false;
        return text[0] is '/' or '.' && text.Contains('/', StringComparison.Ordinal)
            ? KeyFiles.Any(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || Folders.Any(folder => text.StartsWith(folder, StringComparison.Ordinal))
            : KeyFiles.Any(ending => text.EndsWith(ending, StringComparison.Ordinal));
    }

    /// <summary>Whether an address has a password in it that is written there: <c>postgres://user:password@db/x</c>. One from a variable is none.</summary>
    private static bool IsInAddress(string text)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) continue;
            var authority = text[(at + 3)..];
            var end = authority.AsSpan().IndexOfAny(BehindAuthority);
            if (end >= 0) authority = authority[..end];
            if (IsPassword(authority, authority.LastIndexOf('@'))) return true;
        }

        // Go's driver for MySQL. https://github.com/go-sql-driver/mysql#dsn-data-source-name
        return IsPassword(text, text.IndexOf("@tcp(", StringComparison.Ordinal)) || IsPassword(text, text.IndexOf("@unix(", StringComparison.Ordinal));

        static bool IsPassword(string text, int at) =>
            at > 0 && text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && colon < at - 1 && text[(colon + 1)..at] is not ['$' or '{' or '<', ..] and var password &&
            !password.Contains(Variable, StringComparison.Ordinal);
    }

    /// <summary>The name with a literal value in a list of them, as databases take it (<c>Server=db;Password=x</c>), in a query, or in options of a program.</summary>
    private static string? NameIn(string text)
    {
        var pairs = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Where(part => part.IndexOf('=', StringComparison.Ordinal) > 0).ToArray();
        foreach (var pair in pairs)
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            // A single pair is a list only where it says so: some text has an equals sign in it by chance.
            if (pairs.Length == 1 && pair[0] is not '-' && !text.Contains("://", StringComparison.Ordinal)) continue;
            var (written, value) = (pair[..equals], pair[(equals + 1)..]);
            var name = written.Equals("pwd", StringComparison.OrdinalIgnoreCase) ? written : Name(written);
            if (name is not null && IsLiteral(value, name)) return name;
        }

        return null;
    }

    /// <summary>The name of a secret, without what begins an option (<c>--</c>, <c>-D</c>); null for any other.</summary>
    private static string? Name(string written)
    {
        var name = written.StartsWith("-D", StringComparison.Ordinal) ? written[2..] : written.TrimStart('-');
        return name.Length > 0 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && SecretName.IsSecret(name) ? name : null;
    }

    private static bool IsLiteral(string value, string name)
    {
        var text = value.Trim('"', '\'');
        return text is not ([] or ['$' or '{' or '<' or '%' or '*' or '[' or '`' or '(' or '=', ..]) && !text.Contains(Variable, StringComparison.Ordinal) &&
            !SecretKeys.IsNoSecret(text, name);
    }

    private static string Written(ComposeText text) => string.Concat(text.Parts.Select(part =>
        part.Variable is null ? part.Literal : part is { Use: VariableUse.Default, Other.WithDefaults: { Length: > 0 } value } ? value : $"{Variable}"));
}
