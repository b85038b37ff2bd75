namespace Platform.Policy;

/// <summary>Folders of a host that, mounted into a container, give that container the host or its secrets.</summary>
internal static class ControlPath
{
    /// <summary>Whoever writes there runs code as root on the host: accounts, jobs, services, programs, the engine's own files.</summary>
    private static readonly string[] Written =
    [
        "/etc/passwd", "/etc/shadow", "/etc/sudoers", "/etc/sudoers.d", "/etc/crontab", "/etc/cron.d", "/etc/cron.daily", "/etc/cron.hourly", "/etc/systemd", "/etc/ld.so.preload", "/etc/profile.d",
        "/etc/ssh", "/etc/docker", "/etc/pam.d", "/etc/init.d", "/etc/rc.local", "/etc/kubernetes", "/root", "/boot", "/bin", "/sbin", "/lib", "/lib64", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local/bin",
        "/usr/local/sbin", "/lib/systemd", "/usr/lib/systemd", "/var/spool/cron", "/var/lib/docker", "/var/lib/docker/volumes", "/var/lib/containers", "/var/lib/containerd", "/var/lib/rancher", "/var/lib/kubelet",
        "/run/systemd", "/run/dbus", "/run/dbus/system_bus_socket", "/var/run/dbus", "/var/run/dbus/system_bus_socket", "/proc", "/proc/sys", "/proc/sysrq-trigger", "/sys", "/sys/kernel", "/dev",
    ];

    /// <summary>Whoever reads there has passwords, keys, or what every container stores; a socket takes every request of those who may only read it.</summary>
    private static readonly string[] Read =
    [
        "/etc/shadow", "/etc/ssh", "/etc/docker", "/etc/kubernetes", "/root", "/var/lib/docker", "/var/lib/containers", "/var/lib/containerd", "/var/lib/kubelet", "/run/dbus", "/run/dbus/system_bus_socket",
        "/var/run/dbus", "/var/run/dbus/system_bus_socket", "/run/systemd",
    ];

    /// <param name="path">Absolute and normal.</param>
    /// <param name="isReadOnly">Whether the container may only read it.</param>
    public static bool Gives(string path, bool isReadOnly) =>
        (isReadOnly ? Read : Written).Any(place => HostPath.Holds(path, place)) || path.EndsWith("/.ssh", StringComparison.Ordinal) || path.EndsWith("/.ssh/authorized_keys", StringComparison.Ordinal);

    /// <summary>Whether a path could be one of those, whose beginning nobody knows.</summary>
    public static bool MayEnd(string end)
    {
        var known = HostPath.Normal(end);
        return known is "" or "/" || Written.Any(place => HostPath.FoldersOf(place).Any(folder => folder.EndsWith(known, StringComparison.Ordinal)));
    }
}
