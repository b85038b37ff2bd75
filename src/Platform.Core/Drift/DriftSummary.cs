using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Drift;

/// <summary>Counts over the modules of a run, the containers that no module declares apart, and the exit code they mean (design: exit codes of <c>drift-check</c>).</summary>
/// <param name="Modules">All of them.</param>
/// <param name="InSync">By status, as the four that follow.</param>
/// <param name="Drifted">By status.</param>
/// <param name="Unverified">By status.</param>
/// <param name="Unreachable">By status.</param>
/// <param name="Skipped">By status.</param>
/// <param name="Orphans">Containers that no module declares.</param>
/// <param name="Warnings">Findings that are warnings.</param>
/// <param name="Incomplete">Modules, of whatever status, of which something was not compared; see <see cref="ModuleDrift.NotCompared"/>.</param>
/// <param name="Unseen">Those of them whose host was not reached.</param>
public sealed record DriftSummary(
    int Modules, int InSync, int Drifted, int Unverified, int Unreachable, int Skipped, int Orphans, int Warnings, int Incomplete,
    [property: JsonIgnore] int Unseen)
{
    public static DriftSummary Of(IReadOnlyCollection<ModuleDrift> results)
    {
        var modules = results.Where(r => r.Module is not null).ToArray();
        return new DriftSummary(
            modules.Length,
            Count(DriftStatus.InSync),
            Count(DriftStatus.Drifted),
            Count(DriftStatus.Unverified),
            Count(DriftStatus.Unreachable),
            Count(DriftStatus.Skipped),
            results.Count - modules.Length,
            results.Sum(r => r.Findings.Count(f => f.Severity is FindingSeverity.Warning)),
            modules.Count(m => m.NotCompared.Count > 0),
            modules.Count(m => m is { Status: DriftStatus.Unreachable, ObservedAt: null }));

        int Count(DriftStatus status) => modules.Count(r => r.Status == status);
    }

    /// <summary>
    /// 0 all compared and none drifted, 2 all compared and some drifted, 5 no host was reached, 8 something was not compared,
    /// drift or not. External modules and unproven digests never change it.
    /// </summary>
    /// <param name="strict">Counts warnings, an unproven digest above all, as drift.</param>
    public int ExitCode(bool strict)
    {
        if (Incomplete > 0) return Unseen == Modules - Skipped ? ExitCodes.Unreachable : ExitCodes.Partial;
        return Drifted + Orphans > 0 || (strict && Warnings > 0) ? ExitCodes.Found : ExitCodes.Success;
    }
}
