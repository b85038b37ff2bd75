using Platform.Docker;
using Platform.Drift;
using Platform.Manifests;
using Platform.Reporting.Items;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Reporting.Writers.Html;

/// <summary>Desired, recorded and live side by side; none is filled in from another.</summary>
internal static class ThreeTruths
{
    public static HtmlText Of(ReportedModule module, ReportItem[] items)
    {
        if (module.Drift is not { } drift || drift.Status is DriftStatus.Skipped) return HtmlText.Empty;
        var live = drift.Live?.Containers ?? [];
        return HtmlText.Of($"""
            <div class="wide"><table class="truths"><thead><tr><td></td><th scope="col">Desired</th><th scope="col">Recorded</th><th scope="col">Live</th></tr></thead><tbody>
            {Row("Image", "image", items, drift.Desired?.Image, drift.Recorded?.Image, Each(live, c => c.Image))}
            {Row("Digest", "image.digest", items, Short(drift.Desired?.Digest), null, Each(live, Digest))}
            {Row("State", "state", items, StateOf(drift.Desired?.State), null, Each(live, c => c.Health is HealthStatus.None ? Lower(c.State) : $"{Lower(c.State)}, {Lower(c.Health)}"))}
            {Row("Container", "container", items, drift.Desired?.ContainerName, null, Each(live, c => c.ContainerName))}
            {Row("As of", "", items, "the root now", drift.Recorded?.Dated, Seen(drift))}
            </tbody></table></div>
            """);
    }

    private static HtmlText Row(string title, string field, ReportItem[] items, string? desired, string? recorded, string? live)
    {
        var differs = field.Length > 0 && items.Any(item => item is { Check: ReportCheck.Drift, Severity: ReportSeverity.High } && (item.Subject == field || item.Subject.StartsWith(field + ".", StringComparison.Ordinal)));
        return HtmlText.Of($"<tr{(differs ? HtmlText.Of($" class=\"differs\"") : null)}><th scope=\"row\">{title}</th>{Cell(desired)}{Cell(recorded)}{Cell(live)}</tr>\n");
    }

    private static HtmlText Cell(string? text) => string.IsNullOrEmpty(text) ? HtmlText.Of($"<td class=\"muted\"><span aria-label=\"nothing\">–</span></td>") : HtmlText.Of($"<td>{text}</td>");

    private static string? Each(IReadOnlyList<LiveContainer> containers, Func<LiveContainer, string?> fact) =>
        containers.Count == 0 ? null : string.Join(", ", containers.Select(fact).OfType<string>().Distinct(StringComparer.Ordinal));

    private static string? Digest(LiveContainer container) => container.Digests.Count == 0 ? "not proven" : string.Join(' ', container.Digests.Select(Short)) + container.DigestCertainty switch
    {
        DigestCertainty.ProvenEqual => ", proven equal",
        DigestCertainty.ProvenDifferent => ", proven different",
        _ => ", not proven",
    };

    private static string? Short(string? digest) => digest is null ? null : ImageDigest.Shorten(digest);

    private static string? StateOf(DesiredState? state) => state is { } known ? Lower(known) : null;

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Seen(ReportedDrift drift) => (drift.ObservedAt, drift.SnapshotAge) switch
    {
        (null, _) => "not seen",
        ({ } at, { } age) => $"{Words.Time(at)}, recorded, {Age.Of(age)} old",
        ({ } at, null) => Words.Time(at),
    };
}
