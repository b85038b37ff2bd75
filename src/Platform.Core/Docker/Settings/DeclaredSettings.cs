namespace Platform.Docker.Settings;

/// <summary>A service's settings in the form of <see cref="LiveSettings"/>, by the key that stands in the compose file.</summary>
internal static class DeclaredSettings
{
    /// <param name="name">The service's name, which Compose makes an alias on each network.</param>
    /// <param name="service">What Compose made of it.</param>
    /// <param name="file">The whole file, for the names of networks.</param>
    public static IReadOnlyDictionary<string, string> Of(string name, EngineJson service, EngineJson file)
    {
        SettingsReading settings = new(keepsDefaults: true);
        var (limits, reservations) = (service["deploy"]["resources"]["limits"], service["deploy"]["resources"]["reservations"]);

        settings.Text("network_mode", LiveSettings.Shared(service["network_mode"].Text));
        foreach (var key in (ReadOnlySpan<string>)["pid", "uts", "userns_mode", "cgroup", "cpuset", "cgroup_parent", "stop_signal", "working_dir", "domainname", "hostname", "ipc", "runtime", "isolation"])
            settings.Text(key, service[key].Text);

        settings.Set("security_opt", SecurityOptions.Declared(service["security_opt"].Texts));
        settings.Set("devices", service["devices"].Items.Select(Device));
        settings.Set("device_cgroup_rules", service["device_cgroup_rules"].Texts);
        settings.Set("group_add", service["group_add"].Items.Select(g => g.Scalar));
        settings.Set("sysctls", service["sysctls"].Members.Select(m => $"{m.Name}={m.Value.Scalar}"));
        foreach (var key in (ReadOnlySpan<string>)["read_only", "tty", "stdin_open", "oom_kill_disable"]) settings.Flag(key, service[key].Flag);
        if (service["init"] is { Exists: true } init) settings.Text("init", init.Flag ? "true" : "false");

        // What stands below deploy wins: https://github.com/docker/compose/blob/main/pkg/compose/create.go (getDeployResources)
        settings.Number("mem_limit", limits["memory"].Decimal ?? service["mem_limit"].Decimal);
        settings.Number("mem_reservation", reservations["memory"].Decimal ?? service["mem_reservation"].Decimal);
        settings.Number("cpus", limits["cpus"].Decimal ?? service["cpus"].Decimal);
        settings.Number("pids_limit", limits["pids"].Decimal ?? service["pids_limit"].Decimal);
        foreach (var key in (ReadOnlySpan<string>)["memswap_limit", "cpu_shares", "cpu_quota", "cpu_period", "cpu_rt_runtime", "cpu_rt_period", "cpu_count", "cpu_percent", "mem_swappiness", "shm_size", "oom_score_adj"])
            settings.Number(key, service[key].Decimal);
        settings.Set("ulimits", service["ulimits"].Members.Select(u => $"{u.Name}={Limit(u.Value, "soft")}:{Limit(u.Value, "hard")}"));
        settings.Number("stop_grace_period", GoDuration.Parse(service["stop_grace_period"].Text) is { } grace ? grace / 1_000_000_000 : null);

        foreach (var key in (ReadOnlySpan<string>)["dns", "dns_search", "dns_opt"]) settings.List(key, service[key].Texts);
        settings.Set("extra_hosts", HostEntries(service["extra_hosts"]));
        settings.Text("logging.driver", service["logging"]["driver"].Text);
        settings.Set("expose", service["expose"].Items.Select(p => LiveSettings.Port(p.Scalar))
            .Concat(service["ports"].Items.Select(p => LiveSettings.Port(p["target"].Scalar, p["protocol"].Text))));

        settings.Text("mac_address", service["mac_address"].Text?.ToLowerInvariant());
        settings.Set("links", service["links"].Texts.Select(link => SharedMode.OfService + WithAlias(link)).Concat(service["external_links"].Texts.Select(WithAlias)));
        settings.Set("volumes_from", service["volumes_from"].Texts.Select(Owner));
        settings.Set("storage_opt", service["storage_opt"].Members.Select(o => $"{o.Name}={o.Value.Scalar}"));
        settings.Set("gpus", reservations["devices"].Items.Select(d => DeviceRequest(d, []))
            .Concat(service["gpus"].Items.Select(d => DeviceRequest(d, ["gpu"])))); // Compose adds this one
        settings.Number("blkio_config.weight", service["blkio_config"]["weight"].Decimal);
        settings.Set("blkio_config.weight_device", service["blkio_config"]["weight_device"].Items.Select(d => Device(d, "weight")));
        foreach (var key in (ReadOnlySpan<string>)["device_read_bps", "device_write_bps", "device_read_iops", "device_write_iops"])
            settings.Set("blkio_config." + key, service["blkio_config"][key].Items.Select(d => Device(d, "rate")));

        Networks(settings, name, service, file);
        Mounts(settings, service);
        return settings.Settings;
    }

    private static void Networks(SettingsReading settings, string name, EngineJson service, EngineJson file)
    {
        if (service["network_mode"].Text is { Length: > 0 }) return;
        foreach (var (network, options) in service["networks"].Members)
        {
            var key = $"networks.{file["networks"][network]["name"].Text ?? network}";
            settings.Set($"{key}.aliases", options["aliases"].Texts.Append(name));
            settings.Text($"{key}.ipv4_address", options["ipv4_address"].Text);
            settings.Text($"{key}.ipv6_address", options["ipv6_address"].Text);
            settings.Set($"{key}.link_local_ips", options["link_local_ips"].Texts);
            settings.Set($"{key}.driver_opts", options["driver_opts"].Members.Select(o => $"{o.Name}={o.Value.Scalar}"));
        }
    }

    private static void Mounts(SettingsReading settings, EngineJson service)
    {
        foreach (var tmpfs in service["tmpfs"].Texts)
        {
            var at = tmpfs.IndexOf(':', StringComparison.Ordinal);
            settings.Text($"tmpfs.{MountPath.Of(at < 0 ? tmpfs : tmpfs[..at])}", LiveSettings.TmpfsOptions(at < 0 ? null : tmpfs[(at + 1)..]));
        }

        foreach (var volume in service["volumes"].Items)
        {
            var key = $"volumes.{MountPath.Of(volume["target"].Text ?? "")}";
            settings.Number($"{key}.size", volume["tmpfs"]["size"].Decimal);
            settings.Number($"{key}.mode", volume["tmpfs"]["mode"].Decimal);
            settings.Text($"{key}.subpath", volume["volume"]["subpath"].Text);
            settings.Text($"{key}.propagation", LiveSettings.Propagation(volume["bind"]["propagation"].Text));
            settings.Text($"{key}.selinux", volume["bind"]["selinux"].Text);
        }
    }

    /// <summary>Compose writes these keys as Go does, with a capital, before it writes them as its schema does.</summary>
    private static string Device(EngineJson device, string key) => $"{(device["path"].Text ?? device["Path"].Text)}={device[key].Scalar + device[char.ToUpperInvariant(key[0]) + key[1..]].Scalar}";

    private static string DeviceRequest(EngineJson request, IEnumerable<string> more) =>
        LiveSettings.DeviceRequest(request, "driver", "count", "device_ids", "options", request["capabilities"].Texts.Concat(more));

    /// <summary>A link with the alias that it has by itself.</summary>
    private static string WithAlias(string link) => link.Contains(':', StringComparison.Ordinal) ? link : $"{link}:{link}";

    /// <summary><c>service:x</c> or <c>container:x</c>. Compose passes no <c>:ro</c> on.</summary>
    private static string Owner(string source)
    {
        var isContainer = SharedMode.IsOfContainer(source);
        return (isContainer ? SharedMode.OfContainer : SharedMode.OfService) + source[(isContainer ? SharedMode.OfContainer.Length : 0)..].Split(':')[0];
    }

    private static string Device(EngineJson device)
    {
        if (device.IsObject) return $"{device["source"].Text}:{device["target"].Text ?? device["source"].Text}:{device["permissions"].Text ?? "rwm"}";
        var parts = device.Scalar.Split(':');
        return $"{parts[0]}:{(parts.Length > 1 ? parts[1] : parts[0])}:{(parts.Length > 2 ? parts[2] : "rwm")}";
    }

    /// <summary>Compose leaves out a 0.</summary>
    private static string Limit(EngineJson limit, string which) => (limit.IsObject ? limit[which].Scalar : limit.Scalar) is { Length: > 0 } number ? number : "0";

    /// <summary>A list of entries, or an object whose values are addresses.</summary>
    private static IEnumerable<string> HostEntries(EngineJson hosts) => hosts.IsList
        ? hosts.Texts.Select(LiveSettings.HostEntry)
        : hosts.Members.SelectMany(h => (h.Value.IsList ? h.Value.Texts : [h.Value.Scalar]).Select(address => LiveSettings.HostEntry($"{h.Name}={address}")));
}
