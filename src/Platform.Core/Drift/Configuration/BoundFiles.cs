using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// Files of the host that were replaced after a container was started: it goes on reading the inode that was there then, though all settings are as
/// declared. https://github.com/moby/moby/issues/15793
/// </summary>
internal static class BoundFiles
{
    public static IEnumerable<DriftFinding> Compare(ContainerSnapshot container, HostSnapshot snapshot) =>
        container.State is not { Status: ContainerStatus.Running or ContainerStatus.Paused, StartedAt: { } started } || snapshot.BoundFiles is not { } files ? []
            : container.Configuration.Mounts
                .Where(mount => mount.Type is "bind" && files.TryGetValue(mount.Source, out var made) && made > started)
                .Select(mount => new DriftFinding(
                    FindingCode.MountsMismatch, FindingSeverity.Information, $"volumes.{mount.Target}.inode", null, null,
                    $"{mount.Source} was replaced after {container.Name} was started, which still has the file that was there before at {mount.Target}; restart it to read the new one"));
}
