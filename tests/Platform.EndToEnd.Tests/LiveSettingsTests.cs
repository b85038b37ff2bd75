using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>
/// Services that use what a compose file can say, on a real host: unchanged there is no finding, and whatever is changed, in the
/// file or on the container, is found. Not here for want of the means: GPUs, limits of a disk, user namespaces, SELinux, credential specs, Windows.
/// </summary>
public sealed class LiveSettingsTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static Service[] Sink { get; } =
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
        new("owner") { Network = "networks: { inner: { aliases: [alias-of-owner], ipv4_address: 10.213.0.9 } }", More = ["sysctls: { net.core.somaxconn: 1024 }"], Top = ["networks: { inner: { ipam: { config: [ { subnet: 10.213.0.0/24 } ] } } }"] },
        new("stored") { More = ["volumes: ['kept:/kept', /anonymous, '/srv:/t:ro']"] },
        new("linked") { Network = "networks: [default]", More = ["links: [logged, 'logged:log']", "volumes_from: [stored]", "volumes: ['/srv:/t']", "mac_address: 02:42:AC:11:65:43"] },
        new("sharer") { Network = "network_mode: service:owner", Stack = "owner" },
    ];

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
    ];

    [Fact]
    public async Task Unchanged_nothing_is_found_and_every_change_is()
    {
        // One file, and no health checks: so many at once would keep the machine busy.
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. Sink.Select(InOneFile)]);
        Assert.Empty(await FindingsAsync(fleet));

        // On the host: a limit by hand, an alias that is lost, and an owner that was made anew without its dependent.
        await fleet.ShellAsync("rs2000", $"docker update --cpu-shares 100 {fleet.Container("limits")} >/dev/null; docker network disconnect {fleet.Name}_inner {fleet.Container("owner")}; docker network connect --ip 10.213.0.9 {fleet.Name}_inner {fleet.Container("owner")}");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", $"owner Drift NETWORKS_MISMATCH networks.{fleet.Name}_inner.aliases"], await DriftsAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {InOneFile(Sink[0]).ComposeFile} up -d --force-recreate --no-deps owner >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "sharer Drift NAMESPACE_STALE network_mode"], await DriftsAsync(fleet));

        // Whose volumes a container has is another, when it was made anew.
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {InOneFile(Sink[0]).ComposeFile} up -d --force-recreate --no-deps stored >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "linked Drift MOUNTS_MISMATCH volumes_from", "sharer Drift NAMESPACE_STALE network_mode"], await DriftsAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {InOneFile(Sink[0]).ComposeFile} up -d --force-recreate --no-deps linked >/dev/null 2>&1");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "sharer Drift NAMESPACE_STALE network_mode"], await DriftsAsync(fleet));

        // By hand, with what no compose file can ask for.
        var (name, folder) = (fleet.Container("opened"), $"{fleet.Directory}/compose/sink");
        string[] labels = [$"project={fleet.Name}", "service=opened", "container-number=1", "oneoff=False", $"project.working_dir={folder}", $"project.config_files={folder}/compose.yaml"];
        await fleet.ShellAsync("rs2000",
            $"docker rm -f {name} >/dev/null; docker run -d -P --name {name} --network none --no-healthcheck --security-opt systempaths=unconfined " +
            $"{string.Concat(labels.Select(label => $"--label com.docker.compose.{label} "))}{InOneFile(Sink[0]).Image} >/dev/null");
        Assert.Equal(["limits Drift LIMITS_MISMATCH cpu_shares", "opened Drift SETTINGS_MISMATCH HostConfig.PublishAllPorts", "sharer Drift NAMESPACE_STALE network_mode"], await DriftsAsync(fleet));

        // In the file, all at once.
        await fleet.DeclareAsync([.. Changes.Select(change => InOneFile(change.Changed))]);
        await fleet.CopyAsync(InOneFile(Sink[0]));
        var expected = Changes.SelectMany(change => change.Findings.Select(finding => $"{change.Changed.Id} Drift {finding}")).Append("sharer Drift NAMESPACE_STALE network_mode");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await DriftsAsync(fleet)).Order(StringComparer.Ordinal));
    }

    private static Service Of(string id, string[] more) => Sink.Single(s => s.Id == id) with { More = more };

    private static Service InOneFile(Service service) => service with { Stack = "sink", Healthcheck = "{ disable: true }" };

    private static async Task<string[]> DriftsAsync(ApplyFleet fleet) =>
        [.. (await FindingsAsync(fleet)).Where(finding => finding.Contains(" Drift ", StringComparison.Ordinal))];

    private static async Task<string[]> FindingsAsync(ApplyFleet fleet)
    {
        var drift = await fleet.DriftAsync();
        return
        [
            .. Sink.SelectMany(service => drift.Module(service.Id).GetProperty("findings").EnumerateArray()
                .Select(f => $"{service.Id} {f.GetProperty("severity").GetString()} {f.GetProperty("code").GetString()} {f.GetProperty("field").GetString()}")),
        ];
    }
}
