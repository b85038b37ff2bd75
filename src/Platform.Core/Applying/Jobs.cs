using System.Globalization;
using Platform.Drift;
using Platform.Planning;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>What became of a job that a plan ran: it is told by its exit status, and is never put back. Pure.</summary>
internal static class Jobs
{
    public static ContainerSnapshot? ContainerOf(ModuleDrift? module, HostSnapshot snapshot) =>
        module?.Live?.Containers is [var live, ..] ? snapshot.Containers.FirstOrDefault(c => c.Id == live.ContainerId) : null;

    /// <summary><c>ran, exit 3</c>; null where the container has not ended, or never started.</summary>
    public static string? Ending(ModuleDrift? module, HostSnapshot snapshot) => ContainerOf(module, snapshot) is { State: { Status: ContainerStatus.Exited, StartedAt: not null } state }
        ? string.Create(CultureInfo.InvariantCulture, $"ran, exit {state.ExitCode}{(state.OomKilled ? ", out of memory" : "")}")
        : null;

    /// <summary>Whether a plan's change has run it: another container than before was started.</summary>
    public static bool HasRun(PlanChange change, HostLook look, IReadOnlyList<SeenContainer> before) =>
        change.Action is PlanAction.Run && ContainerOf(look.ModuleOf(change), look.Snapshot) is { State.StartedAt: not null } container && before.All(was => was.Id != container.Id);
}
