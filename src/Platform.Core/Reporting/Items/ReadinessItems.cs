using Platform.Readiness;

namespace Platform.Reporting.Items;

/// <summary>What blocks modules, as items.</summary>
internal static class ReadinessItems
{
    /// <param name="modules">The modules.</param>
    /// <param name="places">Where things are mended.</param>
    /// <param name="besideOthers">Whether findings of policy and drift are items of the same report, and not to be said twice.</param>
    public static IEnumerable<ReportItem> Of(IEnumerable<ModuleReadiness> modules, ItemPlaces places, bool besideOthers) =>
        from module in modules
        from blocker in module.Blockers
        where !besideOthers || blocker.Kind is not (BlockerKind.Policy or BlockerKind.Drift)
        let kind = ReadinessBlocker.NameOf(blocker.Kind)
        select new ReportItem
        {
            Check = ReportCheck.Readiness,
            Code = $"readiness-{kind}",
            Severity = ReportSeverity.Low,
            Module = module.Module,
            Host = module.Host,
            Place = places.OfReadiness(module.Module, kind),
            Subject = kind,
            Message = blocker.Message,
            Evidence = [new ReportEvidence("cleared by", blocker.Derivable ? "the command" : "a person")],
            Fix = blocker.Command,
        };
}
