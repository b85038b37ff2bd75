namespace Platform.Reporting.Writers.Html;

/// <summary>How much of what is long a page shows.</summary>
/// <param name="Detail">Characters of a diff; none leaves it out.</param>
/// <param name="Minor">Whether findings of low severity and below are shown in full, or named by their codes alone.</param>
internal sealed record PageRoom(int Detail, bool Minor)
{
    public static IReadOnlyList<PageRoom> FromTheLargest { get; } = [new(6_000, true), new(1_000, true), new(0, true), new(0, false)];

    /// <summary>What a reader is told of what is missing; null where nothing is.</summary>
    public string? LeftOut => (Detail, Minor) switch
    {
        (6_000, true) => null,
        ( > 0, true) => "Diffs are cut to 1,000 characters, so that the page stays small.",
        (_, true) => "Diffs are left out, so that the page stays small; platformctl report --format json has them.",
        _ => "Diffs are left out, and findings of low severity are named by their codes alone, so that the page stays small; platformctl report --format json has all of them.",
    };
}
