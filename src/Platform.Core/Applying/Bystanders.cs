using Platform.Planning;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>
/// The containers of a project that no change concerns: do those that did their work still do it? A change that takes the network of another
/// container, or whose new release another one cannot live with, has not succeeded. Pure.
/// </summary>
internal static class Bystanders
{
    /// <param name="before">The host before the changes.</param>
    /// <param name="after">The host now.</param>
    /// <param name="isConcerned">Whether a container is of what is changed: that is judged by itself.</param>
    public static Verdict Judge(HostSnapshot before, HostSnapshot after, Func<ContainerSnapshot, bool> isConcerned)
    {
        foreach (var was in before.Containers.Where(c => !c.IsOneOff && !isConcerned(c) && WasWell(c)))
        {
            if (after.Containers.FirstOrDefault(c => c.Name == was.Name) is not { } now) return Verdict.Failed($"{Words(was)} is gone", isFinal: false);
            if (!DoesRun(now) && !HasEnded(now)) return Verdict.Failed($"{Words(was)} is {now.State.Status.ToString().ToLowerInvariant()}", isFinal: now.State.Status is ContainerStatus.Exited && now.Configuration.RestartPolicy is "no");
            if (Lost(now, before, after)) return Verdict.Failed($"{Words(was)} has lost a namespace that it shared", isFinal: true);
        }

        return Verdict.Verified;
    }

    /// <summary>Of one that had to be restarted already, or failed its health check, nothing follows.</summary>
    private static bool WasWell(ContainerSnapshot container) =>
        container.State is { Status: ContainerStatus.Running, RestartCount: 0, Health: HealthStatus.None or HealthStatus.Healthy };

    private static bool DoesRun(ContainerSnapshot container) => container.State.Status is ContainerStatus.Running;

    /// <summary>A job that came to its end meanwhile.</summary>
    private static bool HasEnded(ContainerSnapshot container) => container.State is { Status: ContainerStatus.Exited, ExitCode: 0 };

    /// <summary>Whether it shares a namespace of a container that was there, and is no more.</summary>
    private static bool Lost(ContainerSnapshot container, HostSnapshot before, HostSnapshot after) =>
        before.Containers.Any(owner => Dependents.SharesWith(container, owner.Id) && !after.Containers.Any(c => c.Id == owner.Id));

    private static string Words(ContainerSnapshot was) => $"container {was.Name}, which ran before and is not changed,";
}
