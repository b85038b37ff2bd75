using Platform.Docker;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// A container that shares the network, the ipc or the pid namespace of another. The engine notes the other's id, so that a
/// namespace dies with its owner: one that was recreated is another.
/// </summary>
internal static class SharedNamespace
{
    public const string Gone = "a container that is gone";

    public static DriftFinding? Compare(string key, string expected, string actual, ContainerSnapshot container, HostSnapshot snapshot)
    {
        var owner = actual[SharedMode.OfContainer.Length..];
        var wanted = Owners(expected, container, snapshot).ToArray();
        if (wanted.Any(c => c.Id == owner || c.Name == owner)) return null;
        var now = snapshot.Containers.FirstOrDefault(c => c.Id == owner)?.Name;
        if (wanted.Length == 0 && now is null && !expected.StartsWith(SharedMode.OfService, StringComparison.Ordinal))
            return ConfigurationComparison.NotCompared($"{key}: {expected} is a container of no declared project");
        return new DriftFinding(
            FindingCode.NamespaceStale, FindingSeverity.Drift, key, expected, now ?? Gone,
            $"{key}: the compose file says {expected}, the container shares that of {now ?? Gone}; recreate it");
    }

    /// <summary>The containers that a file means.</summary>
    /// <param name="declared"><c>service:x</c> or <c>container:x</c>.</param>
    /// <param name="container">Whose file it is.</param>
    /// <param name="snapshot">Its host.</param>
    public static IEnumerable<ContainerSnapshot> Owners(string declared, ContainerSnapshot container, HostSnapshot snapshot) => declared.StartsWith(SharedMode.OfService, StringComparison.Ordinal)
        ? snapshot.Containers.Where(c => c.ComposeProject == container.ComposeProject && c.ComposeService == declared[SharedMode.OfService.Length..] && !c.IsOneOff)
        : snapshot.Containers.Where(c => c.Name == declared[SharedMode.OfContainer.Length..] || c.Id.StartsWith(declared[SharedMode.OfContainer.Length..], StringComparison.Ordinal));
}
