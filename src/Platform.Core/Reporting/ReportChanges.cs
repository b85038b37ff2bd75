using Platform.Reporting.Items;

namespace Platform.Reporting;

/// <summary>What has changed since an earlier report.</summary>
/// <param name="At">When the earlier one was made, UTC.</param>
/// <param name="New">How many items it did not have; they are marked.</param>
/// <param name="Gone">The items that it had and that are there no more, of checks and modules that both looked at.</param>
public sealed record ReportChanges(DateTimeOffset At, int New, IReadOnlyList<ReportItem> Gone)
{
    /// <summary>Marks what is new in a report. Only checks that the earlier one ran as well, can say that something is new.</summary>
    internal static FleetReport Mark(FleetReport report, FleetReport earlier)
    {
        var before = earlier.Items.Select(i => i.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var now = report.Items.Select(i => i.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var known = earlier.Modules.Select(m => m.Module).ToHashSet(StringComparer.Ordinal);
        var here = report.Modules.Select(m => m.Module).ToHashSet(StringComparer.Ordinal);
        ReportItem[] items = [.. report.Items.Select(i => i with { IsNew = earlier.Checks.Contains(i.Check) && (earlier.WholeFleet || i.Module is null || known.Contains(i.Module)) && !before.Contains(i.Fingerprint) })];
        ReportItem[] gone = [.. earlier.Items.Where(i => report.Checks.Contains(i.Check) && (report.WholeFleet || i.Module is null || here.Contains(i.Module)) && !now.Contains(i.Fingerprint))];
        return report with { Items = items, Since = new ReportChanges(earlier.At, items.Count(i => i.IsNew is true), gone) };
    }

    public override string ToString() => $"{New} new and {Gone.Count} gone since {At.UtcDateTime:yyyy-MM-dd HH:mm} UTC";
}
