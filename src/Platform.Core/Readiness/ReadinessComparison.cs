namespace Platform.Readiness;

/// <summary>What has changed since an earlier document.</summary>
/// <param name="At">When the earlier one was made, UTC.</param>
/// <param name="Changes">The modules that changed, by id.</param>
public sealed record ReadinessComparison(DateTimeOffset At, IReadOnlyList<ReadinessChange> Changes)
{
    public override string ToString() => $"{Changes.Count} changed since {At.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

    /// <summary>Compares. A module that one of both was not asked about is not compared: it was neither added nor removed.</summary>
    /// <param name="earlier">The earlier document.</param>
    /// <param name="now">The fleet as it is judged now.</param>
    /// <param name="invalid">Modules that are there and could not be judged.</param>
    public static ReadinessComparison Of(EarlierReadiness earlier, FleetReadiness now, IReadOnlyCollection<string> invalid)
    {
        List<ReadinessChange> changes = [];
        var present = now.Modules.ToDictionary(m => m.Module, StringComparer.Ordinal);
        foreach (var module in now.Modules)
        {
            if (earlier.Modules.TryGetValue(module.Module, out var before)) changes.AddRange(ReadinessChange.Between(before, module));
            else if (earlier.WholeFleet) changes.Add(ReadinessChange.Added(module));
        }

        foreach (var (id, before) in earlier.Modules)
            if (now.WholeFleet && !present.ContainsKey(id) && !invalid.Contains(id, StringComparer.Ordinal)) changes.Add(ReadinessChange.Removed(id, before));
        return new ReadinessComparison(earlier.At, [.. changes.OrderBy(c => c.Module, StringComparer.Ordinal)]);
    }
}
