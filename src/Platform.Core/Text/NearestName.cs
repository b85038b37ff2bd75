namespace Platform.Text;

/// <summary>
/// Finds the name that was probably meant, by optimal string alignment (Damerau-Levenshtein without overlaps).
/// </summary>
public static class NearestName
{
    /// <summary>
    /// Longer names are no typing errors of anything, and would take a time quadratic in their length.
    /// </summary>
    private const int MaxLength = 64;

    /// <summary>
    /// The nearest of the candidates, if near enough: about one error in three characters; null otherwise.
    /// </summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > MaxLength) return null;
        string? nearest = null;
        var folded = Fold(word);
        var best = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            if (candidate == word || Math.Abs(candidate.Length - word.Length) >= best || candidate.Length > MaxLength)
                continue;
            var distance = Distance(folded, Fold(candidate));
            // A name of which nothing is left is no typing error either.
            if (distance >= best || distance >= Math.Min(word.Length, candidate.Length)) continue;
            best = distance;
            nearest = candidate;
        }

        return nearest;
    }

    /// <summary>composeFile, compose-file and compose_file are near to each other.</summary>
    private static string Fold(string name) => name.Replace('-', '_').ToLowerInvariant();

    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        var next = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++) current[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = left[i - 1] == right[j - 1] ? 0 : 1;
                next[j] = Math.Min(Math.Min(next[j - 1] + 1, current[j] + 1), current[j - 1] + substitution);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    next[j] = Math.Min(next[j], previous[j - 2] + 1);
            }

            (previous, current, next) = (current, next, previous);
        }

        return current[right.Length];
    }
}
