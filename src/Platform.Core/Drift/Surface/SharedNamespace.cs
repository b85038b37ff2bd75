using Platform.Docker;

namespace Platform.Drift.Surface;

/// <summary>
/// A container that shares the network, the ipc or the pid namespace of another. The engine notes the other's id, so that a
/// namespace dies with its owner: one that was made anew is another.
/// </summary>
internal static class SharedNamespace
{
    public static DriftFinding? Compare(string key, string expected, string actual, ContainerSnapshot container, HostSnapshot snapshot)
    {
        var owner = actual[SharedMode.OfContainer.Length..];
        var owners = expected.StartsWith(SharedMode.OfService, StringComparison.Ordinal)
            ? snapshot.Containers.Where(c => c.ComposeProject == container.ComposeProject && c.ComposeService == expected[SharedMode.OfService.Length..] && !c.IsOneOff)
            : snapshot.Containers.Where(c => c.Name == expected[SharedMode.OfContainer.Length..] || c.Id.StartsWith(expected[SharedMode.OfContainer.Length..], StringComparison.Ordinal));
        var wanted = owners.ToArray();
        if (wanted.Any(c => c.Id == owner || c.Name == owner)) return null;
        var now = snapshot.Containers.FirstOrDefault(c => c.Id == owner)?.Name;
        if (wanted.Length == 0 && now is null && !expected.StartsWith(SharedMode.OfService, StringComparison.Ordinal))
            return SurfaceComparison.NotCompared($"{key}: {expected} is a container of no declared project");
        return new DriftFinding(
            FindingCode.NamespaceStale, FindingSeverity.Drift, key, expected, now ?? "a container that is gone",
            $"{key}: the compose file says {expected}, the container shares that of {now ?? "a container that is gone"}; recreate it");
    }
}
