namespace Platform.Docker;

/// <summary>Reads how a container is set up, in the form that a compose file is brought into, too.</summary>
internal static class SurfaceReader
{
    public static ContainerSurface Read(ContainerAnswer container, ConfigAnswer config)
    {
        var host = container.HostConfig;
        return new ContainerSurface
        {
            Ports = Ports(host?.PortBindings),
            Environment = Environment(config.Env),
            Mounts = Mounts(container),
            Networks = Networks(host?.NetworkMode, container.NetworkSettings?.Networks),
            RestartPolicy = RestartPolicy(host?.RestartPolicy),
            Command = Opaque(config.Cmd),
            Entrypoint = Opaque(config.Entrypoint),
            User = config.User ?? "",
            Privileged = host?.Privileged ?? false,
            CapabilitiesAdded = Capabilities(host?.CapAdd),
            CapabilitiesDropped = Capabilities(host?.CapDrop),
            Healthcheck = Probe(config.Healthcheck),
            Labels = Labels(config.Labels),
            Origin = Origin(config.Labels),
        };
    }

    public static ImageDefaults ReadDefaults(ConfigAnswer? config) => new()
    {
        Environment = Environment(config?.Env),
        Labels = Labels(config?.Labels),
        Command = Opaque(config?.Cmd),
        Entrypoint = Opaque(config?.Entrypoint),
        User = config?.User ?? "",
        Volumes = [.. (config?.Volumes?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal)],
        Healthcheck = Probe(config?.Healthcheck),
    };

    public static OpaqueValue[] Opaque(IEnumerable<string>? values) => [.. (values ?? []).Select(v => new OpaqueValue(v))];

    /// <summary>Docker and Compose write a capability with or without its prefix, in either case.</summary>
    public static string[] Capabilities(IEnumerable<string>? names) =>
    [
        .. (names ?? [])
            .Select(n => n.ToUpperInvariant())
            .Select(n => n.StartsWith("CAP_", StringComparison.Ordinal) ? n["CAP_".Length..] : n)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of a volume; none for anonymous ones, which the engine names by 64 hex digits.</summary>
    public static string VolumeName(string? name) =>
        ImageDigest.IsHex(name, 64) ? "" : name ?? "";

    /// <summary>A path without the slash at its end, which means nothing to a mount.</summary>
    public static string MountPath(string path) => path.Length > 1 ? path.TrimEnd('/') : path;

    public static MountPoint[] Ordered(IEnumerable<MountPoint> mounts) =>
        [.. mounts.OrderBy(m => m.Target, StringComparer.Ordinal).ThenBy(m => m.Source, StringComparer.Ordinal)];

    private static string[] Ports(Dictionary<string, PortBindingAnswer[]?>? bindings) =>
    [
        .. (bindings ?? [])
            .SelectMany(port => (port.Value ?? []).Select(binding => PublishedPort.Format(binding.HostIp, binding.HostPort, port.Key)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static Dictionary<string, OpaqueValue> Environment(string[]? entries)
    {
        Dictionary<string, OpaqueValue> environment = new(StringComparer.Ordinal);
        foreach (var entry in entries ?? [])
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            environment[equals < 0 ? entry : entry[..equals]] = new OpaqueValue(equals < 0 ? "" : entry[(equals + 1)..]);
        }

        return environment;
    }

    private static MountPoint[] Mounts(ContainerAnswer container)
    {
        var mounts = (container.Mounts ?? [])
            .Where(m => m is { Type: not null, Destination: not null })
            .Select(m => new MountPoint(m.Type!, Source(m), MountPath(m.Destination!), !m.RW)); // the filter above
        var tmpfs = (container.HostConfig?.Tmpfs?.Keys ?? Enumerable.Empty<string>())
            .Select(target => new MountPoint("tmpfs", "", MountPath(target), ReadOnly: false));
        return Ordered(mounts.Concat(tmpfs).DistinctBy(m => (m.Type, m.Target)));
    }

    private static string Source(MountAnswer mount) => mount.Type switch
    {
        "volume" => VolumeName(mount.Name),
        "tmpfs" => "",
        _ => MountPath(mount.Source ?? ""),
    };

    private static string[] Networks(string? mode, Dictionary<string, NothingMore?>? networks) => mode switch
    {
        "host" or "none" => [mode],
        _ when mode?.StartsWith("container:", StringComparison.Ordinal) == true => ["container"],
        _ => [.. (networks?.Keys ?? Enumerable.Empty<string>()).Order(StringComparer.Ordinal)],
    };

    private static string RestartPolicy(RestartPolicyAnswer? policy) => policy switch
    {
        null or { Name: null or "" } => "no",
        { Name: "on-failure", MaximumRetryCount: > 0 and var retries } => $"on-failure:{retries}",
        { Name: var name } => name,
    };

    private static HealthProbe? Probe(HealthcheckAnswer? probe) => probe is null or { Test: null or [] }
        ? null
        : new HealthProbe(Opaque(probe.Test), probe.Interval, probe.Timeout, probe.StartPeriod, probe.StartInterval, probe.Retries);

    private static Dictionary<string, OpaqueValue> Labels(Dictionary<string, string?>? labels) => (labels ?? [])
        .Where(label => !label.Key.StartsWith(ComposeLabel.Prefix, StringComparison.Ordinal))
        .ToDictionary(label => label.Key, label => new OpaqueValue(label.Value ?? ""), StringComparer.Ordinal);

    private static ComposeOrigin? Origin(Dictionary<string, string?>? labels) =>
        labels?.GetValueOrDefault(ComposeLabel.Project) is { } project &&
        labels.GetValueOrDefault(ComposeLabel.ConfigFiles) is { Length: > 0 } files
            ? new ComposeOrigin(project, labels.GetValueOrDefault(ComposeLabel.WorkingDirectory) ?? "", files)
            : null;
}
