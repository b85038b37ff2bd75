using Platform.Diagnostics;
using Platform.Readiness;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary><c>platformctl readiness --json</c>, read.</summary>
internal sealed record ReadinessDocument : ReportDocument
{
    public required DateTimeOffset At { get; init; }

    public required bool WholeFleet { get; init; }

    public required bool WithDrift { get; init; }

    public required IReadOnlyList<ModuleReadiness> Modules { get; init; }

    public required IReadOnlyList<HostReport> Hosts { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    internal override IReadOnlyList<ReportCheck> Checks => [ReportCheck.Readiness];

    internal override IEnumerable<ReportItem> Items => [.. DiagnosticItems.Of(Diagnostics, _ => null), .. ReadinessItems.Of(Modules, DocumentItems.Places, besideOthers: false)];

    internal override FleetReport ToReport(DateTimeOffset now) => DocumentItems.Report(
        this, "readiness", Hosts, Modules.Select(m => new ReportedModule { Module = m.Module, Host = m.Host, Tier = m.Tier, Verdict = ModuleVerdict.Good, Readiness = m }),
        Diagnostics, At, WholeFleet);
}
