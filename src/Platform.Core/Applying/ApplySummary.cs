using Platform.Diagnostics;

namespace Platform.Applying;

/// <summary>Counts of a run of <c>apply</c>, and the exit code they mean.</summary>
public sealed record ApplySummary(int Changes, int Applied, int AlreadyApplied, int Ran, int Planned, int RolledBack, int Failed, int InDoubt, int NotAttempted, int NotCompared)
{
    public static ApplySummary Of(IReadOnlyCollection<HostResult> hosts)
    {
        var results = hosts.SelectMany(h => h.Results).ToArray();
        return new ApplySummary(
            results.Length,
            Count(ChangeStatus.Applied), Count(ChangeStatus.AlreadyApplied), Count(ChangeStatus.Ran), Count(ChangeStatus.Planned), Count(ChangeStatus.RolledBack),
            Count(ChangeStatus.Failed), Count(ChangeStatus.InDoubt), Count(ChangeStatus.NotAttempted),
            results.Count(r => r.NotCompared is not null));

        int Count(ChangeStatus status) => results.Count(r => r.Status == status);
    }

    /// <summary>
    /// 0 all applied and verified; 9 nothing is applied and what was started was put back; 8 some is applied and some is
    /// not, or nobody knows, or something of it could not be compared. Where nothing was started at all, the reason decides.
    /// </summary>
    public int ExitCode(IEnumerable<HostResult> hosts)
    {
        if (Applied + AlreadyApplied + Ran + Planned == Changes) return NotCompared > 0 ? ExitCodes.Partial : ExitCodes.Success;
        if (Applied + AlreadyApplied + Ran + Failed + InDoubt > 0) return ExitCodes.Partial;
        if (RolledBack > 0 && hosts.All(h => h.Refusal is null)) return ExitCodes.PutBack;
        return hosts.Select(h => h.Refusal).OfType<ApplyRefusal>().Select(r => r.ExitCode).DefaultIfEmpty(ExitCodes.Partial).First();
    }
}
