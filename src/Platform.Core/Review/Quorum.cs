using Platform.Manifests.Reviewers;

namespace Platform.Review;

/// <summary>Which verdicts a quorum lacks. Pure.</summary>
internal static class Quorum
{
    /// <param name="verdicts">What was given; what the root's rules say does not count.</param>
    /// <param name="configuration">Who has to give what.</param>
    /// <returns>By reviewer, those of anybody last.</returns>
    public static IReadOnlyList<MissingVerdict> MissingOf(IEnumerable<Verdict> verdicts, ReviewerConfiguration configuration)
    {
        var (needed, hats) = (configuration.Quorum.Reviewers, configuration.Quorum.Hats);
        var given = verdicts.Where(v => !v.IsOfPolicy).GroupBy(v => v.Reviewer, v => v.Hat, ReviewerConfiguration.Comparer)
            .ToDictionary(g => NameOf(g.Key), g => g.ToHashSet(), ReviewerConfiguration.Comparer);
        foreach (var named in configuration.Reviewers.Where(reviewer => !hats.Except(reviewer.Hats).Any())) given.TryAdd(named.Name, []);

        var open = given.Select(reviewer => (Name: reviewer.Key, Lacks: hats.Except(reviewer.Value).ToArray())).ToArray();
        needed -= open.Count(reviewer => reviewer.Lacks.Length == 0);
        if (needed <= 0) return [];

        // Where reviewers are named, each of them could be the one: all that lack something are told.
        var candidates = open.Where(reviewer => reviewer.Lacks.Length > 0).OrderBy(reviewer => reviewer.Lacks.Length).ThenBy(reviewer => reviewer.Name, ReviewerConfiguration.Comparer).ToArray();
        var known = configuration.Reviewers.Count > 0 ? candidates.Where(c => configuration.Find(c.Name) is { } named && !hats.Except(named.Hats).Any()).ToArray() : [.. candidates.Take(needed)];
        var others = configuration.Reviewers.Count > 0 ? 0 : needed - known.Length;
        return
        [
            .. known.OrderBy(reviewer => reviewer.Name, ReviewerConfiguration.Comparer).SelectMany(reviewer => reviewer.Lacks.Select(hat => new MissingVerdict(reviewer.Name, hat))),
            .. Enumerable.Range(0, others).SelectMany(_ => hats.Select(hat => new MissingVerdict(null, hat))),
        ];

        // One name in several spellings: the same whatever file came first.
        string NameOf(string name) => configuration.Find(name)?.Name
            ?? verdicts.Where(v => ReviewerConfiguration.Comparer.Equals(v.Reviewer, name)).Select(v => v.Reviewer).Min(StringComparer.Ordinal) ?? name;
    }
}
