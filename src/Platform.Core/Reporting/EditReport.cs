using System.Text.Json.Serialization;
using Platform.Editing;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl edit --json</c>; its schema is <c>schema/edit.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="DryRun">Whether nothing was to be written.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Hosts">The hosts that were looked at, by name.</param>
/// <param name="Edits">One for each module that was asked for, by id.</param>
public sealed record EditReport(int ExitCode, bool DryRun, EditSummary Summary, IReadOnlyList<HostReport> Hosts, IReadOnlyList<ManifestEdit> Edits)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.edit/1";
}
