using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>A service of a host that is to have a module, or a container that Compose did not start.</summary>
/// <param name="Host">Name of the host.</param>
/// <param name="Project">The Compose project; null where Compose did not start it.</param>
/// <param name="Service">Its service; null likewise.</param>
/// <param name="Containers">Its containers by number, then by name: one or more.</param>
internal sealed record AdoptedService(string Host, string? Project, string? Service, IReadOnlyList<ContainerSnapshot> Containers)
{
    /// <summary>The one that stands for all.</summary>
    public ContainerSnapshot First => Containers[0];

    public bool IsExternal => Project is null || Service is null;

    /// <summary>The ids that its module may have.</summary>
    public IReadOnlyList<string> Ids => IsExternal ? ModuleId.Candidates(First.Name, Host) : ModuleId.Candidates(Service, Project, Host);

    /// <summary>The services that containers are of. Containers of <c>docker compose run</c> stand for none.</summary>
    public static IEnumerable<AdoptedService> Of(string host, IEnumerable<ContainerSnapshot> containers) => containers
        .GroupBy(c => c is { ComposeProject: { } project, ComposeService: { } service } ? (project, service, "") : (null, null, c.Name))
        .Select(group => new AdoptedService(
            host, group.Key.Item1, group.Key.Item2, [.. group.OrderBy(c => c.ComposeNumber ?? int.MaxValue).ThenBy(c => c.Name, StringComparer.Ordinal)]))
        .OrderBy(s => s.IsExternal).ThenBy(s => s.Project, StringComparer.Ordinal).ThenBy(s => s.Service, StringComparer.Ordinal).ThenBy(s => s.First.Name, StringComparer.Ordinal);
}
