using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>
/// What depends on a variable that nobody can know now, on the account that looks, or on a file that is missing, by the Compose of a
/// real host: it is in doubt or not compared, by name, and all else of the same file is compared.
/// </summary>
public sealed class LiveDoubtTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Secret = "hunter2";

    private static Service[] Before { get; } =
    [
        Of("quiet", "environment: { LEVEL: info }"),
        Of("unset", $"environment: {{ TOKEN: {Secret}, LEVEL: info }}", "labels: { tier: one }"),
        Of("required", $"environment: {{ PASSWORD: {Secret}, LEVEL: info }}"),
        Of("filed", $"environment: {{ FROM_FILE: {Secret} }}", "labels: { tier: one }"),
        Of("home", "volumes: ['/srv:/data']", "labels: { tier: one }"),
        Of("folder", "volumes: ['./x:/x']"),
        Of("bare", $"environment: {{ BARE: {Secret} }}"),
        Netted("1400", "one"),
    ];

    private static Service[] After { get; } =
    [
        Before[0],
        Of("unset", "environment: { TOKEN: 'a${SET_NOWHERE}', LEVEL: debug }", "labels: { tier: '${OTHER_NOWHERE}' }"),
        Of("required", $"environment: {{ PASSWORD: '${{REQUIRED_NOWHERE:?{Secret}}}', LEVEL: debug }}"),
        Of("filed", "env_file: [missing.env]", "labels: { tier: two }"),
        Of("home", "volumes: ['~/data:/data']", "labels: { tier: two }"),
        Of("folder", "volumes: ['${PWD}/x:/x']"),
        Of("bare", "environment: [BARE]"),
        Netted("1500", "${OTHER_NOWHERE}"),
    ];

    [Fact]
    public async Task Only_what_hangs_on_it_is_in_doubt_and_the_message_names_it()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Before);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
        await fleet.DeclareAsync(After);
        await fleet.CopyAsync(After[0]);

        var drift = await fleet.DriftAsync();
        Assert.Equal(8, drift.ExitCode);
        Assert.Equal(
            [
                "bare Warning ENVIRONMENT_MISMATCH BARE",
                "filed Drift LABELS_MISMATCH", "filed Information COMPOSE_FILE_MISMATCH missing.env", "filed Warning CONFIGURATION_NOT_COMPARED missing.env",
                "home Drift LABELS_MISMATCH", "home Warning MOUNTS_MISMATCH HOME",
                "netted Drift NETWORKS_MISMATCH", "netted Warning NETWORKS_MISMATCH OTHER_NOWHERE",
                "required Drift ENVIRONMENT_MISMATCH", "required Warning CONFIGURATION_NOT_COMPARED REQUIRED_NOWHERE",
                "unset Drift ENVIRONMENT_MISMATCH", "unset Warning ENVIRONMENT_MISMATCH SET_NOWHERE", "unset Warning LABELS_MISMATCH OTHER_NOWHERE",
            ],
            Findings(drift));
        Assert.Equal(("InSync", "InSync"), (drift.StatusOf("quiet"), drift.StatusOf("folder")));
        Assert.DoesNotContain(Secret, drift.Root.GetRawText(), StringComparison.Ordinal);

        // A recorded snapshot tells the same.
        var path = fleet.PathOf("recorded.json");
        Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--out", path)).ExitCode);
        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var schema = await Command.PlatformctlAsync(fleet.Root, "validate", "--schema", Path.Combine(Repository.Path, "schema/snapshot.schema.json"), path);
        Assert.True(schema.ExitCode == 0, schema.ToString());
        await fleet.WriteAsync("hosts.yaml", $"schema_version: 1\ndefaults: {{ compose_project: {fleet.Name} }}\nhosts:\n  rs2000: {{ transport: recorded, snapshot: recorded.json, platform_dir: {fleet.Directory} }}\n");
        Assert.Equal(Findings(drift), Findings(await fleet.DriftAsync()));
    }

    [Theory]
    [InlineData("include: [nowhere.yaml]", "labels: { tier: one }", "/nowhere.yaml, which an include or extends names, is not on the host")]
    [InlineData("", "extends: { file: nobase.yaml, service: base }", "/nobase.yaml, which an include or extends names, is not on the host")]
    [InlineData("", "labels: { tier: [", "no valid YAML, at line ")]
    [InlineData("", "key_of_tomorrow: hunter2", "does not know the key key_of_tomorrow")]
    public async Task What_cannot_be_evaluated_at_all_is_named(string top, string more, string words)
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Of("web", "labels: { tier: one }"));
        await fleet.DeclareAsync(Of("web", more) with { Top = top.Length > 0 ? [top] : [] });
        await fleet.CopyAsync(Of("web"));
        var drift = await fleet.DriftAsync();
        Assert.Equal((8, "Unverified"), (drift.ExitCode, drift.StatusOf("web")));
        Assert.Contains(words, drift.Module("web").GetProperty("findings").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, drift.Root.GetRawText(), StringComparison.Ordinal);
    }

    private static Service Netted(string mtu, string label) => Of("netted") with
    {
        Network = "networks: [doubted]", Top = [$"networks: {{ doubted: {{ driver_opts: {{ com.docker.network.driver.mtu: '{mtu}' }}, labels: {{ tier: '{label}' }} }} }}"],
    };

    private static Service Of(string id, params string[] more) => new(id) { Stack = "doubt", Healthcheck = "{ disable: true }", More = more };

    /// <summary>Module, severity and code of each finding, and which of the names its message has.</summary>
    private static string[] Findings(DriftDocument drift) =>
    [
        .. drift.Root.GetProperty("modules").EnumerateArray().SelectMany(m => m.GetProperty("findings").EnumerateArray().Select(f =>
        {
            var message = f.GetProperty("message").GetString()!; // every finding has one
            var names = ((string[])["missing.env", "HOME", "REQUIRED_NOWHERE", "SET_NOWHERE", "OTHER_NOWHERE", "BARE"]).Where(name => message.Contains(name, StringComparison.Ordinal));
            return $"{m.GetProperty("module").GetString()} {f.GetProperty("severity").GetString()} {f.GetProperty("code").GetString()} {string.Join(' ', names)}".TrimEnd();
        })).Order(StringComparer.Ordinal),
    ];
}
