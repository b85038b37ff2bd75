namespace Platform.Policy;

/// <summary>
/// Paths of a host by which its container engine is reached: the socket, or a folder that holds it. Whoever can write to the socket starts
/// containers of any kind, and so controls the host. https://docs.docker.com/engine/security/#docker-daemon-attack-surface
/// </summary>
internal static class EngineSocket
{
    private static readonly string[] Names =
    [
        "docker.sock", "docker.raw.sock", "podman.sock", "containerd.sock", "crio.sock", "cri-dockerd.sock", "dockershim.sock", "buildkitd.sock", "balena-engine.sock", "balena.sock",
    ];

    /// <summary>Where engines put it. https://docs.docker.com/engine/security/rootless/, https://docs.podman.io/en/latest/markdown/podman-system-service.1.html</summary>
    private static readonly string[] Places =
    [
        "/var/run/docker.sock", "/run/docker.sock", "/run/podman/podman.sock", "/var/run/podman/podman.sock", "/run/containerd/containerd.sock", "/var/run/containerd/containerd.sock",
        "/run/crio/crio.sock", "/var/run/crio/crio.sock", "/run/k3s/containerd/containerd.sock", "/var/run/docker/containerd/containerd.sock", "/run/docker/containerd/containerd.sock",
        "/run/buildkit/buildkitd.sock", "/run/user/1000/docker.sock", "/run/user/1000/podman/podman.sock",
    ];

    /// <summary>Whether a path is that of a socket, by its name: it is so wherever the engine puts it.</summary>
    public static bool IsSocket(string path) => Names.Contains(path[(path.LastIndexOf('/') + 1)..], StringComparer.Ordinal) || IsPipe(path);

    /// <summary>Whether a path is a socket, or a folder with one in it: <c>/run</c>, <c>/</c>, <c>/run/user/1000</c>.</summary>
    public static bool Reaches(string path)
    {
        if (IsSocket(path)) return true;
        var folder = HostPath.Normal(path);
        return Places.Any(place => HostPath.Holds(folder, place)) || IsOfUser(folder) || IsOfDesktop(folder);
    }

    /// <summary>Whether a path could be one of those, of which nobody knows the whole.</summary>
    /// <param name="start">How it begins; empty where nothing of that is known.</param>
    /// <param name="end">How it ends; empty where nothing of that is known.</param>
    public static bool MayBe(string start, string end) => HostPath.MayBe(start, end, Places) || (start.Length == 0 && IsOfDesktop(HostPath.Normal(end)));

    /// <summary>The folder that a rootless engine has its socket in, for some user or for all. https://www.freedesktop.org/software/systemd/man/latest/pam_systemd.html</summary>
    private static bool IsOfUser(string folder) => folder.Split('/') is ["", "run", "user"] or ["", "run", "user", _] or ["", "run", "user", _, "podman" or "containerd-rootless" or "docker"] or
        ["", "var", "run", "user"] or ["", "var", "run", "user", _];

    /// <summary>The folders below a home in which Docker Desktop has its socket. https://docs.docker.com/desktop/troubleshoot-and-support/faqs/general/</summary>
    private static bool IsOfDesktop(string folder) => folder.EndsWith("/.docker/run", StringComparison.Ordinal) || folder.EndsWith("/.docker/desktop", StringComparison.Ordinal);

    /// <summary>Docker's pipe on Windows: <c>\\.\pipe\docker_engine</c>.</summary>
    private static bool IsPipe(string path) => path.Replace('\\', '/').EndsWith("/pipe/docker_engine", StringComparison.OrdinalIgnoreCase);
}
