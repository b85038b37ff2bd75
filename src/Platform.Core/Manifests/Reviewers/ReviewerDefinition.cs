using Platform.Root;

namespace Platform.Manifests.Reviewers;

/// <summary>A reviewer that <c>policies/reviewers.yaml</c> names.</summary>
public sealed record ReviewerDefinition
{
    /// <summary>How long a reviewer's command may take where nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Compared without regard to case: <c>Claude</c> and <c>claude</c> are one reviewer.</summary>
    public required string Name { get; init; }

    /// <summary>The hats in which a verdict is asked for, each once.</summary>
    public required IReadOnlyList<ReviewHat> Hats { get; init; }

    /// <summary>The command that gives a verdict, and its arguments; empty for a reviewer that nobody can start.</summary>
    public IReadOnlyList<string> Command => Program?.Words ?? [];

    /// <summary>The same, with the root that names it: it runs only if the user trusts the root.</summary>
    internal RootProgram? Program { get; init; }

    /// <summary>How long the command may take for one hat.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public override string ToString() => Name;
}

/// <summary>How many reviewers a decision needs, and in which hats each of them.</summary>
/// <param name="Reviewers">How many, 1 and up.</param>
/// <param name="Hats">Each of them has to give a verdict in all of these.</param>
public sealed record ReviewQuorum(int Reviewers, IReadOnlyList<ReviewHat> Hats)
{
    /// <summary>What holds where a root says nothing: three reviewers, two hats each.</summary>
    public static ReviewQuorum Default { get; } = new(3, ReviewHats.All);

    public override string ToString() => $"{Reviewers} reviewers: {string.Join(", ", Hats.Select(ReviewHats.WordOf))}";
}
