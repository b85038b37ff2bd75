using System.Text.Json.Serialization;
using Platform.Manifests;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl trust --json</c>; its schema is <c>schema/trust.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Root">Absolute path of the root.</param>
/// <param name="Folder">Where the user's trust is kept.</param>
/// <param name="Fault">Why what is kept there is not believed; null where it is.</param>
/// <param name="Programs">What the root's files name now.</param>
/// <param name="Past">What the root was trusted for and names no more, or not as it was then.</param>
public sealed record TrustReport(
    int ExitCode, TrustSummary Summary, string Root, string Folder, string? Fault, IReadOnlyList<ProgramTrust> Programs, IReadOnlyList<PastTrust> Past)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.trust/1";

    public static TrustReport Of(RootTrust trust, int exitCode) => new(
        exitCode, new TrustSummary(trust.Programs.Count, trust.Programs.Count(program => program.Trusted)),
        trust.Root, trust.Folder, trust.Fault, trust.Programs, trust.Past);
}

/// <summary>Counts of a look at trust.</summary>
/// <param name="Programs">Programs that the root names.</param>
/// <param name="Trusted">Those that may run.</param>
public sealed record TrustSummary(int Programs, int Trusted);
