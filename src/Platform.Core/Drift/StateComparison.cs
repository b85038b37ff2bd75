using System.Globalization;
using Platform.Docker;
using Platform.Manifests;

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
        var runs = state.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused;
        if (runtime.DesiredState is DesiredState.Stopped)
        {
            if (runs) yield return Mismatch("stopped", state);
            yield break;
        }

        if (IsLooping(state, hostTime))
        {
            yield return new DriftFinding(
                FindingCode.RestartLoop, FindingSeverity.Drift, "state", "running", Word(state),
                string.Create(CultureInfo.InvariantCulture, $"{container.Name} keeps restarting: {state.RestartCount} restarts, last exit status {state.ExitCode}{(state.OomKilled ? ", out of memory" : "")}"));
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

    private static bool IsLooping(ContainerState state, DateTimeOffset hostTime) =>
        state.Status is ContainerStatus.Restarting ||
        (state is { Status: ContainerStatus.Running, RestartCount: >= LoopingRestarts, StartedAt: { } started } &&
            hostTime - started < Settled);

    private static DriftFinding Mismatch(string expected, ContainerState state)
    {
        var ended = state.Status is ContainerStatus.Exited or ContainerStatus.Dead
            ? string.Create(CultureInfo.InvariantCulture, $" (exit status {state.ExitCode}{(state.OomKilled ? ", out of memory" : "")})")
            : "";
        return new DriftFinding(
            FindingCode.StateMismatch, FindingSeverity.Drift, "state", expected, Word(state),
            $"the container is {Word(state)}{ended}, expected {expected}");
    }

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
