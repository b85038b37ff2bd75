using Platform.Text;

namespace Platform.Root;

/// <summary>
/// A program and its leading arguments. A root may be somebody else's work, cloned: words that a file of the root names
/// run only once the user has trusted the root for exactly these words (<see cref="Trust"/>).
/// </summary>
internal sealed class RootProgram
{
    private RootProgram(string? root, string user, IReadOnlyList<string> words) => (Root, User, Words) = (root, user, words);

    /// <summary>Absolute path of the root whose file names the words; null where this code names them.</summary>
    public string? Root { get; }

    /// <summary>What the program is for, for people: <c>host vps1000</c>.</summary>
    public string User { get; }

    /// <summary>The program's name, and what its arguments begin with. Never empty.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Words of this code's own, which need no trust.</summary>
    public static RootProgram BuiltIn(params string[] words) => new(null, "", words);

    /// <summary>Words that a file of a root names.</summary>
    public static RootProgram Named(string root, string user, IReadOnlyList<string> words) => new(root, user, words);

    /// <summary>All words, quoted where a space or nothing stands in one, and cleaned.</summary>
    public override string ToString() => TextOf(Words);

    /// <summary>The same of any words.</summary>
    public static string TextOf(IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        TerminalText.Clean(word.Length == 0 || word.Any(c => char.IsWhiteSpace(c) || c is '\'' or '"' or '\\')
            ? "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"
            : word)));
}
