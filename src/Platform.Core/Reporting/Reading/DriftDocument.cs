using Platform.Diagnostics;
using Platform.Drift;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary><c>platformctl drift-check --json</c>, read.</summary>
internal sealed record DriftDocument : ReportDocument
{
    public required IReadOnlyList<HostReport> Hosts { get; init; }

    public required IReadOnlyList<ModuleDrift> Modules { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    public IReadOnlyList<ModuleDrift> Undeclared { get; init; } = [];

    /// <summary>Whether warnings counted as drift: only then is the code 2 without any.</summary>
    internal bool IsStrict => ExitCode == 2 && DriftSummary.Of(Modules).ExitCode(strict: false) != 2;

    internal override IReadOnlyList<ReportCheck> Checks => [ReportCheck.Drift];

    internal override IEnumerable<ReportItem> Items => [.. DiagnosticItems.Of(Diagnostics, _ => null), .. DriftItems.Of([.. Modules, .. Undeclared], DocumentItems.Places)];

    internal override FleetReport ToReport(DateTimeOffset now) => DocumentItems.Report(this, "drift-check", Hosts, Modules.Where(m => m.Module is not null).Select(m => new ReportedModule
    {
        Module = m.Module ?? "",
        Host = m.Host,
        Verdict = ModuleVerdict.Good,
        Drift = ReportedDrift.Of(m),
    }), Diagnostics, Hosts.Max(h => h.ObservedAt) ?? now);
}
