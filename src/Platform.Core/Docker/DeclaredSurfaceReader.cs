using System.Globalization;

namespace Platform.Docker;

/// <summary>Brings a service of a compose file into the form that containers are read in.</summary>
internal static class DeclaredSurfaceReader
{
    public static DeclaredSurface Read(ServiceAnswer service, ComposeAnswer file) => new()
    {
        Ports =
        [
            .. (service.Ports ?? [])
                .Select(p => PublishedPort.Format(p.HostIp, p.Published, string.Create(CultureInfo.InvariantCulture, $"{p.Target}/{p.Protocol ?? "tcp"}")))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ],
        Environment = (service.Environment ?? []).ToDictionary(
            e => e.Key, e => e.Value is null ? null : new OpaqueValue(e.Value), StringComparer.Ordinal),
        Mounts = SurfaceReader.Ordered(Volumes(service, file).Concat(Files(service, file)).DistinctBy(m => (m.Type, m.Target))),
        Networks = Networks(service, file),
        RestartPolicy = RestartPolicy(service),
        Command = service.Command is null ? null : SurfaceReader.Opaque(service.Command),
        Entrypoint = service.Entrypoint is null ? null : SurfaceReader.Opaque(service.Entrypoint),
        User = service.User,
        Privileged = service.Privileged,
        CapabilitiesAdded = SurfaceReader.Capabilities(service.CapAdd),
        CapabilitiesDropped = SurfaceReader.Capabilities(service.CapDrop),
        Healthcheck = Probe(service.Healthcheck),
        Labels = (service.Labels ?? [])
            .Where(label => !label.Key.StartsWith(ComposeLabel.Prefix, StringComparison.Ordinal))
            .ToDictionary(label => label.Key, label => new OpaqueValue(label.Value ?? ""), StringComparer.Ordinal),
        NotUnderstood = service.VolumesFrom is { Length: > 0 } ? ["volumes_from"] : [],
    };

    private static IEnumerable<MountPoint> Volumes(ServiceAnswer service, ComposeAnswer file)
    {
        foreach (var volume in service.Volumes ?? [])
        {
            if (volume is not { Type: { } type, Target: { } target }) continue;
            var source = type switch
            {
                "volume" => file.Volumes?.GetValueOrDefault(volume.Source ?? "")?.Name ?? volume.Source ?? "",
                "tmpfs" => "",
                _ => SurfaceReader.MountPath(volume.Source ?? ""),
            };
            yield return new MountPoint(type, source, SurfaceReader.MountPath(target), volume.ReadOnly);
        }

        // A tmpfs may have options behind a colon.
        foreach (var tmpfs in service.Tmpfs ?? [])
            yield return new MountPoint("tmpfs", "", SurfaceReader.MountPath(tmpfs.Split(':')[0]), ReadOnly: false);
    }

    /// <summary>Secrets and configs that are files of the host are bind mounts, read-only, at their target or default place.</summary>
    private static IEnumerable<MountPoint> Files(ServiceAnswer service, ComposeAnswer file)
    {
        foreach (var grant in service.Secrets ?? [])
            if (Mount(grant, file.Secrets, "/run/secrets/") is { } mount) yield return mount;
        foreach (var grant in service.Configs ?? [])
            if (Mount(grant, file.Configs, "/") is { } mount) yield return mount;
    }

    private static MountPoint? Mount(GrantAnswer grant, Dictionary<string, FileAnswer?>? files, string folder)
    {
        if (grant.Source is not { } source || files?.GetValueOrDefault(source)?.File is not { } path) return null;
        var target = grant.Target ?? source;
        return new MountPoint("bind", path, target.StartsWith('/') ? target : folder + target, ReadOnly: true);
    }

    private static string[] Networks(ServiceAnswer service, ComposeAnswer file) => service.NetworkMode switch
    {
        "host" or "none" => [service.NetworkMode],
        { } mode when mode.StartsWith("service:", StringComparison.Ordinal) || mode.StartsWith("container:", StringComparison.Ordinal) => ["container"],
        { Length: > 0 } mode => [mode],
        _ => [.. (service.Networks?.Keys ?? Enumerable.Empty<string>()).Select(n => file.Networks?.GetValueOrDefault(n)?.Name ?? n).Order(StringComparer.Ordinal)],
    };

    // What Compose itself makes of the two places a policy can stand in; `deploy` wins.
    private static string RestartPolicy(ServiceAnswer service) => service.Deploy?.RestartPolicy switch
    {
        { Condition: "on-failure", MaxAttempts: > 0 and var attempts } => string.Create(CultureInfo.InvariantCulture, $"on-failure:{attempts}"),
        { Condition: "none" or "no" } => "no",
        { Condition: null or "" or "any" or "always" } => "always",
        { Condition: { } condition } => condition,
        null => string.IsNullOrEmpty(service.Restart) ? "no" : service.Restart,
    };

    private static DeclaredProbe? Probe(ComposeHealthcheckAnswer? probe) => probe switch
    {
        null => null,
        { Disable: true } => new DeclaredProbe(SurfaceReader.Opaque(["NONE"]), null, null, null, null, null),
        _ => new DeclaredProbe(
            probe.Test is null ? null : SurfaceReader.Opaque(probe.Test),
            GoDuration.Parse(probe.Interval), GoDuration.Parse(probe.Timeout), GoDuration.Parse(probe.StartPeriod),
            GoDuration.Parse(probe.StartInterval), probe.Retries),
    };
}
