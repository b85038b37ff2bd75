using System.Text.Json;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>The kitchen sink on a real host: unchanged there is no finding, and whatever is changed, in the file or on the container, is found.</summary>
public sealed class LiveSettingsTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    /// <summary>Other values for every service, and what has to come of them.</summary>
    private static (Service Changed, string[] Findings)[] Changes { get; } =
    [
        (Of("limits", ["mem_limit: 65m", "mem_reservation: 33m", "memswap_limit: 97m", "cpus: 0.6", "cpu_shares: 513", "cpuset: '1'", "pids_limit: 51", "shm_size: 33m", "oom_score_adj: 101", "ulimits: { nofile: { soft: 1001, hard: 2000 }, nproc: 100 }"]),
            [.. "cpu_shares cpus cpuset mem_limit mem_reservation memswap_limit oom_score_adj pids_limit shm_size ulimits".Split(' ').Select(key => "LIMITS_MISMATCH " + key)]),
        (Of("deployed", []), ["LIMITS_MISMATCH cpus", "LIMITS_MISMATCH mem_limit", "LIMITS_MISMATCH mem_reservation", "LIMITS_MISMATCH pids_limit", "RESTART_POLICY_MISMATCH restart"]),
        (Of("namespaces", []), ["NAMESPACES_MISMATCH ipc", "NAMESPACES_MISMATCH pid", "NAMESPACES_MISMATCH userns_mode"]),
        (Of("security", []), [.. "cap_add cap_drop device_cgroup_rules devices group_add read_only security_opt".Split(' ').Select(key => "PRIVILEGES_MISMATCH " + key)]),
        (Of("opened", []), ["PRIVILEGES_MISMATCH security_opt", "SETTINGS_MISMATCH HostConfig.PublishAllPorts"]),
        (Of("process", []), [.. "domainname hostname init stdin_open stop_grace_period stop_signal tty working_dir".Split(' ').Select(key => "PROCESS_MISMATCH " + key)]),
        (Of("dollars", ["environment: { PRICE: 'a$$$$b', TWICE: '$$$$' }", "labels: { rule: 'Host(`$$2`)' }"]), ["ENVIRONMENT_MISMATCH environment", "LABELS_MISMATCH labels"]),
        (Of("names", ["dns: [8.8.8.8, 1.1.1.1]", "dns_search: [example.com]", "dns_opt: ['ndots:3']", "extra_hosts: ['a:10.0.0.2', 'six:::1']"]), ["NAMES_MISMATCH dns", "NAMES_MISMATCH dns_opt", "NAMES_MISMATCH dns_search", "NAMES_MISMATCH extra_hosts"]),
        (Of("logged", ["logging: { driver: json-file, options: { max-size: 2m, max-file: '2' } }"]), ["LOGGING_MISMATCH logging.options"]),
        (Of("silent", ["logging: { driver: local }"]), ["LOGGING_MISMATCH logging.driver"]),
        (Of("files", ["tmpfs: ['/run:size=2m,mode=755', /scratch]", "volumes: [ { type: tmpfs, target: /t, tmpfs: { size: 1048576 } }, { type: bind, source: /srv, target: /srv, read_only: true }, 'data:/data' ]", "expose: ['81', '83/udp']"]),
            ["MOUNTS_MISMATCH tmpfs./run", "MOUNTS_MISMATCH volumes./srv.propagation", "MOUNTS_MISMATCH volumes./t.size", "PORTS_MISMATCH expose"]),
        (Of("linked", ["links: ['logged:other']", "mac_address: 02:42:AC:11:65:44", "volumes: ['/srv:/t']"]),
            ["MOUNTS_MISMATCH mounts", "MOUNTS_MISMATCH volumes_from", "NAMES_MISMATCH links", "NETWORKS_MISMATCH mac_address"]),
        (Of("outer",
            [
                "cgroup_parent: other", "external_links: ['${COMPOSE_PROJECT_NAME}-logged-1:other']", "user: '1001:1000'", "entrypoint: [env, node]", "command: [a, b c, d]",
                "ports: [ { target: 8000, host_ip: 127.0.0.2, published: '28097', protocol: tcp } ]", "restart: always", "mem_limit: 64m", "mem_swappiness: 11", "cpu_quota: 20001", "cpu_period: 50001",
                "volumes: [ '/srv:/labelled:Z', { type: tmpfs, target: /m, tmpfs: { mode: 449 } } ]", "configs: [ { source: own, target: /other } ]",
            ]) with { Network = "networks: { default: { link_local_ips: [169.254.8.9] }, six: { ipv6_address: 'fd00:213::8' } }", Healthcheck = "{ test: [CMD, probe, it], interval: 2h, timeout: 8s, retries: 6, start_period: 4s }" },
            [
                .. "cgroup_parent cpu_period cpu_quota mem_swappiness oom_kill_disable".Split(' ').Select(key => "LIMITS_MISMATCH " + key), "COMMAND_MISMATCH command", "COMMAND_MISMATCH entrypoint",
                "PORTS_MISMATCH ports", "RESTART_POLICY_MISMATCH restart", "USER_MISMATCH user", "PRIVILEGES_MISMATCH privileged", "HEALTHCHECK_MISMATCH healthcheck", "MOUNTS_MISMATCH mounts", "MOUNTS_MISMATCH volumes./m.mode",
                "NAMES_MISMATCH links", "NAMESPACES_MISMATCH uts", "NETWORKS_MISMATCH networks._default.link_local_ips", "NETWORKS_MISMATCH networks._six.ipv6_address",
            ]),
    ];

    [Fact]
    public async Task Unchanged_nothing_is_found_and_every_change_is()
    {
        // One file, and no health checks: so many at once would keep the machine busy.
        await using var fleet = await ApplyFleet.RunningAsync(hosts, KitchenSink.Services);
        Assert.Equal(Lost, (await KitchenSink.FindingsAsync(fleet)).Select(finding => finding.Replace(fleet.Name, "", StringComparison.Ordinal)));
        var keys = (await KitchenSink.EvaluatedAsync(fleet)).SelectMany(service => KitchenSink.KeysOf(service.Value, Compared)).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(Compared, key => !keys.Contains(key) && !KitchenSink.NotHere.Any(pair => Array.Exists(pair.Keys.Split(' '), k => key == k || key.StartsWith(k + ".", StringComparison.Ordinal))));

        // On the host: a limit by hand, an alias that is lost, and an owner that was recreated without its dependent.
        await fleet.ShellAsync("rs2000", $"docker update --cpu-shares 100 {fleet.Container("limits")} >/dev/null; docker network disconnect {fleet.Name}_inner {fleet.Container("owner")}; docker network connect --ip 10.213.0.9 {fleet.Name}_inner {fleet.Container("owner")}");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", $"owner Drift NETWORKS_MISMATCH networks.{fleet.Name}_inner.aliases"], await KitchenSink.DriftsAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {KitchenSink.Services[0].ComposeFile} up -d --force-recreate --no-deps owner >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "sharer Drift NAMESPACE_STALE network_mode"], await KitchenSink.DriftsAsync(fleet));

        // Whose volumes a container has is another, when it was recreated.
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {KitchenSink.Services[0].ComposeFile} up -d --force-recreate --no-deps stored >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "linked Drift MOUNTS_MISMATCH volumes_from", "sharer Drift NAMESPACE_STALE network_mode"], await KitchenSink.DriftsAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {KitchenSink.Services[0].ComposeFile} up -d --force-recreate --no-deps linked >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "sharer Drift NAMESPACE_STALE network_mode"], await KitchenSink.DriftsAsync(fleet));

        // By hand, with what no compose file can ask for.
        var (name, folder) = (fleet.Container("opened"), $"{fleet.Directory}/compose/sink");
        string[] labels = [$"project={fleet.Name}", "service=opened", "container-number=1", "oneoff=False", $"project.working_dir={folder}", $"project.config_files={folder}/compose.yaml"];
        await fleet.ShellAsync("rs2000",
            $"docker rm -f {name} >/dev/null; docker run -d -P --name {name} --network none --no-healthcheck --security-opt systempaths=unconfined " +
            $"{string.Concat(labels.Select(label => $"--label com.docker.compose.{label} "))}{KitchenSink.Services[0].Image} >/dev/null");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "opened Drift SETTINGS_MISMATCH HostConfig.PublishAllPorts", "sharer Drift NAMESPACE_STALE network_mode"], await KitchenSink.DriftsAsync(fleet));

        // In the file, all at once.
        await fleet.DeclareAsync([.. Changes.Select(change => change.Changed)]);
        await fleet.CopyAsync(KitchenSink.Services[0]);
        var expected = Changes.SelectMany(change => change.Findings.Select(finding => $"{change.Changed.Id} Drift {finding}")).Append("sharer Drift NAMESPACE_STALE network_mode");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await KitchenSink.DriftsAsync(fleet)).Select(drift => drift.Replace(fleet.Name, "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>What Compose 2.26 throws away.</summary>
    private static readonly string[] Lost =
        [.. new[] { "networks._default.driver_opts", "volumes./labelled.selinux" }.Select(key => $"outer Warning CONFIGURATION_NOT_COMPARED configuration not compared: {key}, which this engine, or the Compose that made the container, does not keep, or not show")];

    /// <summary>Each container made by hand, without anything that its service asks for: every key of the file is missed on it.</summary>
    [Fact]
    public async Task Whatever_a_container_lacks_is_found()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, KitchenSink.Services);
        var asked = (await KitchenSink.EvaluatedAsync(fleet)).SelectMany(service => service.Value.EnumerateObject().Where(key => IsAskedFor(service.Id, key)).Select(key => (Service: service.Id, Key: key.Name))).ToArray();
        var folder = $"{fleet.Directory}/compose/sink";
        await fleet.ShellAsync("rs2000", $$"""
            for service in {{string.Join(' ', KitchenSink.Services.Select(service => service.Id))}}; do
              docker rm -f {{fleet.Name}}-$service-1 >/dev/null
              docker run -d --name {{fleet.Name}}-$service-1 --label com.docker.compose.project={{fleet.Name}} --label com.docker.compose.service=$service --label com.docker.compose.container-number=1 \
                --label com.docker.compose.oneoff=False --label com.docker.compose.project.working_dir={{folder}} --label com.docker.compose.project.config_files={{folder}}/compose.yaml {{KitchenSink.Services[0].Image}} >/dev/null
            done
            """);
        var found = (await KitchenSink.DriftsAsync(fleet)).Select(drift => drift.Split(' ')).ToLookup(words => words[0], words => words[3]);
        Assert.DoesNotContain(asked, key => !found[key.Service].Any(field => IsOf(field, key.Key)));
    }

    /// <summary>Whether a key says something about the container, and something else than the engine does by itself.</summary>
    private static bool IsAskedFor(string service, JsonProperty key) =>
        key.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && key.Name is not ("image" or "depends_on") &&
        (service, key.Name) is not (("outer", "runtime") or ("namespaces", "cgroup")); // the default, with cgroup v1

    /// <summary>Whether a finding's field stands for a key of the file.</summary>
    private static bool IsOf(string field, string key) => field == key || field.StartsWith(key + ".", StringComparison.Ordinal) || key switch
    {
        "volumes" or "tmpfs" or "configs" or "secrets" => field is "mounts",
        "deploy" => field is "mem_limit",
        "external_links" => field is "links",
        "network_mode" => field is "networks",
        _ => false,
    };

    /// <summary>The keys that docs/drift.md calls compared, which a test holds to the code.</summary>
    private static string[] Compared { get; } =
        [.. File.ReadLines(Repository.File("docs", "drift.md")).First(line => line.StartsWith("Compared: `annotations`", StringComparison.Ordinal))["Compared: ".Length..].TrimEnd('.').Split(", ").Select(key => key.Trim('`'))];

    private static Service Of(string id, string[] more) => KitchenSink.Services.Single(s => s.Id == id) with { More = more };
}
