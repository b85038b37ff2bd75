namespace Platform.Reporting.Writers.Html;

/// <summary>What made the page, and what it left out.</summary>
internal static class PageFooter
{
    public static HtmlText Of(FleetReport report, PageRoom room) => HtmlText.Of(
        $"<footer><p>Made by <code>platformctl {report.Verb}</code>, exit code {report.ExitCode}. The page holds all it shows: it asks no network.{(room.LeftOut is { } said ? $" {said}" : "")}</p></footer>");
}
