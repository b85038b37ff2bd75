namespace Platform.Drift;

/// <summary>Counts over the modules of a run, and the exit code they mean (design: exit codes of <c>drift-check</c>).</summary>
public sealed record DriftSummary(int Modules, int InSync, int Drifted, int Unverified, int Unreachable, int Skipped, int Warnings)
{
    public static DriftSummary Of(IReadOnlyCollection<ModuleDrift> results)
    {
        return new DriftSummary(
            results.Count,
            Count(DriftStatus.InSync),
            Count(DriftStatus.Drifted),
            Count(DriftStatus.Unverified),
            Count(DriftStatus.Unreachable),
            Count(DriftStatus.Skipped),
            results.Sum(r => r.Findings.Count(f => f.Severity is FindingSeverity.Warning)));

        int Count(DriftStatus status) => results.Count(r => r.Status == status);
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
        return Drifted > 0 || (strict && Warnings > 0) ? 2 : 0;
    }
}
