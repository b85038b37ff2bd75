using System.Text.Json.Serialization;
using Platform.Registries;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl resolve --json</c>; its schema is <c>schema/resolve.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Images">The images, in the order in which they were asked for.</param>
public sealed record ResolveReport(int ExitCode, ResolveSummary Summary, IReadOnlyList<ImageResolution> Images)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.resolve/1";

    public static ResolveReport Of(IReadOnlyList<ImageResolution> images)
    {
        var summary = ResolveSummary.Of(images);
        return new ResolveReport(summary.ExitCode, summary, images);
    }
}
