using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Registries;

/// <summary>Counts over the references of a run, and the exit code they mean.</summary>
/// <param name="References">All of them.</param>
/// <param name="Resolved">Those with a digest.</param>
/// <param name="Refused">Those whose registry answered otherwise: not found, unauthorised, rate limited, and so on.</param>
/// <param name="Unreachable">Those of which no registry answered.</param>
public sealed record ResolveSummary(int References, int Resolved, int Refused, int Unreachable)
{
    public static ResolveSummary Of(IReadOnlyCollection<ImageResolution> results)
    {
        var resolved = results.Count(r => r.Status is ResolutionStatus.Resolved);
        var unreachable = results.Count(r => !r.IsAnswered);
        return new ResolveSummary(results.Count, resolved, results.Count - resolved - unreachable, unreachable);
    }

    /// <summary>The exit code of <c>resolve</c>: 0 all resolved, 5 no registry answered, 8 some were not resolved.</summary>
    [JsonIgnore]
    public int ExitCode => Resolved == References ? ExitCodes.Success : Unreachable == References ? ExitCodes.Unreachable : ExitCodes.Partial;
}
