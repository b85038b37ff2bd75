using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>What people write in compose files, in every spelling that Compose takes: unchanged there is nothing to be found.</summary>
public sealed class LiveIdiomTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Own = "networks: [default]";

    private static readonly Service[] Services =
    [
        .. Each("host", Own, "hostname: a.example.org", "hostname: short\n    domainname: example.org", "extra_hosts: ['host.docker.internal:host-gateway', 'a=10.0.0.1', 'v6:[::1]']", "extra_hosts: { b: 10.0.0.2 }"),
        .. Each("net", Own, "ports: ['127.0.0.1:18481:81', '127.0.0.1:18482-18483:82-83', '127.0.0.1:18484:84/udp']", "ports: [ { target: 80, published: '18485', host_ip: 127.0.0.1, protocol: tcp, mode: host } ]",
            "ports: ['127.0.0.1::90']", "expose: ['80-82', 90, '91/udp']", "dns: 1.1.1.1\n    dns_search: example.org"),
        new("bridged") { Network = "network_mode: bridge" }, new("two") { Network = "networks: { default: { priority: 10 }, other: { aliases: [x, y] } }", Top = ["networks: { other: { name: NAME_other } }"] },
        .. Each("env", "network_mode: none", "environment: [ 'A=', 'B=x=y', 'C=$$HOME' ]", "environment: { DEBUG: true, PORT: 8080, RATE: 0.50, NONE: '', LONG: \"a\\nb\" }",
            "labels: [ 'a=b', 'empty=', 'traefik.http.routers.a.rule=Host(`a.example.org`) && PathPrefix(`/$$x`)' ]", "labels: { number: 1, truth: true, none: '' }"),
        .. Each("proc", "network_mode: none", "command: sh -c \"sleep 600 && echo $$HOME\"\n    entrypoint: ''", "command: []", "entrypoint: sh -c 'sleep 600'", "entrypoint: [ sleep, '600' ]\n    command:", "stop_signal: '9'\n    stop_grace_period: 0s",
            "init: false\n    tty: false\n    read_only: false", "user: 1000:1000\n    group_add: [5, '6']", "user: '65534'", "restart: 'no'", "restart: on-failure", "restart: unless-stopped", "working_dir: /"),
        .. Each("cap", "network_mode: none", "cap_add: [CAP_NET_ADMIN, net_raw, SYS_TIME]\n    cap_drop: [all]", "security_opt: ['no-new-privileges', 'apparmor:unconfined', 'label:disable']", "sysctls: ['net.ipv4.ip_forward=1']", "devices: [/dev/null, '/dev/zero:/dev/zero:rwm']"),
        .. Each("lim", "network_mode: none", "mem_limit: 1g\n    memswap_limit: -1", "mem_limit: 0.5gb\n    mem_swappiness: 0", "cpus: '1.5'", "cpu_period: 50000\n    cpu_quota: 25000", "shm_size: 1gb\n    pids_limit: -1", "ulimits: { nofile: 1024, core: { soft: 0, hard: 0 } }", "ulimits: { core: 0 }",
            "deploy: { mode: replicated, replicas: 1, resources: { limits: { cpus: '0.50', memory: 512M } }, restart_policy: { condition: any } }", "oom_kill_disable: false\n    oom_score_adj: 0"),
        .. Each("vol", "network_mode: none", "volumes: [ './rel:/rel', './dots/../other:/other:ro', '/srv:/srv:ro,rprivate' ]", "volumes: [ './rel:/z:z', 'data:/data:nocopy', 'data:/again:ro' ]", "volumes: [ /anonymous, './cached:/cached:cached' ]",
            "volumes: [ { type: bind, source: ./made, target: /made, bind: { create_host_path: true } }, { type: volume, source: named, target: /named, volume: { nocopy: true } }, { type: tmpfs, target: /tmpfs, tmpfs: { mode: 1777, size: 1m } } ]",
            "tmpfs: /run", "tmpfs: [ '/run:rw,noexec,size=65536k', /tmp ]", "secrets: [ token, { source: token, target: other, mode: 0400 } ]\n    configs: [ { source: conf, target: /etc/conf }, conf ]"),
        .. Each("log", "network_mode: none", "logging: { driver: json-file }", "logging: { options: { max-size: 10m, max-file: 3 } }", "logging: { driver: local, options: { compress: 'true' } }"),
        .. Each("meta", "network_mode: none", "platform: linux/amd64\n    pull_policy: missing\n    x-note: ignored\n    profiles: []", "depends_on: [ proc1 ]", "depends_on: { proc2: { condition: service_started, required: false } }", "<<: { labels: { merged: one } }"),
        new("checked1") { Healthcheck = "{ test: 'exit 0', interval: 1m30s }" }, new("checked2") { Healthcheck = "{ test: [ CMD-SHELL, 'exit 0' ], timeout: 1000ms, start_period: 0s, retries: 1 }" }, new("checked3") { Healthcheck = "{ test: [ NONE ] }" },
    ];

    [Fact]
    public async Task Unchanged_nothing_is_found()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. Services.Select(s => s with
        {
            Stack = "idioms",
            Top = [.. s.Top.Select(line => line.Replace("NAME", "idioms", StringComparison.Ordinal)), "volumes: { data: {}, named: { name: idioms-named } }", "secrets: { token: { file: /etc/hostname } }", "configs: { conf: { file: /etc/hosts } }"],
        })]);
        var drift = await fleet.DriftAsync();
        Assert.Equal([], drift.Root.GetProperty("modules").EnumerateArray().SelectMany(m => m.GetProperty("findings").EnumerateArray()
            .Select(f => $"{m.GetProperty("module")} {f.GetProperty("message")}")).Where(message => !message.Contains("digest", StringComparison.Ordinal) && !message.Contains("is outside the root", StringComparison.Ordinal))); // files of the host's own, which is said
        Assert.Equal(0, drift.ExitCode);
        Assert.Empty((await fleet.PlanAsync()).Changes);
        // With everything different at once, nothing is passed over either.
        await fleet.ShellAsync("rs2000", "cd compose/idioms && printf 'services:\\n' >other.yaml && sed -n 's/^  [a-z]*[0-9]*:$/&\\n    image: changed:1/p' compose.yaml >>other.yaml && mv other.yaml compose.yaml");
        Assert.All((await fleet.DriftAsync()).Root.GetProperty("modules").EnumerateArray(), m => Assert.Equal("Drifted", m.GetProperty("status").GetString()));
    }

    private static IEnumerable<Service> Each(string name, string network, params string[] lines) =>
        lines.Select((line, at) => new Service(FormattableString.Invariant($"{name}{at + 1}")) { Network = network, Healthcheck = "{ disable: true }", More = [line] });
}
