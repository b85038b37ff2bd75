using System.Security.Cryptography;
using System.Text;
using Platform.Reporting.Writers.Html;

namespace Platform.Reporting.Writers;

/// <summary>
/// One page that needs nothing but itself: no network, no other file, and nothing runs or styles it but the two blocks whose hashes its policy names
/// (https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CSP). It is readable without its script as well, which filters and searches.
/// </summary>
internal sealed class HtmlWriter : IReportWriter
{
    /// <summary>What a page may have, in bytes. Diffs are shortened first, and then left out, where a fleet would have more.</summary>
    internal const int Most = 5_000_000;

    private static readonly Lazy<string> Style = new(() => Asset("report.css"));
    private static readonly Lazy<string> Script = new(() => Asset("report.js"));

    public string Name => "html";

    public IReadOnlyList<string> Endings { get; } = [".html", ".htm"];

    public byte[] Write(FleetReport report)
    {
        byte[] page = [];
        foreach (var room in PageRoom.FromTheLargest)
        {
            page = Encoding.UTF8.GetBytes(Page(report, room).ToString());
            if (page.Length <= Most) break;
        }

        return page;
    }

    private static HtmlText Page(FleetReport report, PageRoom room)
    {
        var (style, script) = (Style.Value, Script.Value);
        var policy = $"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'";
        return HtmlText.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <meta name="generator" content="platformctl">
            <link rel="icon" href="data:,">
            <title>{report.Summary.Sentence} · {TitleOf(report)}</title>
            <style>{HtmlText.Asset(style)}</style>
            </head>
            <body>
            <a class="skip" href="#modules">Skip to the modules</a>
            {PageHeader.Of(report)}
            <main>
            {FleetMap.Of(report)}
            {PageFilters.Of(report)}
            {ModuleList.Of(report, room)}
            {ReadinessSection.Of(report)}
            {GoneSection.Of(report)}
            {HostSection.Of(report)}
            </main>
            {PageFooter.Of(report, room)}
            <script>{HtmlText.Asset(script)}</script>
            </body>
            </html>

            """);
    }

    internal static string TitleOf(FleetReport report) => report.Root.Length > 0 ? report.Root : "fleet";

    private static string Hash(string content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Asset(string name)
    {
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream("report/" + name) ?? throw new InvalidOperationException($"the assembly lacks its resource report/{name}");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser hashes what it parsed, in which a line ends with LF alone.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
