using System.Text.Json.Serialization;
using Platform.Adopting;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl adopt --json</c>; its schema is <c>schema/adopt.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="DryRun">Whether nothing was to be written.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Host">The host that was looked at.</param>
/// <param name="Modules">What became of each service, by project and service.</param>
public sealed record AdoptReport(int ExitCode, bool DryRun, AdoptSummary Summary, HostReport Host, IReadOnlyList<AdoptedModule> Modules)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.adopt/1";
}
