using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>A compose service, its image and a container made of both; tests change one thing.</summary>
internal static class Configuration
{
    private const long Second = 1_000_000_000;

    public static ComposeOrigin Origin { get; } = new("home-platform", "/srv/platform/compose/apps", "/srv/platform/compose/apps/compose.yaml");

    public static ImageDefaults Image { get; } = new()
    {
        Environment = Values(("PATH", "/bin"), ("LOG_LEVEL", "WARN")),
        Labels = Values(("org.opencontainers.image.version", "3.0.6")),
        Command = Words("serve"),
        Entrypoint = Words("/entry"),
        User = "app",
        Volumes = ["/cache"],
        Healthcheck = new HealthProbe(Words("CMD", "true"), 30 * Second, 0, 0, 0, 3),
        Settings = Settings(("expose", "9000/tcp"), ("working_dir", "/app")),
    };

    public static DeclaredConfiguration Declared { get; } = new()
    {
        Ports = ["127.0.0.1:8000:8000/tcp"],
        Environment = new Dictionary<string, OpaqueValue?>(StringComparer.Ordinal)
        {
            ["LOG_LEVEL"] = new("INFO"), ["DB_URL"] = new("postgres://app:hunter2@db"), ["FROM_SHELL"] = null,
        },
        Mounts = [new MountPoint("bind", "/srv/config", "/config", ReadOnly: true), new MountPoint("volume", "home-platform_data", "/data", ReadOnly: false)],
        Networks = ["home-platform_default"],
        RestartPolicy = "unless-stopped",
        CapabilitiesAdded = [],
        CapabilitiesDropped = ["ALL"],
        Healthcheck = new DeclaredProbe(null, 10 * Second, null, null, null, null),
        Labels = Values(("platform.tier", "1")),
        NotUnderstood = [],
        Settings = Settings(("expose", "8000/tcp"), ("networks.home-platform_default.aliases", "honcho-api")),
        LogOptions = Values(),
    };

    public static ContainerConfiguration Live { get; } = new()
    {
        Ports = ["127.0.0.1:8000:8000/tcp"],
        Environment = Values(("PATH", "/bin"), ("LOG_LEVEL", "INFO"), ("DB_URL", "postgres://app:hunter2@db"), ("HTTP_PROXY", "http://proxy")),
        Mounts =
        [
            new MountPoint("volume", "", "/cache", ReadOnly: false),
            new MountPoint("bind", "/srv/config", "/config", ReadOnly: true),
            new MountPoint("volume", "home-platform_data", "/data", ReadOnly: false),
        ],
        Networks = ["home-platform_default"],
        RestartPolicy = "unless-stopped",
        Command = Words("serve"),
        Entrypoint = Words("/entry"),
        User = "app",
        CapabilitiesAdded = [],
        CapabilitiesDropped = ["ALL"],
        Healthcheck = new HealthProbe(Words("CMD", "true"), 10 * Second, 0, 0, 0, 3),
        Labels = Values(("org.opencontainers.image.version", "3.0.6"), ("platform.tier", "1")),
        Origin = Origin,
        Settings = Settings(("expose", "8000/tcp 9000/tcp"), ("networks.home-platform_default.aliases", "honcho-api"), ("working_dir", "/app"), ("cgroup", "private")),
        LogOptions = Values(),
    };

    /// <summary>The network of <see cref="Declared"/>, as it is declared and as it is there.</summary>
    public static ResourceDefinition Network { get; } = Resource("home-platform_default");

    /// <summary>The volume of <see cref="Declared"/>, likewise.</summary>
    public static ResourceDefinition Volume { get; } = Resource("home-platform_data");

    public static ComposeProjectSnapshot Project { get; } = With(Declared);

    public static ComposeProjectSnapshot With(DeclaredConfiguration declared) => new()
    {
        Origin = Origin,
        Services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal) { ["honcho-api"] = declared },
        Networks = [Network],
        Volumes = [Volume],
        UnsetVariables = [],
    };

    /// <summary>A network or a volume of which nothing is declared, and which is the engine's default.</summary>
    public static ResourceDefinition Resource(string name) => new()
    {
        Name = name, Settings = Settings(), Options = Values(), AddressOptions = Values(), Labels = Values(), Pools = [],
    };

    public static Dictionary<string, string> Settings(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    public static Dictionary<string, OpaqueValue> Values(params (string Key, string Value)[] pairs) =>
        pairs.ToDictionary(p => p.Key, p => new OpaqueValue(p.Value), StringComparer.Ordinal);

    public static OpaqueValue[] Words(params string[] words) => [.. words.Select(w => new OpaqueValue(w))];
}
