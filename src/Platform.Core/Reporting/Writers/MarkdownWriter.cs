using System.Globalization;
using System.Text;
using Platform.Reporting.Items;

namespace Platform.Reporting.Writers;

/// <summary>
/// A comment in a change request: the verdict first, then what fails, and the rest folded. It stays below the 65,536 characters that a comment may have
/// (https://github.com/orgs/community/discussions/27190), and says what it left out.
/// </summary>
internal sealed class MarkdownWriter : IReportWriter
{
    private const int Longest = 60_000;
    private const int LongestDetail = 3_000;

    public string Name => "markdown";

    public IReadOnlyList<string> Endings { get; } = [".md", ".markdown"];

    public byte[] Write(FleetReport report)
    {
        var page = new MarkdownText(Longest);
        var summary = report.Summary;
        page.Line($"## {(summary.Failing > 0 ? "❌" : summary.Unknown > 0 ? "❔" : summary.Attention > 0 ? "⚠️" : "✅")} {MarkdownText.Escape(summary.Sentence)}");
        page.Line("");
        page.Line($"`platformctl {report.Verb}`, {report.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC{(report.Shard is { } shard ? $", shard {shard} of the fleet" : "")}, exit code {report.ExitCode}");
        page.Line("");
        Counts(page, report);
        if (report.Since is { } since) page.Line($"\n**{since.New} new** and {since.Gone.Count} gone since {since.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        ReportItem[] failing = [.. report.Items.Where(item => item.Fails)];
        ReportItem[] open = [.. report.Items.Where(item => item is { Fails: false, Acknowledged: false, Severity: > ReportSeverity.Low })];
        ReportItem[] minor = [.. report.Items.Where(item => item is { Fails: false, Acknowledged: false, Severity: <= ReportSeverity.Low })];
        ReportItem[] accepted = [.. report.Items.Where(item => item.Acknowledged)];
        if (failing.Length > 0) page.Line("\n### To be mended\n");
        Table(page, failing);
        Details(page, failing);
        Folded(page, $"{open.Length} that {(open.Length == 1 ? "deserves" : "deserve")} a look", open);
        Folded(page, $"{minor.Length} of low severity, or for your information", minor);
        Folded(page, $"{accepted.Length} that {(accepted.Length == 1 ? "was" : "were")} accepted", accepted);
        Readiness(page, report);
        Ages(page, report);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static void Counts(MarkdownText page, FleetReport report)
    {
        var s = report.Summary;
        page.Line("| modules | failing | not known | attention | good | external | critical | high | medium | low | accepted |");
        page.Line("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        page.Line($"| {s.Modules} | {s.Failing} | {s.Unknown} | {s.Attention} | {s.Good} | {s.External} | {s.Critical} | {s.High} | {s.Medium} | {s.Low} | {s.Acknowledged} |");
    }

    private static void Table(MarkdownText page, IReadOnlyCollection<ReportItem> items)
    {
        if (items.Count == 0) return;
        page.Line("| module | severity | what | where |");
        page.Line("| --- | --- | --- | --- |");
        page.Rows(items, item =>
            $"| {MarkdownText.Escape(item.Module ?? item.Host ?? "")}{(item.IsNew is true ? " **new**" : "")} | {item.Severity.Word} | {MarkdownText.Code(item.Code)} {MarkdownText.Escape(item.Message)}{(item.Acknowledgement is { } given ? $" *accepted by {MarkdownText.Escape(given)}*" : "")}{(item.Fix is { } fix ? $"<br>{MarkdownText.Code(fix)}" : "")} | {MarkdownText.Code(item.Place.ToString())} |");
    }

    private static void Folded(MarkdownText page, string title, IReadOnlyCollection<ReportItem> items)
    {
        if (items.Count == 0) return;
        page.Line($"\n<details><summary>{title}</summary>\n");
        Table(page, items);
        page.Close("\n</details>");
    }

    private static void Details(MarkdownText page, IEnumerable<ReportItem> items)
    {
        foreach (var group in items.Where(item => item.Detail is not null).GroupBy(item => item.Detail, StringComparer.Ordinal))
        {
            var text = group.Key ?? "";
            if (text.Length > LongestDetail) text = text[..LongestDetail] + "\n…";
            var fence = MarkdownText.FenceFor(text);
            page.Block($"\n<details><summary>{MarkdownText.Escape(string.Join(", ", group.Select(item => item.Module).Distinct(StringComparer.Ordinal)))}: {MarkdownText.Escape(group.First().Code)}</summary>\n\n{fence}diff\n{text.TrimEnd('\n')}\n{fence}\n\n</details>");
        }
    }

    private static void Readiness(MarkdownText page, FleetReport report)
    {
        if (report.Waves.Count == 0) return;
        page.Block(string.Create(CultureInfo.InvariantCulture, $"\n<details><summary>Readiness: {report.Waves.Where(wave => wave.Wave > 0).Sum(wave => wave.Modules)} modules in waves, {report.Waves[0].Modules} blocked</summary>\n\n| wave | modules | which |\n| ---: | ---: | --- |\n{string.Join('\n', report.Waves.Select(wave => $"| {wave.Wave} | {wave.Modules} | {wave.Title} |"))}\n\n{string.Join('\n', report.NextSteps.Select(step => $"- {MarkdownText.Code(step.Command)} ({step.Modules} modules, unblocks {step.Unblocks})"))}\n\n</details>"));
    }

    private static void Ages(MarkdownText page, FleetReport report)
    {
        if (report.Hosts.Count == 0) return;
        page.Block($"\n<details><summary>What was seen, and when</summary>\n\n| host | seen | how |\n| --- | --- | --- |\n{string.Join('\n', report.Hosts.Select(host => $"| {MarkdownText.Escape(host.Host)} | {(host.ObservedAt is { } at ? $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "not seen")} | {MarkdownText.Escape(host.HowSeen())} |"))}\n\n</details>");
    }
}
