using Platform.Reporting.Items;

namespace Platform.Reporting.Comparing;

/// <summary>What differs between the findings of two documents: matched by fingerprint, never by line.</summary>
internal static class FindingComparison
{
    public static IEnumerable<ReportChange> Between(FleetReport before, FleetReport after)
    {
        var old = before.Items.ToDictionary(item => item.Fingerprint, StringComparer.Ordinal);
        var now = after.Items.ToDictionary(item => item.Fingerprint, StringComparer.Ordinal);
        foreach (var item in after.Items)
            if (!old.ContainsKey(item.Fingerprint)) yield return Of(ChangeKind.Added, item) with { To = item.Message };
        foreach (var item in before.Items)
            if (!now.ContainsKey(item.Fingerprint)) yield return Of(ChangeKind.Removed, item) with { From = item.Message };
        foreach (var item in after.Items)
            if (old.TryGetValue(item.Fingerprint, out var was)) foreach (var change in Between(was, item)) yield return change;
        foreach (var change in Modules(before, after)) yield return change;
    }

    private static IEnumerable<ReportChange> Between(ReportItem before, ReportItem after)
    {
        (string Field, string? From, string? To)[] facts =
        [
            ("severity", before.Severity.Word, after.Severity.Word),
            ("accepted", before.Acknowledgement, after.Acknowledgement),
            .. before.Evidence.Select(e => e.Name).Union(after.Evidence.Select(e => e.Name), StringComparer.Ordinal)
                .Select(name => (name, ValueOf(before, name), ValueOf(after, name))),
        ];
        foreach (var (field, from, to) in facts)
            if (from != to) yield return Of(ChangeKind.Changed, after) with { Field = field, From = from, To = to };
        // Messages say ages and counts as well: they are a change only where nothing that is said apart has changed and the words are a person's.
        if (after.Check is ReportCheck.Manifest && before.Message != after.Message) yield return Of(ChangeKind.Changed, after) with { Field = "message", From = before.Message, To = after.Message };
    }

    private static string? ValueOf(ReportItem item, string name) => item.Evidence.FirstOrDefault(e => e.Name == name)?.Value;

    private static ReportChange Of(ChangeKind kind, ReportItem item) =>
        new() { Change = kind, Host = item.Host, Module = item.Module, Subject = $"{item.Code} {item.Subject}".TrimEnd(), Severity = item.Severity };

    /// <summary>Modules that came, went, or are in another state or wave. Modules are listed by drift and readiness: other documents have only those with findings.</summary>
    private static IEnumerable<ReportChange> Modules(FleetReport before, FleetReport after)
    {
        var old = before.Modules.Where(IsJudged).DistinctBy(m => m.Module, StringComparer.Ordinal).ToDictionary(m => m.Module, StringComparer.Ordinal);
        var now = after.Modules.Where(IsJudged).DistinctBy(m => m.Module, StringComparer.Ordinal).ToDictionary(m => m.Module, StringComparer.Ordinal);
        foreach (var (id, module) in now)
        {
            if (!old.TryGetValue(id, out var was)) yield return Of(ChangeKind.Added, module, "");
            else foreach (var change in Between(was, module)) yield return change;
        }

        foreach (var (id, module) in old)
            if (!now.ContainsKey(id)) yield return Of(ChangeKind.Removed, module, "");
    }

    private static IEnumerable<ReportChange> Between(ReportedModule before, ReportedModule after)
    {
        if (before.Host != after.Host) yield return Of(ChangeKind.Changed, after, "host") with { From = before.Host, To = after.Host };
        if (before.Drift is { } drifted && after.Drift is { } drifts && drifted.Status != drifts.Status) yield return Of(ChangeKind.Changed, after, "status") with { From = $"{drifted.Status}", To = $"{drifts.Status}" };
        if (before.Readiness is { } was && after.Readiness is { } ready && was.Wave != ready.Wave) yield return Of(ChangeKind.Changed, after, "wave") with { From = $"{was.Wave}", To = $"{ready.Wave}" };
    }

    private static bool IsJudged(ReportedModule module) => module.Drift is not null || module.Readiness is not null;

    private static ReportChange Of(ChangeKind kind, ReportedModule module, string field) => new() { Change = kind, Host = module.Host, Module = module.Module, Subject = "module", Field = field };
}
