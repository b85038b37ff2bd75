using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Snapshots.Answers;

/// <summary>Reads how a container is set up, in the form that a compose file is brought into as well.</summary>
internal static class ContainerConfigurationParser
{
    public static ContainerConfiguration Parse(EngineJson container, EngineJson config)
    {
        var host = container["HostConfig"];
        return new ContainerConfiguration
        {
            Ports = Ports(host["PortBindings"]),
            Environment = Environment(config["Env"]),
            Mounts = Mounts(container),
            Networks = Networks(host["NetworkMode"].Text, container["NetworkSettings"]["Networks"]),
            RestartPolicy = RestartPolicy(host["RestartPolicy"]),
            Command = Opaque(config["Cmd"]),
            Entrypoint = [.. config["Entrypoint"].Words.Select(v => new OpaqueValue(v))],
            User = config["User"].Text ?? "",
            Privileged = host["Privileged"].Flag,
            CapabilitiesAdded = Capabilities(host["CapAdd"]),
            CapabilitiesDropped = Capabilities(host["CapDrop"]),
            Healthcheck = Probe(config["Healthcheck"]),
            Labels = Labels(config["Labels"]),
            Origin = Origin(config["Labels"]),
            Settings = LiveSettings.Of(container),
            LogOptions = Options(host["LogConfig"]["Config"]),
            Annotations = host["Annotations"].IsEmpty ? null : Options(host["Annotations"]),
        };
    }

    public static ImageDefaults ParseDefaults(EngineJson config) => new()
    {
        Environment = Environment(config["Env"]),
        Labels = Labels(config["Labels"]),
        Command = Opaque(config["Cmd"]),
        Entrypoint = [.. config["Entrypoint"].Words.Select(v => new OpaqueValue(v))],
        User = config["User"].Text ?? "",
        Volumes = [.. config["Volumes"].Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Healthcheck = Probe(config["Healthcheck"]),
        Settings = LiveSettings.OfImage(config),
    };

    /// <summary>Options of a driver, or annotations, which may hold a token or a password.</summary>
    public static Dictionary<string, OpaqueValue> Options(EngineJson options)
    {
        Dictionary<string, OpaqueValue> values = new(StringComparer.Ordinal);
        foreach (var (name, value) in options.Members) values[name] = new OpaqueValue(value.Scalar);
        return values;
    }

    public static OpaqueValue[] Opaque(EngineJson values) => [.. values.Texts.Select(v => new OpaqueValue(v))];

    /// <summary>Docker and Compose write a capability with or without its prefix, in either case.</summary>
    public static string[] Capabilities(EngineJson names) =>
    [
        .. names.Texts
            .Select(n => n.ToUpperInvariant())
            .Select(n => n.StartsWith("CAP_", StringComparison.Ordinal) ? n["CAP_".Length..] : n)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of a volume; none for anonymous ones, which the engine names by 64 hex digits.</summary>
    public static string VolumeName(string? name) =>
        ImageDigest.IsHex(name, 64) ? "" : name ?? "";

    /// <summary>Each mount once, by its place.</summary>
    public static MountPoint[] Ordered(IEnumerable<MountPoint> mounts) =>
    [
        .. mounts.DistinctBy(m => m.Type + '\n' + m.Target, StringComparer.Ordinal)
            .OrderBy(m => m.Target, StringComparer.Ordinal)
            .ThenBy(m => m.Source, StringComparer.Ordinal),
    ];

    private static string[] Ports(EngineJson bindings) =>
    [
        .. bindings.Members
            .SelectMany(port => port.Value.Items.Select(binding => PublishedPort.Format(binding["HostIp"].Text, binding["HostPort"].Text, port.Name)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, OpaqueValue> Environment(EngineJson entries)
    {
        Dictionary<string, OpaqueValue> environment = new(StringComparer.Ordinal);
        foreach (var entry in entries.Texts)
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            environment[equals < 0 ? entry : entry[..equals]] = new OpaqueValue(equals < 0 ? "" : entry[(equals + 1)..]);
        }

        return environment;
    }

    private static MountPoint[] Mounts(EngineJson container)
    {
        var mounts = container["Mounts"].Items.SelectMany(Mount);
        var tmpfs = container["HostConfig"]["Tmpfs"].Names
            .Select(target => new MountPoint("tmpfs", "", MountPath.Of(target), ReadOnly: false));
        return Ordered(mounts.Concat(tmpfs));
    }

    private static IEnumerable<MountPoint> Mount(EngineJson mount)
    {
        if ((mount["Type"].Text, mount["Destination"].Text) is not ({ } type, { } target)) yield break;
        var source = type switch
        {
            "volume" => VolumeName(mount["Name"].Text),
            "tmpfs" => "",
            _ => MountPath.Of(mount["Source"].Text ?? ""),
        };
        yield return new MountPoint(type, source, MountPath.Of(target), !mount["RW"].Flag);
    }

    private static string[] Networks(string? mode, EngineJson networks) => mode switch
    {
        "host" or "none" => [mode],
        _ when SharedMode.Is(mode) => ["container"],
        _ => [.. networks.Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    private static string RestartPolicy(EngineJson policy) => (policy["Name"].Text, policy["MaximumRetryCount"].Int32) switch
    {
        (null or "", _) => "no",
        ("on-failure", > 0 and var retries) => $"on-failure:{retries}",
        var (name, _) => name,
    };

    private static HealthProbe? Probe(EngineJson probe) => Opaque(probe["Test"]) is { Length: > 0 } test
        ? new HealthProbe(
            test, probe["Interval"].Int64, probe["Timeout"].Int64, probe["StartPeriod"].Int64, probe["StartInterval"].Int64, probe["Retries"].Int32)
        : null;

    public static Dictionary<string, OpaqueValue> Labels(EngineJson labels)
    {
        Dictionary<string, OpaqueValue> own = new(StringComparer.Ordinal);
        foreach (var (name, value) in labels.Members)
            if (!name.StartsWith(ComposeLabel.Prefix, StringComparison.Ordinal)) own[name] = new OpaqueValue(value.Text ?? "");
        return own;
    }

    private static ComposeOrigin? Origin(EngineJson labels) =>
        (labels[ComposeLabel.Project].Text, labels[ComposeLabel.ConfigFiles].Text) is ({ } project, { Length: > 0 } files)
            ? new ComposeOrigin(
                project, labels[ComposeLabel.WorkingDirectory].Text ?? "", files, labels[ComposeLabel.EnvironmentFile].Text ?? "")
            : null;
}
