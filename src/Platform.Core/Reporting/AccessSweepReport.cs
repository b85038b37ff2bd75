using System.Text.Json.Serialization;
using Platform.Access.Running;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl access sweep --json</c>; its schema is <c>schema/access-sweep.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Enforcement">By what sessions are enforced.</param>
/// <param name="Items">What the sweep found.</param>
public sealed record AccessSweepReport(int ExitCode, AccessSweepSummary Summary, string Enforcement, IReadOnlyList<SweptItem> Items)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.access-sweep/1";

    public static AccessSweepReport Of(SweepResult result, string enforcement) => new(
        result.ExitCode, new AccessSweepSummary(result.Items.Count(item => item.IsGone), result.Items.Count(item => !item.IsGone)), enforcement, result.Items);
}

/// <param name="Gone">What was taken away.</param>
/// <param name="Left">What could not be.</param>
public sealed record AccessSweepSummary(int Gone, int Left);
