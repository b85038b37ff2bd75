using System.Globalization;
using Platform.Reporting.Items;
using Platform.Text;

namespace Platform.Reporting.Writers.Html;

/// <summary>The words, signs and class names that parts of the page share. A sign stands beside each colour: nothing is said by colour alone.</summary>
internal static class Words
{
    public static readonly ModuleVerdict[] Verdicts = Enum.GetValues<ModuleVerdict>();

    public static string Of(ModuleVerdict verdict) => verdict switch
    {
        ModuleVerdict.Failing => "Failing",
        ModuleVerdict.Unknown => "Not known",
        ModuleVerdict.Attention => "Attention",
        ModuleVerdict.Good => "Good",
        _ => "External",
    };

    public static HtmlText Sign(ModuleVerdict verdict) => HtmlText.Of($"<i aria-hidden=\"true\">{verdict switch
    {
        ModuleVerdict.Failing => "✕",
        ModuleVerdict.Unknown => "?",
        ModuleVerdict.Attention => "!",
        ModuleVerdict.Good => "✓",
        _ => "–",
    }}</i>");

    public static int Number(ModuleVerdict verdict) => (int)verdict;

    /// <summary>Severities from the worst.</summary>
    public static readonly ReportSeverity[] Severities = [.. Enum.GetValues<ReportSeverity>().Reverse()];

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static HtmlText TimeElement(DateTimeOffset at) =>
        HtmlText.Of($"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Time(at)}</time>");

    /// <summary>How long before the report something was.</summary>
    public static string Ago(DateTimeOffset at, FleetReport report) => report.At - at is { TotalMinutes: >= 1 } age ? $"{Age.Of(age)} before" : "just before";

    public static string Count(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
