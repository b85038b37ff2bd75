using System.Globalization;
using Platform.Compose;
using Platform.Drift.Configuration;
using Platform.Files;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Drift;

/// <summary>A service that is to have several containers, or none: how many there are, and what was found of which of them.</summary>
internal static class ReplicaComparison
{
    /// <summary>
    /// How many containers are asked for: by what the host's Compose makes of the files they were started from, else by the
    /// root's file. Null where variables decide.
    /// </summary>
    public static int? Declared(ModuleRuntime runtime, ContainerSnapshot? container, HostSnapshot snapshot, FileContent root)
    {
        var evaluated = container is null ? null : snapshot.ProjectOf(container)?.ServiceOf(container);
        if (evaluated is not null) return evaluated.NotUnderstood.Contains("deploy.replicas", StringComparer.Ordinal) ? null : evaluated.Replicas ?? 1; // of a snapshot made before they were read
        return root.Bytes is { } content && runtime.ComposeService is { } service ? ComposeDefinition.Read(content).ReplicasOf(service) : 1;
    }

    /// <summary>The number of containers that are there against the one declared. One too many of a single container is a duplicate, and none is missing.</summary>
    public static DriftFinding? Compare(ModuleRuntime runtime, int declared, IReadOnlyList<ContainerSnapshot> containers, HostSnapshot snapshot)
    {
        if (containers.Count == declared || containers.Count == 0 || declared == 1) return null;
        if (runtime.DesiredState is DesiredState.Stopped && containers.Count < declared) return null;
        var names = string.Join(", ", containers.Select(c => c.Name).Order(StringComparer.Ordinal));
        var finding = new DriftFinding(
            FindingCode.ReplicasMismatch, FindingSeverity.Drift, DeclaredDoubts.Replicas, Text(declared), Text(containers.Count),
            $"the compose file asks for {Text(declared)} containers of service {runtime.ComposeService}, and there {(containers.Count == 1 ? "is" : "are")} {Text(containers.Count)}: {names}");
        return snapshot.ProjectOf(containers[0]) is { } project && project.ServiceOf(containers[0]) is { } service
            ? new ConfigurationDoubt(project, service).Weigh(finding)
            : finding;
    }

    /// <summary>What was found of each container, once where it is so of all of them.</summary>
    public static IEnumerable<DriftFinding> Merge(IReadOnlyList<(ContainerSnapshot Container, IReadOnlyList<DriftFinding> Findings)> compared)
    {
        if (compared is [var single]) return single.Findings;
        var every = $"each of {Text(compared.Count)} containers";
        return compared
            .SelectMany(one => one.Findings.Select(finding => (
                Own: finding with { Container = one.Container.Name, Message = Named(finding.Message, one.Container.Name) },
                Common: finding with { Message = finding.Message.Replace(one.Container.Name, every, StringComparison.Ordinal) })))
            .GroupBy(finding => finding.Common)
            .SelectMany(group => group.Count() == compared.Count ? [group.Key] : group.Select(finding => finding.Own));
    }

    private static string Named(string message, string container) =>
        message.Contains(container, StringComparison.Ordinal) ? message : $"{container}: {message}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
