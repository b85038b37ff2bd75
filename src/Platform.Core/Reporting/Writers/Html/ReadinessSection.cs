using System.Globalization;

namespace Platform.Reporting.Writers.Html;

/// <summary>Waves, and what makes more modules ready.</summary>
internal static class ReadinessSection
{
    public static HtmlText Of(FleetReport report)
    {
        if (report.Waves.Count == 0) return HtmlText.Empty;
        var most = Math.Max(1, report.Waves.Max(wave => wave.Modules));
        return HtmlText.Of($"""
            <section aria-labelledby="ready-title">
            <h2 id="ready-title">Readiness</h2>
            <table class="waves">
            <thead><tr><th scope="col">Wave</th><th scope="col">Which modules</th><th scope="col" class="num">Modules</th><td></td></tr></thead>
            <tbody>
            {report.Waves.Select(wave => HtmlText.Of($"<tr><th scope=\"row\">{wave.Wave}</th><td>{wave.Title}</td><td class=\"num\">{wave.Modules}</td><td>{Bar(wave.Wave == 0, wave.Modules, most)}</td></tr>\n"))}
            </tbody>
            </table>
            {Steps(report)}
            </section>
            """);
    }

    private static HtmlText Bar(bool isBlocked, int modules, int most) => HtmlText.Of(
        $"<svg class=\"{(isBlocked ? "blocked" : "ready")}\" width=\"100%\" height=\"8\" aria-hidden=\"true\"><rect width=\"{(100.0 * modules / most).ToString("0.##", CultureInfo.InvariantCulture)}%\" height=\"8\" rx=\"4\"/></svg>");

    private static HtmlText? Steps(FleetReport report) => report.NextSteps.Count == 0 ? null : HtmlText.Of($"""
        <h3 class="steps-title">Next steps</h3>
        <ol class="steps">{report.NextSteps.Select(step => HtmlText.Of($"<li><code class=\"fix\">{Cut(step.Command)}</code> <span class=\"muted\">{Words.Count(step.Modules, "module")}, {(step.Unblocks == 0 ? "unblocks none by itself" : $"unblocks {step.Unblocks}")}</span></li>"))}</ol>
        """);

    private static string Cut(string command) => command.Length <= 240 ? command : command[..240] + "…";
}
