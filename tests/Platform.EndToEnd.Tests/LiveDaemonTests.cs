using System.Text.Json.Nodes;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>A host whose <c>daemon.json</c> gives every container what no compose file asks for: that is no drift, and what differs from it is.</summary>
public sealed class LiveDaemonTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Path = "/etc/docker/daemon.json";

    /// <summary>Every option of https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file that reaches a container and that Engine 20.10 takes beside those of the test host.</summary>
    private const string Busy = """
        {
          "log-driver": "local", "log-opts": { "max-size": "9m" },
          "default-ulimits": { "nofile": { "Name": "nofile", "Soft": 1024, "Hard": 2048 }, "core": { "Name": "core", "Soft": 0, "Hard": 0 } },
          "default-shm-size": "128m", "default-ipc-mode": "shareable", "default-cgroupns-mode": "host", "init": true, "no-new-privileges": true,
          "runtimes": { "other": { "path": "runc" } }, "default-runtime": "other",
          "default-address-pools": [ { "base": "10.217.0.0/16", "size": 26 } ], "mtu": 1400, "userland-proxy": false, "icc": false, "live-restore": false,
          "dns-opts": [ "ndots:3" ], "dns-search": [ "example.org" ], "cgroup-parent": "/ours", "shutdown-timeout": 3, "max-concurrent-downloads": 2
        }
        """;

    private static readonly Service[] Services =
    [
        new("plain") { Network = "networks: [default]" }, new("beside") { Network = "networks: [default]" },
        new("logged") { More = ["logging: { driver: local, options: { max-file: '2' } }"] },
        new("elsewhere") { More = ["logging: { driver: json-file, options: { max-size: 1m } }"] },
        new("limited") { More = ["ulimits: { nproc: 100, nofile: { soft: 900, hard: 1000 } }"] },
        new("own") { More = ["ipc: private", "shm_size: 32m", "cgroup: private", "init: false", "security_opt: ['no-new-privileges:false']", "dns_opt: ['ndots:2']", "runtime: runc"] },
    ];

    [Fact]
    public async Task What_the_engine_gives_to_every_container_is_no_drift()
    {
        hosts.SkipIfDown();
        var plain = await InsideAsync($"cat {Path}");
        var busy = JsonNode.Parse(plain)!.AsObject();
        foreach (var (key, value) in JsonNode.Parse(Busy)!.AsObject()) busy[key] = value?.DeepClone();
        await RestartAsync(busy.ToJsonString());
        try
        {
            await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. Services.Select(s => s with { Stack = "busy", Healthcheck = "{ disable: true }" })]);
            // The engine has given it: or there would be nothing to tell apart.
            Assert.Contains("\"core\"", await fleet.InspectAsync("limited", "{{json .HostConfig.Ulimits}}"), StringComparison.Ordinal);
            Assert.Equal("local other 134217728 shareable host", await fleet.InspectAsync("plain", "{{.HostConfig.LogConfig.Type}} {{.HostConfig.Runtime}} {{.HostConfig.ShmSize}} {{.HostConfig.IpcMode}} {{.HostConfig.CgroupnsMode}}"));
            var drift = await fleet.DriftAsync();
            Assert.Equal([], drift.Root.GetProperty("modules").EnumerateArray().SelectMany(m => m.GetProperty("findings").EnumerateArray().Select(f => $"{m.GetProperty("module")} {f.GetProperty("message")}")));
            Assert.Equal(0, drift.ExitCode);

            // By hand beside them, with what the engine's configuration does not give.
            await fleet.ShellAsync("rs2000",
                $"cd compose/busy; sed 's/^  plain:$/&\\n    shm_size: 64m\\n    ulimits: {{ nofile: 5000 }}\\n    ipc: private\\n    logging: {{ driver: none }}/' compose.yaml >other.yaml;" +
                $"cp compose.yaml kept; cp other.yaml compose.yaml; docker compose -p {fleet.Name} up -d plain >/dev/null 2>&1; mv kept compose.yaml");
            drift = await fleet.DriftAsync("plain", "beside");
            Assert.Equal((8, "Unverified"), (drift.ExitCode, drift.StatusOf("plain"))); // which of the two the engine gives nobody can tell from two
            Assert.Contains("not every container of the host has it", drift.Module("plain").GetRawText(), StringComparison.Ordinal);
        }
        finally
        {
            await RestartAsync(plain);
        }
    }

    private async Task RestartAsync(string configuration) => await InsideAsync(
        $"test-service engine stop; cat >{Path} <<'END'\n{configuration}\nEND\ntest-service engine start; for try in $(seq 100); do docker info >/dev/null 2>&1 && exit; sleep 0.2; done; tail -5 /var/log/engine.log; exit 1");

    private Task<string> InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
