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

    /// <summary>Folders of which every part gives the host to whoever writes it.</summary>
    private static readonly string[] WrittenBelow =
    [
        "/etc/sudoers.d", "/etc/cron.d", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly", "/etc/systemd", "/etc/profile.d", "/etc/pam.d", "/etc/init.d", "/etc/ssh",
        "/etc/docker/daemon.json", "/var/spool/cron", "/lib/systemd", "/usr/lib/systemd", "/run/systemd/system", "/proc/sys", "/proc/1",
    ];

    /// <summary>Whoever reads there has passwords, keys, or what every container stores; a socket takes every request of those who may only read it.</summary>
    private static readonly string[] Read =
    [
        "/etc/shadow", "/etc/ssh", "/etc/docker", "/etc/kubernetes", "/root", "/var/lib/docker", "/var/lib/containers", "/var/lib/containerd", "/var/lib/kubelet", "/run/dbus", "/run/dbus/system_bus_socket",
        "/var/run/dbus", "/var/run/dbus/system_bus_socket", "/run/systemd",
    ];

    /// <param name="path">Normal; absolute, or below <c>~</c>.</param>
    /// <param name="isReadOnly">Whether the container may only read it.</param>
    public static bool Gives(string path, bool isReadOnly) =>
        (isReadOnly ? Read : Written).Any(place => HostPath.Holds(path, place)) || (!isReadOnly && WrittenBelow.Any(place => HostPath.Holds(place, path))) || HasKeys(path) ||
        HostPath.Holds("/proc/1/root", path);

    /// <summary>Whether a path ends as the place of somebody's SSH keys does, whoever it is.</summary>
    public static bool HasKeys(string path) =>
        HostPath.Normal(path) is var end && (end.EndsWith("/.ssh", StringComparison.Ordinal) || end.EndsWith("/.ssh/authorized_keys", StringComparison.Ordinal));

    /// <summary>Whether a path could be one of those, of which nobody knows the whole.</summary>
    /// <param name="start">How it begins; empty where nothing of that is known.</param>
    /// <param name="end">How it ends; empty where nothing of that is known.</param>
    public static bool MayBe(string start, string end) => HostPath.MayBe(start, end, Written);
}
