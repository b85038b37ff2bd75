using System.Globalization;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>The container's state against <c>desired_state</c>, restart loops and failing health checks.</summary>
internal static class StateComparison
{
    /// <summary>Restarts by policy from which on a young container is called looping rather than unlucky.</summary>
    private const int LoopingRestarts = 3;

    /// <summary>The engine waits at most a minute between restarts; a container this old has got over it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public static IEnumerable<DriftFinding> Compare(ModuleRuntime runtime, ContainerSnapshot container, DateTimeOffset hostTime)
    {
        var state = container.State;
        if (runtime.DesiredState is DesiredState.Completed)
        {
            if (OfJob(container, hostTime) is { } finding) yield return finding;
            yield break;
        }

        var runs = state.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused;
        if (runtime.DesiredState is DesiredState.Stopped)
        {
            if (runs) yield return Mismatch("stopped", state);
            else if (HasFailed(state)) yield return Mismatch("stopped", state) with { Severity = FindingSeverity.Information, Message = $"stopped on purpose; it had failed{Ending(state)}" };
            yield break;
        }

        if (IsLooping(state, hostTime))
        {
            yield return Looping("running", container);
        }
        else if (state.Status is not ContainerStatus.Running)
        {
            yield return Mismatch("running", state);
        }

        if (state is { Status: ContainerStatus.Running, Health: HealthStatus.Unhealthy })
        {
            yield return new DriftFinding(
                FindingCode.Unhealthy, FindingSeverity.Drift, "health", "healthy", "unhealthy",
                string.Create(CultureInfo.InvariantCulture, $"the health check of {container.Name} failed {state.FailingStreak} times in a row"));
        }
    }

    /// <summary>A job that was never started has not run, whatever else its container says.</summary>
    private static DriftFinding? OfJob(ContainerSnapshot container, DateTimeOffset hostTime) => container.State switch
    {
        { Status: ContainerStatus.Exited, ExitCode: 0 } => null,
        { Status: ContainerStatus.Created } state => Mismatch("completed", state) with { Message = "the job never ran: its container was created and not started" },
        var state when IsLooping(state, hostTime) => Looping("completed", container),
        { Status: ContainerStatus.Running } state => Mismatch("completed", state) with { Severity = FindingSeverity.Warning, Message = "the job is in progress" },
        var state => Mismatch("completed", state),
    };

    /// <summary>Killed by SIGKILL or ended by SIGTERM is how containers are stopped.</summary>
    private static bool HasFailed(ContainerState state) =>
        state.Status is (ContainerStatus.Exited or ContainerStatus.Dead) && (state.OomKilled || state.ExitCode is not (0 or 137 or 143));

    private static DriftFinding Looping(string expected, ContainerSnapshot container) => new(
        FindingCode.RestartLoop, FindingSeverity.Drift, "state", expected, "restarting", // even where the look met it between two restarts
        string.Create(CultureInfo.InvariantCulture, $"{container.Name} keeps restarting: {container.State.RestartCount} restarts, last exit status {container.State.ExitCode}{(container.State.OomKilled ? ", out of memory" : "")}"));

    private static bool IsLooping(ContainerState state, DateTimeOffset hostTime) =>
        state.Status is ContainerStatus.Restarting ||
        (state is { Status: ContainerStatus.Running, RestartCount: >= LoopingRestarts, StartedAt: { } started } &&
            hostTime - started < Settled);

    private static DriftFinding Mismatch(string expected, ContainerState state) => new(
        FindingCode.StateMismatch, FindingSeverity.Drift, "state", expected, Word(state),
        $"the container is {Word(state)}{Ending(state)}, expected {expected}");

    private static string Ending(ContainerState state) => state.Status is ContainerStatus.Exited or ContainerStatus.Dead
        ? string.Create(CultureInfo.InvariantCulture, $" (exit status {state.ExitCode}{(state.OomKilled ? ", out of memory" : "")})")
        : "";

    private static string Word(ContainerState state) => state.Status switch
    {
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        ContainerStatus.Restarting => "restarting",
        ContainerStatus.Removing => "removing",
        ContainerStatus.Exited => "exited",
        ContainerStatus.Dead => "dead",
        _ => "unknown",
    };
}
