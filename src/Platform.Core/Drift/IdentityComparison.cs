using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Is there a container, is there one only, and do its name and labels agree (R2.3)?</summary>
internal static class IdentityComparison
{
    /// <param name="runtime">The module's runtime.</param>
    /// <param name="match">The containers that stand for it.</param>
    /// <param name="replicas">How many there are to be; null where variables decide.</param>
    /// <param name="snapshot">Its host.</param>
    public static IEnumerable<DriftFinding> Compare(ModuleRuntime runtime, ContainerMatch match, int? replicas, HostSnapshot snapshot)
    {
        var engine = snapshot.Engine;
        if (match.Container is not { } container)
        {
            if (OfStack(runtime, snapshot) is { } stack) yield return stack;
            else if (replicas != 0) yield return Missing(runtime, replicas, engine);
            yield break;
        }

        if (container.IsOneOff)
        {
            yield return new DriftFinding(
                FindingCode.ComposeServiceMismatch, FindingSeverity.Drift, "compose.service", runtime.ComposeService, "a one-off container",
                $"container {container.Name} is one of 'docker compose run', which belongs to no service; expected service {runtime.ComposeService}");
        }

        foreach (var finding in replicas is null or 1 ? OfOne(runtime, match, container, engine) : match.OfService.Select(replica => OfReplica(runtime, replica)).OfType<DriftFinding>())
            yield return finding;

        if (Differ(container.ComposeProject, runtime.ComposeProject))
        {
            yield return new DriftFinding(
                FindingCode.ComposeProjectMismatch, FindingSeverity.Drift, "compose.project", runtime.ComposeProject, container.ComposeProject,
                $"container {container.Name} belongs to {Project(container)}, expected project {runtime.ComposeProject}");
        }

        if (!container.IsOneOff && Differ(container.ComposeService, runtime.ComposeService))
        {
            yield return new DriftFinding(
                FindingCode.ComposeServiceMismatch, FindingSeverity.Drift, "compose.service", runtime.ComposeService, container.ComposeService,
                $"container {container.Name} is of {Service(container)}, expected service {runtime.ComposeService}");
        }
    }

    /// <summary>A stack of the project's name runs the service, of which Compose knows nothing: what it made is not compared.</summary>
    private static DriftFinding? OfStack(ModuleRuntime runtime, HostSnapshot snapshot)
    {
        var service = $"{runtime.ComposeProject}_{runtime.ComposeService}";
        string[] tasks = [.. snapshot.Containers.Where(c => c.SwarmService == service).Select(c => c.Name).Order(StringComparer.Ordinal)];
        return tasks.Length == 0 ? null : new DriftFinding(
            FindingCode.ComposeProjectMismatch, FindingSeverity.Drift, "compose.project", runtime.ComposeProject, "a swarm stack",
            $"service {runtime.ComposeService} runs as {string.Join(", ", tasks)}, which 'docker stack deploy' made: Compose knows nothing of it, and it was not compared. " +
            "Remove it from the stack, or set orchestrator: external");
    }

    /// <summary>There is one only, under the manifest's name.</summary>
    private static IEnumerable<DriftFinding> OfOne(ModuleRuntime runtime, ContainerMatch match, ContainerSnapshot container, EngineSnapshot engine)
    {
        if (match.Others.Count > 0)
        {
            var names = string.Join(", ", match.OfService.Select(c => c.Name).Order(StringComparer.Ordinal));
            yield return new DriftFinding(
                FindingCode.ContainerDuplicate, FindingSeverity.Drift, "container", runtime.ContainerName, names,
                $"{match.OfService.Count} containers of service {runtime.ComposeService}: {names}");
        }

        if (Differ(container.Name, runtime.ContainerName) && !IsNamedByCompose(container, runtime, engine))
        {
            var holder = match.Impostor is { } other ? $"; that name is held by a container of {Labels(other)}" : "";
            yield return new DriftFinding(
                FindingCode.ContainerNameMismatch, FindingSeverity.Drift, "container.name", runtime.ContainerName, container.Name,
                $"the container of service {runtime.ComposeService} is called {container.Name}, expected {runtime.ContainerName}{holder}");
        }
    }

    /// <summary>One of several is called by its number.</summary>
    private static DriftFinding? OfReplica(ModuleRuntime runtime, ContainerSnapshot replica)
    {
        var name = NameOf(runtime, replica);
        return !Differ(replica.Name, name) ? null : new DriftFinding(
            FindingCode.ContainerNameMismatch, FindingSeverity.Drift, "container.name", name, replica.Name,
            $"container {replica.Name} is number {replica.ComposeNumber} of service {runtime.ComposeService}, expected {name}") { Container = replica.Name };
    }

    private static string NameOf(ModuleRuntime runtime, ContainerSnapshot container) => $"{runtime.ComposeProject}-{runtime.ComposeService}-{container.ComposeNumber}";

    /// <summary>
    /// A name that Compose gives where nobody gives one. Of several containers that became one, it may leave another than the first:
    /// <c>project-service-2</c>. Compose v1 and podman-compose, which has no Compose version, part it by underscores.
    /// </summary>
    private static bool IsNamedByCompose(ContainerSnapshot container, ModuleRuntime runtime, EngineSnapshot engine) =>
        runtime.ContainerName == $"{runtime.ComposeProject}-{runtime.ComposeService}-1" &&
        (container.Name == NameOf(runtime, container) ||
            ((container.ComposeVersion?.StartsWith("1.", StringComparison.Ordinal) ?? !engine.IsDocker) && container.Name == $"{runtime.ComposeProject}_{runtime.ComposeService}_1"));

    /// <summary>With podman another account may have the container, and run it: none at all is no proof that it is stopped.</summary>
    private static DriftFinding Missing(ModuleRuntime runtime, int? replicas, EngineSnapshot engine) => runtime.DesiredState is DesiredState.Stopped
        ? new DriftFinding(
            FindingCode.ContainerMissing, !engine.IsDocker ? FindingSeverity.Warning : FindingSeverity.Information, "container", runtime.ContainerName, null,
            $"stopped on purpose, and there is no container {runtime.ContainerName} at all" + OnlyOwn(engine))
        : new DriftFinding(
            FindingCode.ContainerMissing, replicas is null ? FindingSeverity.Warning : FindingSeverity.Drift, "container", runtime.ContainerName, null,
            $"no container of service {runtime.ComposeService} in project {runtime.ComposeProject}, and none called {runtime.ContainerName}" +
            (runtime.DesiredState is DesiredState.Completed ? "; whether the job ever ran cannot be told" : "") +
            (replicas is null ? "; a variable decides how many there are to be" : "") + OnlyOwn(engine));

    private static string OnlyOwn(EngineSnapshot engine) => !engine.IsDocker ? "; podman shows an account its own containers only" : "";

    private static string Labels(ContainerSnapshot container) => $"{Service(container)} in {Project(container)}";

    private static string Service(ContainerSnapshot container) =>
        container.ComposeService is { } service ? $"service {service}" : "no Compose service";

    private static string Project(ContainerSnapshot container) =>
        container.ComposeProject is { } project ? $"project {project}" : "no Compose project";

    private static bool Differ(string? a, string? b) => !string.Equals(a, b, StringComparison.Ordinal);
}
