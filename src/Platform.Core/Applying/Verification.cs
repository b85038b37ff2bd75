using Platform.Drift;
using Platform.Planning;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>Is a changed module what was planned? Pure.</summary>
internal static class Verification
{
    /// <summary>A container without a health check has to stay up that long before it counts as running.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    /// <summary>And that long where its policy had to restart it before: a minute ago or a month ago, nobody knows.</summary>
    private static readonly TimeSpan SettledAfterRestarts = TimeSpan.FromSeconds(30);

    /// <summary>After a change.</summary>
    public static Verdict Of(ModuleDrift module, HostSnapshot snapshot)
    {
        var drift = module.Findings.Where(f => f.Severity is FindingSeverity.Drift).ToArray();
        // A health check may fail for a while and a container may need its time to start: both are waited for.
        if (drift.FirstOrDefault(f => f.Code is FindingCode.RestartLoop || !FindingKind.IsPassing(f.Code)) is { } different)
            return Verdict.Failed(different.Summary, isFinal: true);
        if (module.Desired?.State is Manifests.DesiredState.Completed) return OfJob(module, snapshot, drift);
        if (drift.Length > 0) return Verdict.Failed(drift[0].Message, isFinal: false);
        if (module.Desired?.State is not Manifests.DesiredState.Running || module.Live is not { } live) return Verdict.Verified;
        foreach (var id in live.Containers.Select(c => c.ContainerId))
        {
            if (snapshot.Containers.FirstOrDefault(c => c.Id == id) is not { } container) return Verdict.Failed("its container is gone", isFinal: false);
            if (OfRunning(container, snapshot.HostTime) is { Succeeded: false } not) return not;
        }

        return Verdict.Verified;
    }

    /// <summary>A job has ended well, or it has not: only one that still runs is waited for.</summary>
    private static Verdict OfJob(ModuleDrift module, HostSnapshot snapshot, DriftFinding[] drift) =>
        Jobs.ContainerOf(module, snapshot) is { State.Status: ContainerStatus.Running } ? Verdict.Failed("the job has not ended yet", isFinal: false)
        : drift.Length > 0 ? Verdict.Failed(Jobs.Ending(module, snapshot) ?? drift[0].Message, isFinal: true)
        : Verdict.Verified;

    /// <summary>After a change was put back: the file, the image, the whole set-up, the state and the health of before.</summary>
    /// <param name="planned">The module as the plan saw it.</param>
    /// <param name="now">The module now.</param>
    /// <param name="before">The host before this run changed it. After a run that was killed it may not show the container any more: what had drifted has to be the same in any case.</param>
    /// <param name="after">The host now.</param>
    /// <param name="wasWell">Whether the container did its work before.</param>
    public static Verdict OfRollback(SeenModule planned, SeenModule now, HostSnapshot before, HostSnapshot after, bool wasWell)
    {
        if (planned.ComposeFile != now.ComposeFile) return Verdict.Failed("the compose file is not the previous one", isFinal: true);
        if (now.Containers.FirstOrDefault(c => planned.Containers.All(was => was.Name != c.Name)) is { } made) return Verdict.Failed($"the container {made.Name} that was made is still there", isFinal: true);
        foreach (var was in planned.Containers)
            if (OfRollback(was, planned, now, before, after, wasWell) is { Succeeded: false } not) return not;
        return Verdict.Verified;
    }

    private static Verdict OfRollback(SeenContainer was, SeenModule planned, SeenModule now, HostSnapshot before, HostSnapshot after, bool wasWell)
    {
        if (now.Containers.FirstOrDefault(c => c.Name == was.Name) is not { } seen || after.Containers.FirstOrDefault(c => c.Id == seen.Id) is not { } container)
            return Verdict.Failed($"there is no container {was.Name}", isFinal: false);
        if (seen.ImageId != was.ImageId) return Verdict.Failed($"the container runs {seen.Image}, not the previous image", isFinal: true);
        if (before.Containers.FirstOrDefault(c => c.Id == was.Id) is { } old && PutBack.Differences(old, container, before, after) is { Count: > 0 } keys)
            return Verdict.Failed($"{string.Join(", ", keys)} of the container {(keys.Count == 1 ? "is" : "are")} not as before", isFinal: true);
        if (seen.State != was.State) return Verdict.Failed($"the container is {seen.State}, and was {was.State}", isFinal: false);
        // Of the very container that ran, what differs now is not of this plan's making: a file of the host, say.
        if (seen.Id != was.Id && now.Findings.Except(planned.Findings, StringComparer.Ordinal).FirstOrDefault() is { } finding) return Verdict.Failed($"now there is {finding}", isFinal: true);
        return wasWell && was.State is SeenContainer.Running ? OfRunning(container, after.HostTime) : Verdict.Verified;
    }

    private static Verdict OfRunning(ContainerSnapshot container, DateTimeOffset hostTime)
    {
        var state = container.State;
        return state switch
        {
            { Health: HealthStatus.Healthy } => Verdict.Verified,
            { Health: HealthStatus.Starting } => Verdict.Failed("its health check has not succeeded yet", isFinal: false),
            { RestartCount: > 0, StartedAt: { } started } when hostTime - started < SettledAfterRestarts => Verdict.Failed("it was restarted already", isFinal: false),
            { StartedAt: { } started } when hostTime - started < Settled => Verdict.Failed("it has not been up for long enough", isFinal: false),
            _ => Verdict.Verified,
        };
    }
}

/// <param name="Succeeded">Whether it is what was planned.</param>
/// <param name="IsFinal">False where waiting may help.</param>
/// <param name="IsKnown">False where the host could not be looked at: nothing follows from that.</param>
/// <param name="Message">What is not so; null where all is.</param>
internal sealed record Verdict(bool Succeeded, bool IsFinal, bool IsKnown, string? Message)
{
    public static Verdict Verified { get; } = new(true, true, true, null);

    public static Verdict Failed(string message, bool isFinal) => new(false, isFinal, true, message);

    public static Verdict Unseen(string message) => new(false, false, false, message);
}
