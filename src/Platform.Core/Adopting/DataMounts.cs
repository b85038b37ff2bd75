using Platform.Snapshots;

namespace Platform.Adopting;

/// <summary>Whether a container keeps data: what it mounts and may write to outlives it.</summary>
internal static class DataMounts
{
    /// <summary>Places of the host that hold no data of a service: its devices, its clock's settings, what is there until the next start.</summary>
    private static readonly string[] NoData = ["/dev", "/proc", "/sys", "/run", "/var/run", "/tmp", "/etc/localtime", "/etc/timezone", "/etc/hosts", "/etc/resolv.conf", "/lib/modules"];

    /// <summary>Why it counts as stateful, in words: the mounts that hold data. Empty for a stateless one.</summary>
    public static IReadOnlyList<string> Of(ContainerSnapshot container) =>
    [
        .. container.Configuration.Mounts.Where(HoldsData).Select(mount => mount switch
        {
            { Type: "volume", Source.Length: > 0 } => $"volume {mount.Source} at {mount.Target}",
            { Type: "volume" } => $"a volume without a name at {mount.Target}",
            _ => $"{mount.Type} {mount.Source} at {mount.Target}",
        }),
    ];

    private static bool HoldsData(MountPoint mount) => mount switch
    {
        { ReadOnly: true } or { Type: "tmpfs" } => false,
        { Type: "bind", Source: var source } => !source.EndsWith(".sock", StringComparison.Ordinal) && !NoData.Any(place => source == place || source.StartsWith(place + "/", StringComparison.Ordinal)),
        _ => true,
    };
}
