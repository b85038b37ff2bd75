using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Platform.Root;

namespace Platform.Planning;

/// <summary>
/// Ordered changes that would bring hosts to what the root declares, bound to what was seen. Written as canonical JSON
/// (RFC 8785), whose SHA-256 is its id and what gets approved.
/// </summary>
public sealed record PlatformPlan
{
    public const string SchemaId = "platform.plan/2";

    /// <summary>By the plan itself: a copy with something changed is another plan.</summary>
    private static readonly ConditionalWeakTable<PlatformPlan, string> Ids = [];

    /// <summary>The version of this library, as plans carry it.</summary>
    public static string Version { get; } = typeof(PlatformPlan).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>SHA-256 of the canonical bytes, 64 lower-case hex digits: what an approval names.</summary>
    [JsonIgnore]
    public string Id => Ids.GetValue(this, plan => PlanDocument.IdOf(PlanDocument.Write(plan)));

    /// <summary>Always <see cref="SchemaId"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>The version that made it. No other version applies it: it might plan otherwise.</summary>
    public required string MadeBy { get; init; }

    /// <summary>Of the planning: 0 no drift, 1 drift found, 2 something could not be looked at, or not wholly.</summary>
    public required int ExitCode { get; init; }

    public required PlanSummary Summary { get; init; }

    /// <summary>Operator's time, UTC, to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on nothing of it is applied.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required PlanScope Scope { get; init; }

    public required PlanRoot Root { get; init; }

    /// <summary>The hosts that changes are planned for, by name, as they were seen.</summary>
    public required IReadOnlyList<PlanHost> Hosts { get; init; }

    public required IReadOnlyList<PlanChange> Changes { get; init; }

    /// <summary>Differences that stay, and what was not compared.</summary>
    public required IReadOnlyList<BlockedChange> Blocked { get; init; }

    public override string ToString() => $"plan {Id[..12]}: {Changes.Count} changes, {Blocked.Count} blocked";
}

/// <summary>Counts of a plan.</summary>
/// <param name="Modules">Modules that were compared or should have been.</param>
/// <param name="Drifted">Those that drifted.</param>
/// <param name="Changes">Changes planned.</param>
/// <param name="Blocked">Differences for which nothing is planned, and what was not compared.</param>
/// <param name="NotCompared">Modules that were not compared, or not wholly; those whose manifest is invalid among them.</param>
public sealed record PlanSummary(int Modules, int Drifted, int Changes, int Blocked, int NotCompared)
{
    public override string ToString() => $"{Modules} modules, {Drifted} drifted: {Changes} changes, {Blocked} blocked; {NotCompared} not compared wholly";
}

/// <summary>The platform root a plan was made from.</summary>
/// <param name="Commit">Id of git's HEAD; null where the root is in no git repository.</param>
/// <param name="Dirty">Whether one of <paramref name="Files"/> is not in that commit as it is; null where there is none. Other files of the root do not count.</param>
/// <param name="Files">SHA-256 by path of the files the changes follow from: <c>hosts.yaml</c>, manifests, compose files.</param>
/// <param name="Uncommitted">Those of them that are not in the commit as they are, by path, and why: <c>differs from the commit</c>.</param>
public sealed record PlanRoot(
    string? Commit, bool? Dirty, IReadOnlyDictionary<string, string> Files, IReadOnlyDictionary<string, string> Uncommitted)
{
    public override string ToString() => $"{Commit?[..12] ?? "no commit"}{(Dirty is true ? ", and uncommitted changes" : "")}";

    internal static PlanRoot Of(RootCommit? commit, IReadOnlyDictionary<string, string> files)
    {
        SortedDictionary<string, string> uncommitted = new(StringComparer.Ordinal);
        foreach (var path in files.Keys)
            if (commit?.Uncommitted.TryGetValue(path, out var why) is true) uncommitted[path] = why;
        return new PlanRoot(commit?.Id, commit?.Id is null ? null : uncommitted.Count > 0, files, uncommitted);
    }
}

/// <summary>A host as it was seen.</summary>
/// <param name="Host">Its name in the inventory.</param>
/// <param name="PlatformDirectory">Where the root lives on it.</param>
/// <param name="Recorded">True where the state comes from a snapshot file: such a plan can be read, not applied.</param>
/// <param name="ObservedAt">When it was seen, UTC.</param>
/// <param name="Fingerprint">SHA-256 of what was seen of <paramref name="Modules"/>.</param>
/// <param name="Modules">The modules to be changed, as they were.</param>
public sealed record PlanHost(
    string Host, string PlatformDirectory, bool Recorded, DateTimeOffset ObservedAt, string Fingerprint, IReadOnlyList<SeenModule> Modules)
{
    public override string ToString() => Host;
}
