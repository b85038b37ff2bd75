namespace Platform.Drift;

/// <summary>Counts over the modules of a run, the containers that no module declares apart, and the exit code they mean (design: exit codes of <c>drift-check</c>).</summary>
public sealed record DriftSummary(int Modules, int InSync, int Drifted, int Unverified, int Unreachable, int Skipped, int Orphans, int Warnings)
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
            results.Sum(r => r.Findings.Count(f => f.Severity is FindingSeverity.Warning)));

        int Count(DriftStatus status) => modules.Count(r => r.Status == status);
    }

    /// <summary>
    /// 0 all compared and none drifted, 2 all compared and some drifted, 5 none could be compared, 8 some could and
    /// some could not. External modules never change it.
    /// </summary>
    /// <param name="strict">Counts warnings, an unproven digest above all, as drift.</param>
    public int ExitCode(bool strict)
    {
        var compared = InSync + Drifted + Unverified;
        if (Unreachable > 0) return compared == 0 ? 5 : 8;
        return Drifted + Orphans > 0 || (strict && Warnings > 0) ? 2 : 0;
    }
}
