using System.Globalization;
using System.Text.Json;
using Platform.Snapshots.Answers;

namespace Platform.Docker.Settings;

/// <summary>
/// Everything that a container has been given and that has no reading of its own (<see cref="ContainerConfigurationParser"/>), by the key
/// that a compose file has for it. A field that this version does not know is a setting by its own name.
/// </summary>
internal static class LiveSettings
{
    private const decimal OneProcessor = 1_000_000_000;
    private const int ShortId = 12;

    /// <summary>Fields with a reading of their own, and those that say nothing about what was asked for.</summary>
    private static readonly HashSet<string> Elsewhere = new(StringComparer.Ordinal)
    {
        // By ContainerConfigurationParser.
        "NetworkMode", "PortBindings", "RestartPolicy", "CapAdd", "CapDrop", "Privileged", "Binds", "Mounts", "Tmpfs",
        "User", "Env", "Cmd", "Entrypoint", "Image", "Volumes", "Labels", "Healthcheck", "Annotations",
        // Who is attached to it while it starts, its console, and what a client remembers.
        "AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce", "ConsoleSize", "ContainerIDFile", "AutoRemove", "ArgsEscaped", "OnBuild", "Shell",
        // Paths hidden by the engine: unhiding them is read as security_opt.
        "MaskedPaths", "ReadonlyPaths",
    };

    /// <summary>Null where the engine has them in another form than Docker's: podman, say.</summary>
    public static IReadOnlyDictionary<string, string>? Of(EngineJson container)
    {
        try
        {
            return Read(container);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyDictionary<string, string> Read(EngineJson container)
    {
        var (config, host) = (container["Config"], container["HostConfig"]);
        SettingsReading settings = new();
        HashSet<string> read = new(Elsewhere, StringComparer.Ordinal);

        settings.Text("network_mode", Shared(Host("NetworkMode").Text));
        settings.Text("pid", Host("PidMode").Text);
        settings.Text("ipc", Host("IpcMode").Text);
        settings.Text("uts", Host("UTSMode").Text);
        settings.Text("userns_mode", Host("UsernsMode").Text);
        settings.Text("cgroup", Host("CgroupnsMode").Text);

        settings.Set("security_opt", SecurityOptions.Of(Host("SecurityOpt").Texts, host));
        settings.Flag("read_only", Host("ReadonlyRootfs").Flag);
        settings.Set("devices", Host("Devices").Items.Select(d => $"{d["PathOnHost"].Text}:{d["PathInContainer"].Text}:{d["CgroupPermissions"].Text}"));
        settings.Set("device_cgroup_rules", Host("DeviceCgroupRules").Texts);
        settings.Set("group_add", Host("GroupAdd").Texts);
        settings.Set("sysctls", Host("Sysctls").Members.Select(m => $"{m.Name}={m.Value.Text}"));

        settings.Number("mem_limit", Host("Memory").Decimal);
        settings.Number("mem_reservation", Host("MemoryReservation").Decimal);
        settings.Number("memswap_limit", Host("MemorySwap").Decimal);
        settings.Number("mem_swappiness", Host("MemorySwappiness").Decimal);
        settings.Number("cpus", Host("NanoCpus").Decimal / OneProcessor);
        settings.Number("cpu_shares", Host("CpuShares").Decimal);
        settings.Number("cpu_quota", Host("CpuQuota").Decimal);
        settings.Number("cpu_period", Host("CpuPeriod").Decimal);
        settings.Number("cpu_rt_runtime", Host("CpuRealtimeRuntime").Decimal);
        settings.Number("cpu_rt_period", Host("CpuRealtimePeriod").Decimal);
        settings.Number("cpu_count", Host("CpuCount").Decimal);
        settings.Number("cpu_percent", Host("CpuPercent").Decimal / 100); // Compose sends hundredths
        settings.Text("cpuset", Host("CpusetCpus").Text);
        settings.Number("pids_limit", Host("PidsLimit").Decimal);
        settings.Number("shm_size", Host("ShmSize").Decimal);
        settings.Number("oom_score_adj", Host("OomScoreAdj").Decimal);
        settings.Flag("oom_kill_disable", Host("OomKillDisable").IsTrue);
        settings.Text("cgroup_parent", Host("CgroupParent").Text);
        settings.Set("ulimits", Host("Ulimits").Items.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u["Name"].Text}={u["Soft"].Int64}:{u["Hard"].Int64}")));

        if (Host("Init") is { Exists: true } init) settings.Text("init", init.Flag ? "true" : "false");
        settings.Flag("tty", Config("Tty").Flag);
        settings.Flag("stdin_open", Config("OpenStdin").Flag);
        settings.Text("working_dir", Config("WorkingDir").Text);
        settings.Text("stop_signal", Config("StopSignal").Text);
        settings.Number("stop_grace_period", Config("StopTimeout").Decimal);
        settings.Text("hostname", Config("Hostname").Text is { } hostname && hostname != Short(container) ? hostname : null);
        settings.Text("domainname", Config("Domainname").Text);
        settings.Text("runtime", Host("Runtime").Text);
        settings.Text("isolation", Host("Isolation").Text);

        settings.List("dns", Host("Dns").Texts);
        settings.List("dns_search", Host("DnsSearch").Texts);
        settings.List("dns_opt", Host("DnsOptions").Texts);
        settings.Set("extra_hosts", Host("ExtraHosts").Texts.Select(HostEntry));
        settings.Text("mac_address", Config("MacAddress").Text?.ToLowerInvariant());
        settings.Text("logging.driver", Host("LogConfig")["Type"].Text);
        settings.Set("expose", Config("ExposedPorts").Names.Select(port => Port(port)));

        settings.Set("links", Host("Links").Texts.Select(LegacyLink).Concat(container["NetworkSettings"]["Networks"].Members.SelectMany(n => n.Value["Links"].Texts)));
        settings.Set("volumes_from", Host("VolumesFrom").Texts);
        settings.Set("storage_opt", Host("StorageOpt").Members.Select(o => $"{o.Name}={o.Value.Text}"));
        settings.Set("gpus", Host("DeviceRequests").Items.Select(d => DeviceRequest(d, "Driver", "Count", "DeviceIDs", "Options", d["Capabilities"].Items.SelectMany(c => c.Texts))));
        settings.Number("blkio_config.weight", Host("BlkioWeight").Decimal);
        settings.Set("blkio_config.weight_device", Host("BlkioWeightDevice").Items.Select(d => $"{d["Path"].Text}={d["Weight"].Scalar}"));
        foreach (var (name, key) in (ReadOnlySpan<(string, string)>)[("ReadBps", "read_bps"), ("WriteBps", "write_bps"), ("ReadIOps", "read_iops"), ("WriteIOps", "write_iops")])
            settings.Set($"blkio_config.device_{key}", Host("BlkioDevice" + name).Items.Select(d => $"{d["Path"].Text}={d["Rate"].Scalar}"));

        Networks(settings, container);
        Mounts(settings, container);
        foreach (var (part, fields) in (ReadOnlySpan<(string, EngineJson)>)[("HostConfig", host), ("Config", config)])
            foreach (var (name, value) in fields.Members)
                if (!read.Contains(name)) settings.Any($"{part}.{name}", value);
        return settings.Settings;

        EngineJson Host(string name)
        {
            read.Add(name);
            return host[name];
        }

        EngineJson Config(string name)
        {
            read.Add(name);
            return config[name];
        }
    }

    /// <summary>What an image brings of it.</summary>
    public static IReadOnlyDictionary<string, string> OfImage(EngineJson config)
    {
        SettingsReading settings = new();
        settings.Text("working_dir", config["WorkingDir"].Text);
        settings.Text("stop_signal", config["StopSignal"].Text);
        settings.Set("expose", config["ExposedPorts"].Names.Select(port => Port(port)));
        return settings.Settings;
    }

    /// <summary>A network mode that is another container's; all others are read as networks.</summary>
    public static string? Shared(string? mode) => SharedMode.Is(mode) ? mode : null;

    /// <summary>Compose writes <c>name=address</c> or <c>name:address</c>, and an address may hold colons.</summary>
    public static string HostEntry(string entry)
    {
        var at = entry.IndexOfAny(['=', ':']);
        return at < 0 ? entry : $"{entry[..at]}={entry[(at + 1)..].Trim('[', ']')}";
    }

    /// <summary>A port with its protocol: Compose leaves <c>tcp</c> out where the file does.</summary>
    public static string Port(string port, string? protocol = null) =>
        port.Contains('/', StringComparison.Ordinal) ? port : $"{port}/{protocol ?? "tcp"}";

    /// <summary>A request for devices, GPUs say, in one spelling: <c>count=-1,capabilities=compute+gpu</c>.</summary>
    public static string DeviceRequest(EngineJson request, string driver, string count, string ids, string options, IEnumerable<string> capabilities) => string.Join(',', new[]
    {
        ("driver", request[driver].Text ?? ""),
        ("count", request[count].Scalar is "0" ? "" : request[count].Scalar),
        ("ids", Joined(request[ids].Texts)),
        ("capabilities", Joined(capabilities)),
        ("options", Joined(request[options].Members.Select(o => $"{o.Name}={o.Value.Scalar}"))),
    }.Where(part => part.Item2.Length > 0).Select(part => $"{part.Item1}={part.Item2}"));

    private static string Joined(IEnumerable<string> words) => string.Join('+', words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>Outside networks of one's own the engine writes <c>/linked:/own/alias</c> for <c>linked:alias</c>.</summary>
    private static string LegacyLink(string link)
    {
        var parts = link.Split(':', 2);
        return parts.Length < 2 ? link : $"{parts[0].TrimStart('/')}:{parts[1][(parts[1].LastIndexOf('/') + 1)..]}";
    }

    /// <summary>The engine's default is <c>rprivate</c>.</summary>
    public static string? Propagation(string? mode) => mode is "rprivate" ? null : mode;

    public static string TmpfsOptions(string? options) =>
        string.Join(',', (options ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static void Networks(SettingsReading settings, EngineJson container)
    {
        string[] own = [Short(container) ?? "", container["Name"].Text?.TrimStart('/') ?? ""];
        foreach (var (name, network) in container["NetworkSettings"]["Networks"].Members)
        {
            var key = $"networks.{name}";
            settings.Set($"{key}.aliases", network["Aliases"].Texts.Except(own, StringComparer.Ordinal));
            settings.Text($"{key}.ipv4_address", network["IPAMConfig"]["IPv4Address"].Text);
            settings.Text($"{key}.ipv6_address", network["IPAMConfig"]["IPv6Address"].Text);
            settings.Set($"{key}.link_local_ips", network["IPAMConfig"]["LinkLocalIPs"].Texts);
            settings.Set($"{key}.driver_opts", network["DriverOpts"].Members.Select(o => $"{o.Name}={o.Value.Text}"));
        }
    }

    private static void Mounts(SettingsReading settings, EngineJson container)
    {
        foreach (var (target, options) in container["HostConfig"]["Tmpfs"].Members)
            settings.Text($"tmpfs.{MountPath.Of(target)}", TmpfsOptions(options.Text));
        foreach (var mount in container["HostConfig"]["Mounts"].Items)
        {
            var key = $"volumes.{MountPath.Of(mount["Target"].Text ?? "")}";
            settings.Number($"{key}.size", mount["TmpfsOptions"]["SizeBytes"].Decimal);
            settings.Number($"{key}.mode", mount["TmpfsOptions"]["Mode"].Decimal);
            settings.Text($"{key}.subpath", mount["VolumeOptions"]["Subpath"].Text);
            if (mount["Type"].Text is "bind") settings.Text($"{key}.selinux", SettingsReading.Nowhere);
        }

        foreach (var mount in container["Mounts"].Items)
        {
            var key = $"volumes.{MountPath.Of(mount["Destination"].Text ?? "")}";
            settings.Text($"{key}.propagation", Propagation(mount["Propagation"].Text));
            // A volume gets a z from Compose in any case.
            if (mount["Type"].Text is "bind") settings.Text($"{key}.selinux", (mount["Mode"].Text ?? "").Split(',').FirstOrDefault(m => m is "z" or "Z"));
        }
    }

    private static string? Short(EngineJson container) => container["Id"].Text is { Length: > ShortId } id ? id[..ShortId] : null;
}
