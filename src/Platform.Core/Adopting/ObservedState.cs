using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>What a service is meant to do, as far as what it does shows it.</summary>
/// <param name="Desired"><c>desired_state</c>; null for running, which needs no word.</param>
/// <param name="Remark">What is to be known about it; null for nothing.</param>
internal sealed record ObservedState(string? Desired, string? Remark)
{
    /// <param name="containers">The containers of one service.</param>
    public static ObservedState Of(IReadOnlyList<ContainerSnapshot> containers)
    {
        if (containers.Any(c => c.State.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused or ContainerStatus.Unknown)) return new ObservedState(null, null);
        var first = containers[0];
        var name = first.Name;
        // What the engine would start again stands still because somebody stopped it; a job is never started again by itself.
        var isStartedAgain = first.Configuration.RestartPolicy is not ("no" or "") && !first.Configuration.RestartPolicy.StartsWith("on-failure", StringComparison.Ordinal);
        return first.State switch
        {
            { Status: ContainerStatus.Exited, ExitCode: 0 } when !isStartedAgain => new ObservedState("completed", $"{name} has ended with 0 and is not started again: it is taken for a job"),
            { Status: ContainerStatus.Exited, ExitCode: 0 } => new ObservedState("stopped", $"{name} does not run: it is taken for stopped on purpose"),
            { Status: ContainerStatus.Exited, ExitCode: var code } => new ObservedState("stopped", $"{name} does not run, and ended with {code}: it is taken for stopped on purpose; correct desired_state if it is meant to run"),
            _ => new ObservedState("stopped", $"{name} was never started, or is being removed: it is taken for stopped on purpose"),
        };
    }
}
