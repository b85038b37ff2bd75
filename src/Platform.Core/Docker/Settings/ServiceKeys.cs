namespace Platform.Docker.Settings;

/// <summary>
/// What becomes of each key that a service may have in a compose file. A key that stands nowhere here, of a later Compose
/// say, is not compared, and is named.
/// </summary>
/// <remarks>The keys are those of https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json; a test holds them together.</remarks>
internal static class ServiceKeys
{
    /// <summary>The fate of a key whose value is held against the container's.</summary>
    public const string IsCompared = "compared";

    private static readonly string[] Compared =
    [
        "annotations", "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command", "cpu_count", "cpu_percent", "cpu_period",
        "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset", "device_cgroup_rules", "dns", "dns_opt", "dns_search",
        "domainname", "entrypoint", "environment", "expose", "external_links", "extra_hosts", "group_add", "hostname", "image", "init", "ipc",
        "isolation", "labels", "links", "mac_address", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "network_mode",
        "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "privileged", "read_only", "restart", "runtime", "scale",
        "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt", "sysctls", "tmpfs", "tty", "user",
        "userns_mode", "uts", "volumes_from", "working_dir",
        "blkio_config.weight",
        .. Below("blkio_config.weight_device", "path", "weight"),
        .. Below("blkio_config.device_read_bps", "path", "rate"), .. Below("blkio_config.device_read_iops", "path", "rate"),
        .. Below("blkio_config.device_write_bps", "path", "rate"), .. Below("blkio_config.device_write_iops", "path", "rate"),
        .. Below("configs", "source", "target"), .. Below("secrets", "source", "target"),
        "deploy.replicas", .. Below("deploy.resources.limits", "cpus", "memory", "pids"), "deploy.resources.reservations.memory",
        .. Below("deploy.resources.reservations.devices", "capabilities", "count", "device_ids", "driver", "options"),
        .. Below("deploy.restart_policy", "condition", "max_attempts"),
        .. Below("devices", "permissions", "source", "target"),
        .. Below("gpus", "capabilities", "count", "device_ids", "driver", "options"),
        .. Below("healthcheck", "disable", "interval", "retries", "start_interval", "start_period", "test", "timeout"),
        .. Below("logging", "driver", "options"),
        .. Below("networks", "aliases", "driver_opts", "ipv4_address", "ipv6_address", "link_local_ips"),
        .. Below("ports", "host_ip", "protocol", "published", "target"),
        .. Below("ulimits", "hard", "soft"),
        .. Below("volumes", "bind.propagation", "bind.selinux", "read_only", "source", "target", "tmpfs.mode", "tmpfs.size", "type", "volume.subpath"),
    ];

    /// <summary>Why a key says nothing about a container that runs.</summary>
    private static readonly Dictionary<string, string> Irrelevant = new(StringComparer.Ordinal)
    {
        ["attach"] = "whose output `up` shows",
        ["build"] = "how an image is made; the image is compared by its reference and digest",
        ["configs.gid"] = OfGrant,
        ["configs.mode"] = OfGrant,
        ["configs.uid"] = OfGrant,
        ["container_name"] = "the manifest names the container",
        ["depends_on"] = "the order in which Compose starts services",
        ["deploy.endpoint_mode"] = "Swarm's",
        ["deploy.labels"] = "of Swarm's service, not of a container",
        ["deploy.mode"] = "Swarm's",
        ["deploy.placement"] = "Swarm's",
        ["deploy.resources.reservations.cpus"] = "Swarm's; Compose ignores it",
        ["deploy.resources.reservations.generic_resources"] = "Swarm's; Compose ignores it",
        ["deploy.restart_policy.delay"] = "Swarm's; Compose ignores it",
        ["deploy.restart_policy.window"] = "Swarm's; Compose ignores it",
        ["deploy.rollback_config"] = "Swarm's",
        ["deploy.update_config"] = "Swarm's",
        ["develop"] = "what `watch` does",
        ["env_file"] = "part of `environment` once evaluated",
        ["extends"] = "gone once evaluated",
        ["label_file"] = "part of `labels` once evaluated",
        ["networks.priority"] = "the order in which networks are connected",
        ["platform"] = "which image of several is pulled; its digest is compared",
        ["ports.app_protocol"] = "a note for other tools; no engine has it",
        ["ports.mode"] = "Swarm's",
        ["ports.name"] = "a note for other tools; no engine has it",
        ["profiles"] = "which services `up` starts",
        ["pull_policy"] = "when an image is pulled",
        ["pull_refresh_after"] = "when an image is pulled",
        ["secrets.gid"] = OfGrant,
        ["secrets.mode"] = OfGrant,
        ["secrets.uid"] = OfGrant,
        ["volumes.bind.create_host_path"] = "what is done where nothing is at the path",
        ["volumes.consistency"] = "of no effect on Linux",
        ["volumes.volume.nocopy"] = "whether a volume is filled when it is made",
    };

    private const string OfGrant = "Compose ignores it, or gives it to a copy whose content is compared";

    /// <summary>Keys under which names of the file's own stand, and the keys below these.</summary>
    private static readonly HashSet<string> ByName = new(StringComparer.Ordinal) { "networks", "ulimits" };

    /// <summary>By key in whatever case: Compose writes <c>Path</c> and <c>Rate</c> where its schema has <c>path</c> and <c>rate</c>.</summary>
    private static readonly Dictionary<string, string> Fates = new(
        Compared.Select(key => (key, IsCompared)).Concat(Irrelevant.Select(pair => (pair.Key, pair.Value)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys with others below them.</summary>
    private static readonly HashSet<string> Parents = Fates.Keys
        .SelectMany(key => Enumerable.Range(0, key.Length).Where(at => key[at] == '.').Select(at => key[..at])).ToHashSet(StringComparer.Ordinal);

    /// <summary>All keys that have a fate, ordered.</summary>
    public static IReadOnlyCollection<string> All { get; } = [.. Fates.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What becomes of a key: compared, why not, or null where nobody here knows it.</summary>
    public static string? FateOf(string key) => Fates.GetValueOrDefault(key);

    /// <summary>The keys of a service whose values are not compared: each as it stands in the file.</summary>
    public static string[] NotUnderstood(EngineJson service, EngineJson file)
    {
        List<string> keys = [];
        Walk("", service, keys);
        if (service["security_opt"].Texts.Any(SecurityOptions.NamesProfile)) keys.Add("security_opt (the content of a seccomp profile)");
        if (service["volumes"].Items.Any(volume => volume["type"].Text is not (null or "bind" or "volume" or "tmpfs"))) keys.Add("volumes");
        foreach (var kind in (ReadOnlySpan<string>)["configs", "secrets"])
            keys.AddRange(Definitions(kind, service[kind].Items.Select(grant => grant["source"].Text ?? ""), file));
        if (service["network_mode"].IsEmpty) keys.AddRange(ResourceKeys.NotUnderstood("networks", service["networks"].Names, file));
        keys.AddRange(ResourceKeys.NotUnderstood("volumes", service["volumes"].Items.Where(v => v["type"].Text is "volume").Select(v => v["source"].Text ?? ""), file));
        return [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static void Walk(string prefix, EngineJson node, List<string> keys)
    {
        foreach (var (name, value) in node.Members)
        {
            var key = prefix + name;
            if (value.IsEmpty || name.StartsWith("x-", StringComparison.Ordinal) || FateOf(key) is not null) continue;
            if (!Parents.Contains(key)) keys.Add(key);
            else foreach (var part in Parts(key, value)) Walk(key + ".", part, keys);
        }
    }

    /// <summary>Where keys stand in the value of one that has others below it. One that is written short, as a text or a number, has none.</summary>
    private static IEnumerable<EngineJson> Parts(string key, EngineJson value) =>
        (value.IsList ? value.Items : ByName.Contains(key) ? value.Members.Select(member => member.Value) : [value]).Where(part => part.IsObject);

    private static IEnumerable<string> Below(string parent, params string[] keys) => keys.Select(key => $"{parent}.{key}");

    /// <summary>How many containers a service is to have; null for one. Compose takes care that the two keys say the same.</summary>
    public static int? Replicas(EngineJson service) =>
        (service["scale"].Decimal ?? service["deploy"]["replicas"].Decimal) is { } number and >= 0 and not 1 and <= int.MaxValue ? (int)number : null;

    /// <summary>What stands at the configs and secrets that a service uses beside a file of the host.</summary>
    private static IEnumerable<string> Definitions(string kind, IEnumerable<string> names, EngineJson file)
    {
        foreach (var name in names)
            foreach (var (key, value) in file[kind][name].Members)
                if (!value.IsEmpty && !(key is "name" or "external" or "labels" or "file" || (kind is "configs" && key is "content") || (key is "environment" && ComposeGrants.VariableOf(file[kind][name], file).Exists))) yield return $"{kind}.{name}.{key}";
    }
}
