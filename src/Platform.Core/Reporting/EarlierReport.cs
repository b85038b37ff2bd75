using System.Diagnostics.CodeAnalysis;
using Platform.Reporting.Reading;

namespace Platform.Reporting;

/// <summary>A report that was written before, to tell what is new: <c>platformctl report --format json</c>, or the <c>--json</c> of a verb.</summary>
public sealed class EarlierReport
{
    private readonly ReportDocument _document;

    private EarlierReport(ReportDocument document) => _document = document;

    /// <summary>Reads a document.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out EarlierReport? earlier, [NotNullWhen(false)] out string? error)
    {
        earlier = ReportDocument.TryReadFile(path, out var document, out error) ? new EarlierReport(document) : null;
        return earlier is not null;
    }

    /// <summary>The report with what is new marked, and what is gone.</summary>
    public FleetReport MarkNew(FleetReport report) => ReportChanges.Mark(report, _document.ToReport(report.At));
}
