using System.Collections.Concurrent;

namespace Platform.Text;

/// <summary>
/// Nearest names for a whole root: many manifests may ask for one word, and a root in which a great many words are wrong has
/// another fault than typing errors, which must not take a time that grows with words and names both. For several threads.
/// </summary>
internal sealed class NearestNames
{
    private const int MostSearches = 200;

    private readonly ConcurrentDictionary<string, string?> _found = new(StringComparer.Ordinal);
    private int _searches;

    /// <param name="where">What the candidates are the names of.</param>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">The names there are; the same for each word of the same place.</param>
    public string? Find(string where, string word, IEnumerable<string> candidates) => _found.GetOrAdd(
        $"{where}\0{word}", _ => Interlocked.Increment(ref _searches) <= MostSearches ? NearestName.Find(word, candidates) : null);
}
