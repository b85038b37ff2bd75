using System.Globalization;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>
/// Networks and volumes themselves, on a real host: unchanged there is no finding, and whatever is changed, in the file or on the
/// host, is found. Not here for want of the means: swarm networks, and drivers that are plugins.
/// </summary>
public sealed class LiveResourceTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Ranged = "{ driver_opts: { com.docker.network.driver.mtu: 1400 }, labels: { tier: one }, " +
        "ipam: { driver: default, config: [ { subnet: 10.214.0.0/24, gateway: 10.214.0.5, ip_range: 10.214.0.128/25, aux_addresses: { router: 10.214.0.7 } } ] } }";

    private static readonly string Shared = string.Create(CultureInfo.InvariantCulture, $"shared-{Environment.ProcessId}");

    private static readonly Service Sink = Declared(Ranged, "{ internal: true, attachable: true }", "{ driver_opts: { type: tmpfs, device: tmpfs, o: size=1m }, labels: { tier: one } }", "{ }");

    /// <summary>Other files, and what has to come of them.</summary>
    private static (Service Changed, string[] Fields)[] Changes { get; } =
    [
        (Declared(
                Ranged.Replace("1400", "1500", StringComparison.Ordinal).Replace("one", "two", StringComparison.Ordinal).Replace("10.214.0.5", "10.214.0.6", StringComparison.Ordinal),
                "{ driver: macvlan, internal: true, attachable: true, enable_ipv6: true }", "{ driver_opts: { type: tmpfs, device: tmpfs, o: size=2m } }", "{ driver: other, labels: [a=b] }"),
            ["networks.inner.driver", "networks.inner.enable_ipv6", "networks.ranged.driver_opts", "networks.ranged.ipam.config", "networks.ranged.labels", "volumes.data.driver_opts", "volumes.data.labels", "volumes.plain.driver", "volumes.plain.labels"]),
        (Declared("{ }", "{ }", "{ external: true, name: NAME_data }", "{ name: NAME_plain }"),
            ["networks.inner.attachable", "networks.inner.internal", "networks.ranged.driver_opts", "networks.ranged.ipam.config", "networks.ranged.labels"]),
        (Declared(Ranged.Replace("10.214.0.0/24", "10.214.0.0/23", StringComparison.Ordinal), "{ internal: true, attachable: true, ipam: { driver: other } }", "{ }", "{ }"),
            ["networks.inner.ipam.driver", "networks.ranged.ipam.config", "volumes.data.driver_opts", "volumes.data.labels"]),
    ];

    [Fact]
    public async Task Unchanged_nothing_is_found_and_every_change_is()
    {
        hosts.SkipIfDown();
        await hosts.DockerAsync("rs2000", $"network create --label made=elsewhere --internal {Shared}");
        try
        {
            await using var fleet = await ApplyFleet.RunningAsync(hosts, Sink);
            Assert.Empty(await FindingsAsync(fleet));
            foreach (var (changed, fields) in Changes)
            {
                await fleet.ShellAsync("rs2000", Put(fleet, changed));
                Assert.Equal(Expected(fleet, fields), await FindingsAsync(fleet));
            }

            // By hand, with what the file does not ask for.
            await fleet.ShellAsync("rs2000", Put(fleet, Sink));
            var (network, container) = ($"{fleet.Name}_inner", fleet.Container("sink"));
            await fleet.ShellAsync("rs2000",
                $"docker network disconnect {network} {container}; docker network rm {network} >/dev/null;" +
                $"docker network create --label com.docker.compose.project={fleet.Name} --label by=hand {network} >/dev/null; docker network connect --alias sink {network} {container}");
            string[] byHand = Expected(fleet, ["networks.inner.attachable", "networks.inner.internal", "networks.inner.labels"]);
            Assert.Equal(byHand, await FindingsAsync(fleet));

            // A file that somebody took says the same.
            Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--out", fleet.PathOf("taken.json"))).ExitCode);
            await fleet.WriteAsync("hosts.yaml", $"schema_version: 1\ndefaults: {{ compose_project: {fleet.Name} }}\nhosts: {{ rs2000: {{ transport: recorded, snapshot: taken.json }} }}\n");
            Assert.Equal(byHand, await FindingsAsync(fleet));
        }
        finally
        {
            await hosts.DockerAsync("rs2000", $"network rm {Shared}");
        }
    }

    [Fact]
    public async Task A_network_that_is_gone_is_drift_and_costs_nothing_else()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("left") { Network = "networks: [away]", Top = ["networks: { away: {} }"], Healthcheck = "{ disable: true }" }, new Service("other"));
        await fleet.ShellAsync("rs2000", $"docker stop -t 0 {fleet.Container("left")} >/dev/null; docker network rm {fleet.Name}_away >/dev/null");
        var drift = await fleet.DriftAsync();
        Assert.Equal("InSync", drift.StatusOf("other"));
        Assert.Equal(["NETWORKS_MISMATCH", "STATE_MISMATCH"], drift.DriftOf("left").Order(StringComparer.Ordinal));
    }

    private static Service Declared(string ranged, string inner, string data, string plain) => new("sink")
    {
        Network = "networks: [ranged, inner, shared]",
        Healthcheck = "{ disable: true }",
        More = ["volumes: ['data:/data', 'plain:/plain']"],
        Top = [$"networks: {{ ranged: {ranged}, inner: {inner}, shared: {{ external: true, name: {Shared} }} }}", $"volumes: {{ data: {data}, plain: {plain} }}"],
    };

    /// <summary>The command that writes the compose file of a service on its host; the root's stays, and is not compared here.</summary>
    private static string Put(ApplyFleet fleet, Service service) =>
        $"cat >{service.ComposeFile} <<'END'\nservices:\n{service.Definition()}{string.Join('\n', service.Top).Replace("NAME", fleet.Name, StringComparison.Ordinal)}\nEND";

    private static string[] Expected(ApplyFleet fleet, string[] fields) =>
    [
        .. fields.Select(field => field.Split('.', 3)).Select(parts => string.Create(
            CultureInfo.InvariantCulture, $"Drift {(parts[0] == "networks" ? "NETWORKS_MISMATCH" : "MOUNTS_MISMATCH")} {parts[0]}.{fleet.Name}_{parts[1]}.{parts[2]}"))
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<string[]> FindingsAsync(ApplyFleet fleet)
    {
        var findings = (await fleet.DriftAsync()).Module("sink").GetProperty("findings");
        Assert.DoesNotContain("size=", findings.ToString(), StringComparison.Ordinal); // a value of an option
        return
        [
            .. findings.EnumerateArray().Where(f => f.GetProperty("code").GetString() != "COMPOSE_FILE_MISMATCH")
                .Select(f => $"{f.GetProperty("severity").GetString()} {f.GetProperty("code").GetString()} {f.GetProperty("field").GetString()}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
