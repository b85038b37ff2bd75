namespace Platform.Hosts.SshNet;

/// <summary>Patterns of host names as OpenSSH has them: <c>*</c> and <c>?</c>, any case, <c>!</c> before one for "but not".</summary>
/// <remarks>https://man.openbsd.org/ssh_config.5#PATTERNS</remarks>
internal static class NamePattern
{
    /// <summary>Whether a list matches: one of its patterns does, and none with <c>!</c>.</summary>
    /// <param name="list">Patterns with commas between them.</param>
    /// <param name="name">The name, in lower case.</param>
    public static bool ListMatches(string list, string name) => ListMatches(list.Split(','), name);

    public static bool ListMatches(IEnumerable<string> patterns, string name)
    {
        var matches = false;
        foreach (var pattern in patterns)
        {
            var isNegated = pattern.StartsWith('!');
            if (!Matches(isNegated ? pattern.AsSpan(1) : pattern, name)) continue;
            if (isNegated) return false;
            matches = true;
        }

        return matches;
    }

    /// <summary>One pattern against the whole name, in time that grows with their product only.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var (p, n, star, resume) = (0, 0, -1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
