using Platform.Docker;
using Platform.Docker.Settings;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// The mounts of a container, those included that it has from others (<c>volumes_from</c>). The engine copies them when the container is
/// made, and notes the other's id: https://github.com/moby/moby/blob/v20.10.24/daemon/volumes.go (registerMountPoints)
/// </summary>
internal sealed class VolumeOwners(ContainerSnapshot container, DeclaredConfiguration declared, HostSnapshot snapshot)
{
    public const string Key = "volumes_from";

    private readonly string[] _declared = Words(declared.Settings);
    private readonly string[] _live = Words(container.Configuration.Settings);

    /// <param name="live">The container's mounts without those that the engine makes by itself.</param>
    public IEnumerable<DriftFinding> Compare(IEnumerable<MountPoint> live)
    {
        var owners = _declared.Length == 0 ? [] : _live.Select(Find).ToArray();
        var inherited = owners.OfType<ContainerSnapshot>().Reverse().SelectMany(owner => owner.Configuration.Mounts).DistinctBy(mount => mount.Target, StringComparer.Ordinal)
            .ExceptBy(declared.Mounts.Select(mount => mount.Target), mount => mount.Target, StringComparer.Ordinal).ToArray();
        var isKnown = !owners.Contains(null);
        // Of an owner that is not known any mount may be. One of memory is copied or not, by how it was asked for.
        var unexplained = live.Where(mount => declared.Mounts.Any(d => d.Target == mount.Target) || (isKnown && !(mount.Type is "tmpfs" && inherited.Contains(mount))));
        if (TextComparison.OfSets(
            FindingCode.MountsMismatch, "mounts",
            declared.Mounts.Concat(isKnown ? inherited.Where(mount => mount.Type is not "tmpfs") : []).Select(mount => mount.ToString()),
            unexplained.Select(mount => mount.ToString())) is { } mounts) yield return mounts;
        if (Owners() is { } finding) yield return finding;
        else if (!isKnown) yield return ConfigurationComparison.NotCompared($"the mounts that it has from {string.Join(", ", _live.Where(word => Find(word) is null))}, of no declared project");
    }

    /// <summary>Whether a setting may be one of a mount that the container has from another.</summary>
    public static bool Explains(string key, DeclaredConfiguration declared) =>
        key.StartsWith("volumes.", StringComparison.Ordinal) && declared.Settings?.ContainsKey(Key) is true &&
        !declared.Mounts.Any(mount => key.StartsWith($"volumes.{mount.Target}.", StringComparison.Ordinal));

    private DriftFinding? Owners()
    {
        var stale = _live.Where(word => !_declared.Any(owner => Is(owner, word))).Select(word => Find(word)?.Name ?? (ImageDigest.IsHex(word, 64) ? SharedNamespace.Gone : word)).ToArray();
        var missing = _declared.Where(owner => !_live.Any(word => Is(owner, word))).ToArray();
        return stale.Length + missing.Length == 0 ? null : TextComparison.OfSets(FindingCode.MountsMismatch, Key, missing, stale);
    }

    private bool Is(string owner, string word) =>
        owner == SharedMode.OfContainer + word || (Find(word) is { } found && SharedNamespace.Owners(owner, container, snapshot).Contains(found));

    private ContainerSnapshot? Find(string word) => snapshot.Containers.FirstOrDefault(c => c.Id == word || c.Name == word);

    private static string[] Words(IReadOnlyDictionary<string, string>? settings) =>
        SettingsReading.Words(settings?.GetValueOrDefault(Key) ?? "");
}
