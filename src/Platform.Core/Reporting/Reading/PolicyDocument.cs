using Platform.Diagnostics;
using Platform.Policy;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary><c>platformctl policy --json</c>, read.</summary>
internal sealed record PolicyDocument : ReportDocument
{
    public required PolicySummary Summary { get; init; }

    public required PolicySeverity FailOn { get; init; }

    public required IReadOnlyList<PolicyFinding> Findings { get; init; }

    public required IReadOnlyList<BaselineEntry> Stale { get; init; }

    public required IReadOnlyList<DisabledRule> Disabled { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    internal override IReadOnlyList<ReportCheck> Checks => [ReportCheck.Policy];

    internal override IEnumerable<ReportItem> Items => [.. DiagnosticItems.Of(Diagnostics, _ => null), .. PolicyItems.Of(Findings, FailOn)];

    internal override FleetReport ToReport(DateTimeOffset now) => DocumentItems.Report(
        this, "policy", [], Findings.DistinctBy(f => f.Module, StringComparer.Ordinal).Select(f => new ReportedModule { Module = f.Module, Host = f.Host, Verdict = ModuleVerdict.Good }),
        Diagnostics, now);
}
