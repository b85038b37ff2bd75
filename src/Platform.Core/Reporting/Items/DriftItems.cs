using Platform.Drift;

namespace Platform.Reporting.Items;

/// <summary>What drift found, as items.</summary>
internal static class DriftItems
{
    public static IEnumerable<ReportItem> Of(IEnumerable<ModuleDrift> modules, ItemPlaces places) =>
        modules.SelectMany(module => module.Findings.Select(finding => Of(module, finding, places)));

    private static ReportItem Of(ModuleDrift module, DriftFinding finding, ItemPlaces places) => new()
    {
        Check = ReportCheck.Drift,
        Code = finding.Code,
        Severity = finding.Severity switch
        {
            FindingSeverity.Drift => ReportSeverity.High,
            FindingSeverity.Warning => ReportSeverity.Medium,
            _ => ReportSeverity.Information,
        },
        Module = module.Module,
        Host = module.Host,
        Place = places.OfDrift(module.Module, finding.Field),
        Subject = SubjectOf(module, finding),
        Message = finding.Message,
        Fails = finding.Severity is FindingSeverity.Drift || (Completeness.OpenBy(finding) is { } part && module.NotCompared.Contains(part)),
        Evidence = [.. Evidence(finding)],
        Detail = finding.Detail,
        Fix = FixOf(module, finding),
    };

    /// <summary>The field, and the container where there is more than one; of what no module declares the host as well: it has no module to tell it by.</summary>
    private static string SubjectOf(ModuleDrift module, DriftFinding finding)
    {
        var field = finding.Field.Trim().ToLowerInvariant();
        if (module.Module is null) return $"{module.Host}/{finding.Actual ?? module.Live?.Containers[0].ContainerName}: {field}";
        return finding.Container is { } container ? $"{container}: {field}" : field;
    }

    private static IEnumerable<ReportEvidence> Evidence(DriftFinding finding)
    {
        yield return new ReportEvidence("field", finding.Field);
        if (finding.Expected is { } expected) yield return new ReportEvidence("expected", expected);
        if (finding.Actual is { } actual) yield return new ReportEvidence("actual", actual);
        if (finding.Container is { } container) yield return new ReportEvidence("container", container);
    }

    private static string? FixOf(ModuleDrift module, DriftFinding finding) => finding.Code switch
    {
        FindingCode.ContainerOrphaned => "platformctl plan --prune",
        FindingCode.ContainerUndeclared => $"platformctl adopt {module.Host}",
        FindingCode.HostUnreachable => $"platformctl hosts {module.Host}",
        FindingCode.SnapshotIncomplete => $"platformctl snapshot {module.Host}",
        FindingCode.ArtifactComposeDisagree => null,
        FindingCode.ImageRecordStale => $"platformctl edit record {module.Module}",
        FindingCode.DesiredNotDeclared => $"platformctl edit derive {module.Module}",
        _ when finding.Severity is FindingSeverity.Drift => $"platformctl plan {module.Module}",
        _ => null,
    };
}
