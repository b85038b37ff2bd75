using System.Text.Json.Serialization;
using Platform.Adopting;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl init --json</c>; its schema is <c>schema/init.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Root">Absolute path of the root.</param>
/// <param name="Files">The files of a new root, in the order in which they are made.</param>
public sealed record InitReport(int ExitCode, InitSummary Summary, string Root, IReadOnlyList<InitFile> Files)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.init/1";
}

/// <summary>Counts of files.</summary>
public sealed record InitSummary(int Made, int Kept);
