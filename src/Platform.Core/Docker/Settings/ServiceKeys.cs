namespace Platform.Docker.Settings;

/// <summary>
/// What becomes of each key that a service may have in a compose file. A key that stands nowhere here, of a later Compose
/// say, is not compared, and is named.
/// </summary>
/// <remarks>The keys are those of https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json; a test holds them together.</remarks>
internal static class ServiceKeys
{
    private static readonly string[] Compared =
    [
        "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command", "configs", "cpu_count", "cpu_percent", "cpu_period",
        "cpu_quota", "cpu_rt_period", "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset", "device_cgroup_rules", "devices", "dns", "dns_opt", "dns_search",
        "domainname", "entrypoint", "environment", "expose", "extra_hosts", "group_add", "healthcheck", "hostname", "image", "init", "ipc",
        "isolation", "labels", "logging", "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "network_mode",
        "networks", "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "ports", "privileged", "read_only", "restart", "runtime", "scale", "secrets",
        "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "sysctls", "tmpfs", "tty", "ulimits", "user",
        "userns_mode", "uts", "volumes", "working_dir",
        "deploy.replicas", "deploy.resources.limits.cpus", "deploy.resources.limits.memory", "deploy.resources.limits.pids", "deploy.resources.reservations.memory",
        "deploy.restart_policy.condition", "deploy.restart_policy.max_attempts",
    ];

    public const string ComparedInPart = "compared for being there";

    /// <summary>Why a key says nothing about a container that runs.</summary>
    private static readonly Dictionary<string, string> Irrelevant = new(StringComparer.Ordinal)
    {
        ["attach"] = "whose output `up` shows",
        ["build"] = "how an image is made; the image is compared by its reference and digest",
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
        ["platform"] = "which image of several is pulled; its digest is compared",
        ["profiles"] = "which services `up` starts",
        ["pull_policy"] = "when an image is pulled",
        ["pull_refresh_after"] = "when an image is pulled",
    };

    /// <summary>Compared only for whether they are there: their values have no normal form here yet.</summary>
    private static readonly string[] Partly =
    [
        "annotations", "blkio_config", "external_links", "gpus", "links", "mac_address", "storage_opt", "volumes_from", "deploy.resources.reservations.devices",
    ];

    /// <summary>Keys of a service's network that are not compared.</summary>
    private static readonly string[] OfNetwork = ["gw_priority", "interface_name", "mac_address"];

    private static readonly SortedDictionary<string, string> Fates = new(
        Compared.Select(key => (key, "compared")).Concat(Partly.Select(key => (key, ComparedInPart))).Concat(Irrelevant.Select(pair => (pair.Key, pair.Value)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Keys with others below them.</summary>
    private static readonly HashSet<string> Parents = Fates.Keys
        .SelectMany(key => Enumerable.Range(0, key.Length).Where(at => key[at] == '.').Select(at => key[..at])).ToHashSet(StringComparer.Ordinal);

    /// <summary>All keys that have a fate, ordered.</summary>
    public static IReadOnlyCollection<string> All => Fates.Keys;

    /// <summary>What becomes of a key: compared, why not, or null where nobody here knows it.</summary>
    public static string? FateOf(string key) => Fates.GetValueOrDefault(key);

    /// <summary>The keys of a service whose values are not compared: each as it stands in the file.</summary>
    public static string[] NotUnderstood(Answer service, Answer file)
    {
        List<string> keys = [];
        Walk("", service, keys);
        keys.AddRange(Partly.Where(key => !At(service, key).IsEmpty));
        if (service["security_opt"].Texts.Any(SecurityOptions.NamesProfile)) keys.Add("security_opt (the content of a seccomp profile)");
        foreach (var volume in service["volumes"].Items)
            if (!volume["bind"]["recursive"].IsEmpty || volume["type"].Text is not (null or "bind" or "volume" or "tmpfs")) keys.Add("volumes");
        foreach (var (_, network) in service["networks"].Members)
            keys.AddRange(OfNetwork.Where(key => !network[key].IsEmpty).Select(key => "networks." + key));
        foreach (var kind in (ReadOnlySpan<string>)["configs", "secrets"])
            keys.AddRange(Definitions(kind, service[kind].Items.Select(grant => grant["source"].Text ?? ""), file));
        if (service["network_mode"].IsEmpty) keys.AddRange(ResourceKeys.NotUnderstood("networks", service["networks"].Names, file));
        keys.AddRange(ResourceKeys.NotUnderstood("volumes", service["volumes"].Items.Where(v => v["type"].Text is "volume").Select(v => v["source"].Text ?? ""), file));
        return [.. keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static void Walk(string prefix, Answer node, List<string> keys)
    {
        foreach (var (name, value) in node.Members)
        {
            var key = prefix + name;
            if (value.IsEmpty || name.StartsWith("x-", StringComparison.Ordinal) || FateOf(key) is not null) continue;
            if (value.IsObject && Parents.Contains(key)) Walk(key + ".", value, keys);
            else keys.Add(key);
        }
    }

    /// <summary>How many containers a service is to have; null for one. Compose takes care that the two keys say the same.</summary>
    public static int? Replicas(Answer service) =>
        (service["scale"].Decimal ?? service["deploy"]["replicas"].Decimal) is { } number and >= 0 and not 1 and <= int.MaxValue ? (int)number : null;

    private static Answer At(Answer service, string key) => key.Split('.').Aggregate(service, (node, name) => node[name]);

    /// <summary>What stands at the configs and secrets that a service uses beside a file of the host.</summary>
    private static IEnumerable<string> Definitions(string kind, IEnumerable<string> names, Answer file)
    {
        foreach (var name in names)
            foreach (var (key, value) in file[kind][name].Members)
                if (!value.IsEmpty && !(key is "name" or "external" or "labels" or "file")) yield return $"{kind}.{name}.{key}";
    }
}
