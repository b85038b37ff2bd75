namespace Platform.Shell;

/// <summary>Quoting for POSIX <c>sh</c>.</summary>
internal static class ShellQuoting
{
    /// <summary>One word, in single quotes, in which nothing is special but the quote itself (POSIX 2.2.2).</summary>
    public static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
