using System.Text.Json.Serialization;
using Platform.Adopting;
using Platform.Diagnostics;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl ps --json</c>; its schema is <c>schema/containers.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts of the containers that are shown.</param>
/// <param name="Hosts">The hosts that were looked at, by name.</param>
/// <param name="Containers">The containers, by host, project and service.</param>
/// <param name="Diagnostics">What is wrong with manifests: what those declare is not known.</param>
public sealed record ContainersReport(
    int ExitCode, ContainersSummary Summary, IReadOnlyList<HostReport> Hosts, IReadOnlyList<HostContainer> Containers, IReadOnlyList<Diagnostic> Diagnostics)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.containers/1";
}

/// <summary>Counts of containers.</summary>
public sealed record ContainersSummary(int Containers, int Declared, int Undeclared, int Projects)
{
    public static ContainersSummary Of(IReadOnlyCollection<HostContainer> containers) => new(
        containers.Count, containers.Count(c => c.Declared), containers.Count(c => !c.Declared),
        containers.Where(c => c.Project is not null).Select(c => (c.Host, c.Project)).Distinct().Count());
}
