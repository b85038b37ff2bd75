namespace Platform.Shell;

/// <summary>
/// The names that may reach a shell or an argument list. Each is matched against a strict pattern first; what does
/// not match is refused before any process starts.
/// </summary>
public static class ShellName
{
    private const int MaxVariable = 255;

    /// <summary>Compose's rule for project names: lower-case letters, digits, <c>_</c> and <c>-</c>, not first.</summary>
    public static bool IsComposeProject(string name) =>
        name.Length is > 0 and <= 128 && name[0] is not ('_' or '-') && HasOnly(name, "_-") && !name.AsSpan().ContainsAnyInRange('A', 'Z');

    /// <summary>Compose's rule for service names: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    public static bool IsComposeService(string name) =>
        name.Length is > 0 and <= 128 && HasOnly(name, "._-");

    /// <summary>
    /// Docker's rule for container names: a letter or digit, then letters, digits, <c>_</c>, <c>.</c>, <c>-</c>. Long
    /// enough for the default name of the longest project and service.
    /// </summary>
    public static bool IsContainer(string name) =>
        name.Length is > 0 and <= 300 && char.IsAsciiLetterOrDigit(name[0]) && HasOnly(name, "_.-");

    /// <summary>
    /// An ssh destination: <c>host</c> or <c>user@host</c>, no part of which can be taken for an option or expanded
    /// by anything ssh hands it to (<c>ProxyCommand</c> and <c>Match exec</c> go through a shell).
    /// </summary>
    public static bool IsSshDestination(string destination)
    {
        if (destination.Length is 0 or > 255) return false;
        var host = destination.AsSpan();
        if (host.IndexOf('@') is >= 0 and var at)
        {
            if (!IsPlainWord(host[..at], "._+-")) return false;
            host = host[(at + 1)..];
        }

        return IsPlainWord(host, "._-:%");
    }

    /// <summary>
    /// A reference or an id of an image, as far as a shell is concerned: it is no option, and has no character but those of
    /// the grammar of references.
    /// </summary>
    public static bool IsReference(string reference) =>
        reference.Length is > 0 and <= 1024 && (char.IsAsciiLetterOrDigit(reference[0]) || reference[0] is '[') && HasOnly(reference, "._-/:@[]");

    /// <summary>The lower-case hex digits of an SHA-256.</summary>
    /// <summary>A variable's name, as every shell spells it.</summary>
    public static bool IsVariable(string name) =>
        name.Length is > 0 and <= MaxVariable && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A path of letters, digits and <c>. _ - /</c> that does not climb: the rule of the manifests' schema.</summary>
    public static bool IsRelativePath(string path) =>
        IsPlainPath(path) && path[0] != '/';

    /// <summary>The same, from the top of the host's file system.</summary>
    public static bool IsAbsolutePath(string path) => IsPlainPath(path) && path[0] == '/';

    /// <summary>Whether no shell reads anything in a word but the word: letters, digits and <c>. _ - / : @ % + ,</c>.</summary>
    internal static bool IsBare(string word) => word.Length > 0 && HasOnly(word, "._-/:@%+,");

    private static bool IsPlainPath(string path)
    {
        if (path.Length is 0 or > 4096 || !HasOnly(path, "._-/")) return false;
        foreach (var part in path.AsSpan().Split('/'))
            if (path.AsSpan()[part] is "..") return false;
        return true;
    }

    private static bool IsPlainWord(ReadOnlySpan<char> word, ReadOnlySpan<char> punctuation) =>
        !word.IsEmpty && (char.IsAsciiLetterOrDigit(word[0]) || word[0] is '_' or ':') && HasOnly(word, punctuation);

    /// <summary>Nothing but ASCII letters, digits and these. Not by SearchValues, which take milliseconds to make.</summary>
    private static bool HasOnly(ReadOnlySpan<char> text, ReadOnlySpan<char> punctuation)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && !punctuation.Contains(c)) return false;
        return true;
    }
}
