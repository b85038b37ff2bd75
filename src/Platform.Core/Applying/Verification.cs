using Platform.Docker;
using Platform.Drift;
using Platform.Planning;

namespace Platform.Applying;

/// <summary>Is a changed module what was planned? Pure.</summary>
internal static class Verification
{
    /// <summary>A container without a health check has to stay up that long before it counts as running.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    /// <summary>After a change.</summary>
    public static Verdict Of(ModuleDrift module, HostSnapshot snapshot)
    {
        var drift = module.Findings.Where(f => f.Severity is FindingSeverity.Drift).ToArray();
        // A health check may fail for a while and a container may need its time to start: both are waited for.
        if (drift.FirstOrDefault(f => f.Code is not (FindingCode.Unhealthy or FindingCode.StateMismatch)) is { } different)
            return Verdict.Failed(different.Summary, isFinal: true);
        if (drift.Length > 0) return Verdict.Failed(drift[0].Message, isFinal: false);
        if (module.Desired?.State is not Manifests.DesiredState.Running || module.Live is not { } live) return Verdict.Verified;
        return snapshot.Containers.FirstOrDefault(c => c.Id == live.ContainerId) is { } container
            ? OfRunning(container, snapshot.HostTime)
            : Verdict.Failed("its container is gone", isFinal: false);
    }

    /// <summary>After a change was put back: the image, the file and the state that were there before.</summary>
    public static Verdict OfRollback(SeenModule before, SeenModule now)
    {
        if (before.ComposeFile != now.ComposeFile) return Verdict.Failed("the compose file is not the previous one", isFinal: true);
        if (before.Container is null) return now.Container is null ? Verdict.Verified : Verdict.Failed("the container that was made is still there", isFinal: true);
        if (now.Container is null) return Verdict.Failed("there is no container", isFinal: false);
        if (now.Container.ImageId != before.Container.ImageId) return Verdict.Failed($"the container runs {now.Container.Image}, not the previous image", isFinal: true);
        return now.Container.State == before.Container.State
            ? Verdict.Verified
            : Verdict.Failed($"the container is {now.Container.State}, and was {before.Container.State}", isFinal: false);
    }

    private static Verdict OfRunning(ContainerSnapshot container, DateTimeOffset hostTime)
    {
        var state = container.State;
        return state switch
        {
            { Health: HealthStatus.Healthy } => Verdict.Verified,
            { Health: HealthStatus.Starting } => Verdict.Failed("its health check has not succeeded yet", isFinal: false),
            { RestartCount: > 0 } => Verdict.Failed("it was restarted already", isFinal: false),
            { StartedAt: { } started } when hostTime - started < Settled => Verdict.Failed("it has not been up for long enough", isFinal: false),
            _ => Verdict.Verified,
        };
    }
}

/// <param name="Succeeded">Whether it is what was planned.</param>
/// <param name="IsFinal">False where waiting may help.</param>
/// <param name="Message">What is not so; null where all is.</param>
internal sealed record Verdict(bool Succeeded, bool IsFinal, string? Message)
{
    public static Verdict Verified { get; } = new(true, true, null);

    public static Verdict Failed(string message, bool isFinal) => new(false, isFinal, message);
}
