using System.Text.Json;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>
/// Services of one project that use what a compose file can say, of what Compose 2.26 and Engine 20.10 take here. What no service has, for want of
/// the means, is <see cref="NotHere"/>.
/// </summary>
internal static class KitchenSink
{
    /// <summary>All in one file, and without health checks of their own: so many at once would keep the machine busy.</summary>
    public static Service[] Services { get; } = Array.ConvertAll<Service, Service>(
    [
        new("limits") { More = ["mem_limit: 64m", "mem_reservation: 32m", "memswap_limit: 96m", "cpus: 0.5", "cpu_shares: 512", "cpuset: '0'", "pids_limit: 50", "shm_size: 32m", "oom_score_adj: 100", "ulimits: { nofile: { soft: 1000, hard: 2000 }, nproc: 100 }"] },
        new("deployed") { More = ["deploy: { resources: { limits: { cpus: '0.25', memory: 48M, pids: 40 }, reservations: { memory: 16M } }, restart_policy: { condition: on-failure, max_attempts: 3 } }"] },
        new("namespaces") { More = ["pid: host", "ipc: host", "cgroup: host", "userns_mode: host"] },
        new("security") { More = ["security_opt: ['no-new-privileges:true', 'seccomp:unconfined']", "read_only: true", "devices: ['/dev/null:/dev/zilch', '/dev/zero:/dev/zero:r']", "device_cgroup_rules: ['c 1:3 mr']", "group_add: ['1000', '2000']", "cap_add: [NET_ADMIN]", "cap_drop: [ALL]"] },
        new("opened") { More = ["security_opt: ['systempaths=unconfined']", "privileged: false"] },
        new("process") { More = ["init: true", "tty: true", "stdin_open: true", "working_dir: /tmp", "stop_signal: SIGINT", "stop_grace_period: 1m30s", "hostname: sink", "domainname: example.org"] },
        new("named") { Network = "networks: { default: { aliases: [other] } }", More = ["hostname: sink"] },
        new("dollars") { More = ["environment: { PRICE: 'a$$b', TWICE: '$$$$' }", "labels: { rule: 'Host(`$$1`)' }"] },
        new("names") { More = ["dns: [1.1.1.1, 8.8.8.8]", "dns_search: [example.org]", "dns_opt: ['ndots:2']", "extra_hosts: ['a:10.0.0.1', 'six:::1']"] },
        new("logged") { More = ["logging: { driver: json-file, options: { max-size: 1m, max-file: '2' } }"] },
        new("silent") { More = ["logging: { driver: none }"] },
        new("files") { More = ["tmpfs: ['/run:size=1m,mode=755', /scratch]", "volumes: [ { type: tmpfs, target: /t, tmpfs: { size: 2097152 } }, { type: bind, source: /srv, target: /srv, read_only: true, bind: { propagation: private } }, 'data:/data' ]", "expose: ['81', '82/udp']"], Top = ["volumes: { data: {}, kept: {} }"] },
        new("owner") { Network = "networks: { inner: { aliases: [alias-of-owner], ipv4_address: 10.213.0.9 } }", More = ["sysctls: { net.core.somaxconn: 1024 }"], Top = ["networks: { inner: { ipam: { config: [ { subnet: 10.213.0.0/24 } ] } }, six: { enable_ipv6: true, ipam: { config: [ { subnet: 'fd00:213::/64' } ] } } }"] },
        new("stored") { More = ["volumes: ['kept:/kept', /anonymous, '/srv:/t:ro']"] },
        new("linked") { Network = "networks: [default]", More = ["links: [logged, 'logged:log']", "volumes_from: [stored]", "volumes: ['/srv:/t']", "mac_address: 02:42:AC:11:65:43"] },
        new("outer")
        {
            Network = "networks: { default: { link_local_ips: [169.254.8.8], driver_opts: { com.example.option: a } }, six: { ipv6_address: 'fd00:213::9' } }",
            Healthcheck = "{ test: [CMD, probe], interval: 1h, timeout: 9s, retries: 7, start_period: 5s }",
            More =
            [
                "uts: host", "cgroup_parent: sink", "external_links: ['${COMPOSE_PROJECT_NAME}-logged-1:extern']", "depends_on: [logged]", "user: '1000:1000'", "entrypoint: [node]", "command: [a, 'b c']",
                "ports: [ { target: 8000, host_ip: 127.0.0.1, published: '28097', protocol: tcp } ]", "restart: unless-stopped", "runtime: runc", "privileged: true", "mem_limit: 64m", "mem_swappiness: 10", "oom_kill_disable: true", "cpu_quota: 20000", "cpu_period: 50000",
                "volumes: [ { type: bind, source: /srv, target: /labelled, bind: { selinux: z } }, { type: tmpfs, target: /m, tmpfs: { mode: 448 } } ]",
                "configs: [ { source: own, target: /own } ]", "secrets: [ { source: own, target: /secret } ]",
            ],
            Top = ["configs: { own: { file: ./compose.yaml } }", "secrets: { own: { file: ./compose.yaml } }"],
        },
        new("sharer") { Network = "network_mode: service:owner" },
    ],
    service => service with { Stack = "sink", Healthcheck = service.Id is "outer" ? service.Healthcheck : "{ disable: true }" });

    /// <summary>Keys that no service of it has, and why.</summary>
    public static (string Why, string Keys)[] NotHere { get; } =
    [
        ("of Windows", "cpu_count cpu_percent isolation"),
        ("what neither this engine nor this kernel keeps", "annotations cpu_rt_period cpu_rt_runtime blkio_config storage_opt healthcheck.start_interval volumes.volume.subpath"),
        ("no such device", "gpus deploy.resources.reservations.devices"),
        ("of more containers than one: ReplicaTests", "scale deploy.replicas"),
    ];

    public static async Task<string[]> DriftsAsync(ApplyFleet fleet) =>
        [.. (await FindingsAsync(fleet)).Where(finding => finding.Contains(" Drift ", StringComparison.Ordinal))];

    /// <summary>Service, severity, code and field of each finding; the message in place of no field.</summary>
    public static async Task<string[]> FindingsAsync(ApplyFleet fleet)
    {
        var drift = await fleet.DriftAsync();
        return
        [
            .. Services.SelectMany(service => drift.Module(service.Id).GetProperty("findings").EnumerateArray()
                .Select(f => $"{service.Id} {f.GetProperty("severity").GetString()} {f.GetProperty("code").GetString()} {(f.GetProperty("field").GetString() is not "configuration" and { } field ? field : f.GetProperty("message").GetString())}")),
        ];
    }

    /// <summary>What Compose makes of each service.</summary>
    public static async Task<(string Id, JsonElement Value)[]> EvaluatedAsync(ApplyFleet fleet)
    {
        var json = await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {Services[0].ComposeFile} config --format json");
        return [.. JsonElement.Parse(json).GetProperty("services").EnumerateObject().Select(service => (service.Name, service.Value))];
    }

    /// <summary>The keys of a service, with those below them, and without names of networks and limits; of what is written short, those that it stands for.</summary>
    public static IEnumerable<string> KeysOf(JsonElement service, IReadOnlyList<string> known) => Walk("", service, known);

    private static IEnumerable<string> Walk(string key, JsonElement value, IReadOnlyList<string> known) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Walk(key, item, known)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Walk(key is "networks" or "ulimits" ? key : key.Length == 0 ? member.Name : $"{key}.{member.Name}", member.Value, known)).Append(key),
        JsonValueKind.Null => [],
        _ => known.Where(k => k == key || k.StartsWith(key + ".", StringComparison.Ordinal)),
    };
}
