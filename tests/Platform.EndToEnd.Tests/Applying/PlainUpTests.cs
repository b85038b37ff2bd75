using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd.Applying;

/// <summary>
/// From any set-up to any other: after an apply each container is what a plain <c>docker compose up</c> of the same file makes from scratch, and
/// what the two files say alike was not touched.
/// </summary>
public sealed partial class PlainUpTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const int Services = 5;

    /// <summary>What a service may say, by key; each value is another set-up.</summary>
    private static readonly string[][] Lines =
    [
        ["mem_limit: 64m", "mem_limit: 65m"], ["cpus: 0.5", "cpus: 0.6"], ["cpu_shares: 512"], ["pids_limit: 50"], ["shm_size: 32m"], ["oom_score_adj: 100"],
        ["ulimits: { nofile: { soft: 1000, hard: 2000 } }", "ulimits: { nproc: 100 }"], ["pid: host"], ["ipc: host", "ipc: shareable"], ["cgroup: host"],
        ["security_opt: ['no-new-privileges:true']", "security_opt: ['seccomp:unconfined']"], ["read_only: true"], ["devices: ['/dev/null:/dev/zilch']"], ["group_add: ['1000']"],
        ["cap_add: [NET_ADMIN]", "cap_add: [SYS_TIME]"], ["cap_drop: [ALL]"], ["init: true"], ["tty: true"], ["stdin_open: true"], ["working_dir: /tmp"], ["stop_signal: SIGINT"],
        ["stop_grace_period: 3s"], ["hostname: sink"], ["environment: { PRICE: 'a$$b', EMPTY: '' }", "environment: { PRICE: 'a$$c' }"], ["labels: { rule: 'Host(`$$1`)' }", "labels: { other: one }"],
        ["dns: [1.1.1.1]"], ["extra_hosts: ['a:10.0.0.1']"], ["logging: { driver: json-file, options: { max-size: 1m } }", "logging: { driver: none }"], ["tmpfs: ['/run:size=1m']"],
        ["volumes: [ 'data:/data' ]", "volumes: [ '/srv:/srv:ro' ]", "volumes: [ '/anonymous' ]"], ["expose: ['81']"], ["restart: always", "restart: on-failure:3"], ["user: '1000'"],
        ["entrypoint: [ sleep ]\n    command: [ '600' ]"], ["sysctls: { net.core.somaxconn: 1024 }"], ["deploy: { replicas: 2 }", "scale: 3"], ["platform: linux/amd64"],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_an_apply_all_is_as_a_plain_up_makes_it(int seed)
    {
        var random = new Random(seed);
        var (before, after) = (Make(random), Make(random));
        foreach (var same in (int[])[0, random.Next(1, Services)]) after[same] = before[same];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, before);
        var untouched = await StartedAsync(fleet, before.Intersect(after));
        await fleet.DeclareAsync(after);
        var plan = await fleet.PlanAsync();
        var applied = await fleet.ApplyAsync(plan);
        Assert.True(applied.ExitCode == 0, $"{applied.Said}\n{await File.ReadAllTextAsync(fleet.PathOf(after[0].ComposeFile), TestContext.Current.CancellationToken)}");
        Assert.Equal(untouched, await StartedAsync(fleet, before.Intersect(after)));
        var drift = await fleet.DriftAsync();
        Assert.Equal((0, "InSync"), (drift.ExitCode, string.Join(' ', drift.Root.GetProperty("modules").EnumerateArray().Select(m => m.GetProperty("status").GetString()).Distinct(StringComparer.Ordinal))));
        Assert.Empty((await fleet.PlanAsync()).Changes);

        var made = await InspectAsync(fleet);
        var compose = $"docker compose -p {fleet.Name} -f {fleet.Directory}/{after[0].ComposeFile}";
        await fleet.ShellAsync("rs2000", $"{compose} down -t 0 >/dev/null 2>&1; {compose} up -d >/dev/null 2>&1");
        var plain = await InspectAsync(fleet);
        Assert.Equal(plain.Length, made.Length);
        foreach (var (expected, actual) in plain.Zip(made)) Assert.Equal(expected, actual);
    }

    private static Service[] Make(Random random) =>
    [
        .. Enumerable.Range(0, Services).Select(number => new Service($"s{number}")
        {
            Stack = "random",
            Network = random.Next(3) switch { 0 => "network_mode: none", 1 => "networks: { default: { aliases: [other] } }", _ => "networks: [default]" },
            Healthcheck = "{ disable: true }",
            More = [.. Lines.Where(_ => random.Next(6) == 0).Select(values => values[random.Next(values.Length)])],
            Top = ["volumes: { data: {} }"],
        }),
    ];

    private static Task<string> StartedAsync(ApplyFleet fleet, IEnumerable<Service> services) => fleet.ShellAsync("rs2000",
        string.Concat(services.Select(s => $"docker inspect --format '{{{{.Id}}}} {{{{.State.StartedAt}}}}' $(docker ps -aq --filter label=com.docker.compose.project={fleet.Name} --filter label=com.docker.compose.service={s.Id}) | sort;")));

    /// <summary>
    /// What the engine says of each container, without what is another one each time: ids, times, addresses, and the numbers of replicas, of which Compose
    /// may leave another one than the first.
    /// </summary>
    private static async Task<string[]> InspectAsync(ApplyFleet fleet)
    {
        var json = JsonNode.Parse(await fleet.ShellAsync("rs2000", $"docker inspect $(docker ps -aq --filter label=com.docker.compose.project={fleet.Name})"))!.AsArray();
        List<string> containers = [];
        foreach (var container in json.Select(node => node!.AsObject()))
        {
            var id = (string)container["Id"]!;
            container["State"] = (string)container["State"]!["Status"]!;
            foreach (var key in (string[])["Id", "Created", "GraphDriver", "LogPath", "ResolvConfPath", "HostnamePath", "HostsPath", "RestartCount"]) container.Remove(key);
            // One that is recreated has the anonymous volumes of the one before.
            foreach (var mount in container["HostConfig"]!["Mounts"]?.AsArray().Select(m => m!.AsObject()) ?? [])
                if (mount["Source"] is not { } source || Volume().IsMatch($"\"Name\": \"{source}")) _ = mount.Remove("Source") | mount.Remove("VolumeOptions");
            // Compose gives them in another order each time.
            container["Config"]!["Env"] = new JsonArray([.. container["Config"]!["Env"]!.AsArray().Select(e => (string)e!).Order(StringComparer.Ordinal).Select(e => (JsonNode)e)]);
            foreach (var label in (string[])["replace", "container-number"]) container["Config"]!["Labels"]!.AsObject().Remove("com.docker.compose." + label); // the first is a note while it replaces one
            var network = container["NetworkSettings"]!;
            container["NetworkSettings"] = new JsonObject { ["Ports"] = network["Ports"]!.DeepClone(), ["Networks"] = new JsonObject(network["Networks"]!.AsObject().Select(Setting)) };
            container["Mounts"] = new JsonArray([.. container["Mounts"]!.AsArray().OrderBy(m => (string)m!["Destination"]!, StringComparer.Ordinal).Select(m => m!.DeepClone())]);
            var text = container.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
            text = Numbered().Replace(text, "$1#");
            containers.Add(Volume().Replace(text.Replace(id, "ID", StringComparison.Ordinal).Replace(id[..12], "ID", StringComparison.Ordinal), "VOLUME"));
        }

        return [.. containers.Order(StringComparer.Ordinal)];

        // The engine's own alias, the short id, is left out.
        static KeyValuePair<string, JsonNode?> Setting(KeyValuePair<string, JsonNode?> network) => new(network.Key, new JsonObject
        {
            ["IPAMConfig"] = network.Value!["IPAMConfig"]?.DeepClone(), ["Links"] = network.Value["Links"]?.DeepClone(), ["DriverOpts"] = network.Value["DriverOpts"]?.DeepClone(),
            ["Aliases"] = network.Value["Aliases"] is JsonArray aliases ? new JsonArray([.. aliases.Select(a => (string)a!).Where(a => !ShortId().IsMatch(a)).Order(StringComparer.Ordinal).Select(a => (JsonNode)a)]) : null,
        });
    }

    [GeneratedRegex(@"(apply-\d+-\d+-s\d-)\d+")]
    private static partial Regex Numbered();

    [GeneratedRegex("^[0-9a-f]{12}$")]
    private static partial Regex ShortId();

    /// <summary>An anonymous volume.</summary>
    [GeneratedRegex("""(?<=/volumes/|"Name": ")[0-9a-f]{64}""")]
    private static partial Regex Volume();
}
