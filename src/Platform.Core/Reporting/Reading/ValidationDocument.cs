using Platform.Diagnostics;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary><c>platformctl validate --json</c>, read.</summary>
internal sealed record ValidationDocument : ReportDocument
{
    public required ValidationSummary Summary { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    internal override IReadOnlyList<ReportCheck> Checks => [ReportCheck.Manifest];

    internal override IEnumerable<ReportItem> Items => DiagnosticItems.Of(Diagnostics, _ => null);

    internal override FleetReport ToReport(DateTimeOffset now) => DocumentItems.Report(this, "validate", [], [], Diagnostics, now);
}
