namespace Platform.Readiness;

/// <summary>How one module stands now, and stood before.</summary>
/// <param name="Module">Its id.</param>
/// <param name="Kind">What has become of it.</param>
/// <param name="From">The wave before; null where it was in none.</param>
/// <param name="To">The wave now; null where it is in none.</param>
/// <param name="NewBlockers">Kinds that block it now, and did not before.</param>
/// <param name="ClearedBlockers">Kinds that blocked it before, and do not now.</param>
public sealed record ReadinessChange(
    string Module, ReadinessChangeKind Kind, int? From, int? To, IReadOnlyList<string> NewBlockers, IReadOnlyList<string> ClearedBlockers)
{
    public override string ToString() => $"{Module}: {Kind}";

    internal static ReadinessChange Added(ModuleReadiness now) => new(now.Module, ReadinessChangeKind.Added, null, now.Wave, Kinds(now), []);

    internal static ReadinessChange Removed(string module, EarlierModule before) => new(module, ReadinessChangeKind.Removed, before.Wave, null, [], []);

    /// <summary>None where nothing has changed.</summary>
    internal static IEnumerable<ReadinessChange> Between(EarlierModule before, ModuleReadiness now)
    {
        string[] blocking = [.. Kinds(now).Except(before.Blockers, StringComparer.Ordinal)];
        string[] cleared = [.. before.Blockers.Except(Kinds(now), StringComparer.Ordinal)];
        if (before.Wave == now.Wave && blocking.Length == 0 && cleared.Length == 0) yield break;
        var kind = (before.Wave, now.Wave) switch
        {
            (0, 0) => ReadinessChangeKind.BlockersChanged,
            (_, 0) => ReadinessChangeKind.NewlyBlocked,
            (0, not null) => ReadinessChangeKind.Unblocked,
            _ => ReadinessChangeKind.Moved,
        };
        yield return new ReadinessChange(now.Module, kind, before.Wave, now.Wave, blocking, cleared);
    }

    private static string[] Kinds(ModuleReadiness module) => [.. module.Blockers.Select(b => b.Kind).Distinct().Select(ReadinessBlocker.NameOf)];
}

/// <summary>What has become of a module.</summary>
public enum ReadinessChangeKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>It is there no more.</summary>
    Removed,

    /// <summary>It was in a wave, and is blocked now.</summary>
    NewlyBlocked,

    /// <summary>It was blocked, and is in a wave now.</summary>
    Unblocked,

    /// <summary>It is in another wave, or has become external, or no longer is.</summary>
    Moved,

    /// <summary>It was blocked and still is, by other kinds.</summary>
    BlockersChanged,
}
