using System.IO.Enumeration;

namespace Platform.Text;

/// <summary>Which results are shown, by what became of them: names of statuses or wildcards, in capitals or not, with dashes between words or without (<c>in-sync</c>).</summary>
public sealed class StatusFilter
{
    private readonly string[] _words;

    /// <param name="words">What a user typed; none means all.</param>
    public StatusFilter(IReadOnlyList<string>? words) => _words = [.. (words ?? []).Select(Plain)];

    /// <summary>Whether any status is named.</summary>
    public bool NamesSome => _words.Length > 0;

    public bool Matches(string status) => _words.Length == 0 || _words.Any(word => FileSystemName.MatchesSimpleExpression(word, status));

    public bool Matches<T>(T status)
        where T : struct, Enum => Matches(status.ToString());

    /// <summary>A sentence for a word that is no status; null for one that is.</summary>
    /// <param name="word">What a user typed.</param>
    /// <param name="known">The statuses that there are.</param>
    public static string? Fault(string word, IReadOnlyCollection<string> known) =>
        known.Any(status => FileSystemName.MatchesSimpleExpression(Plain(word), status)) ? null
        : $"there is no status '{TerminalText.Clean(word)}'; {(NearestName.Find(Plain(word), known) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", known)}")}";

    private static string Plain(string word) => word.Replace("-", "", StringComparison.Ordinal);
}
