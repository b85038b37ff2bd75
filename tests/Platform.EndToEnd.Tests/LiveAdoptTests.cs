using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>From a host with thirty containers of six projects to a declared fleet (R8), on a real engine.</summary>
public sealed class LiveAdoptTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Secret = "hunter2-literal";

    [Fact]
    public async Task Thirty_containers_of_six_projects_become_modules_that_are_in_sync_or_say_what_is_not_proven()
    {
        await using var fleet = await AdoptFleet.RunningAsync(hosts);
        var ps = await fleet.JsonAsync(0, "ps", "rs2000", "--json");
        Assert.Equal((30, 6, 0), (Number(ps, "containers"), Number(ps, "projects"), Number(ps, "declared")));

        var dry = await fleet.JsonAsync(8, "adopt", "rs2000", "--copy-compose", "--dry-run", "--json");
        Assert.Equal(0, Number(dry, "written"));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(fleet.Root, "modules")));

        var adopted = await fleet.JsonAsync(8, "adopt", "rs2000", "--copy-compose", "--tier", "2-tools", "--owner", "operator", "--json");
        Assert.Equal((26, 24, 2), (Number(adopted, "services"), Number(adopted, "written"), Number(adopted, "refused")));
        var refused = adopted.GetProperty("modules").EnumerateArray().Where(m => m.GetProperty("status").GetString() is "Refused").ToArray();
        Assert.All(refused, m =>
        {
            Assert.Equal(("vault", "ADOPT_SECRET_LITERAL"), (m.GetProperty("project").GetString()![^5..], m.GetProperty("refusal").GetProperty("code").GetString()));
            Assert.Contains("ADMIN_PASSWORD", m.GetProperty("refusal").GetProperty("message").GetString(), StringComparison.Ordinal);
        });
        Assert.DoesNotContain(Secret, adopted.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(fleet.Root, "*", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(Secret, StringComparison.Ordinal));

        var validation = await Command.PlatformctlAsync(fleet.Root, "validate", "all", "--json");
        Assert.True(validation.ExitCode == 0, validation.ToString());
        Assert.Equal(0, JsonDocument.Parse(validation.Output).RootElement.GetProperty("diagnostics").GetArrayLength());

        var drift = await fleet.JsonAsync(0, "drift-check", "--json");
        var statuses = drift.GetProperty("modules").EnumerateArray().ToDictionary(m => m.GetProperty("module").GetString()!, m => m.GetProperty("status").GetString(), StringComparer.Ordinal);
        Assert.Equal("Unverified", statuses["app"]); // built on the host
        Assert.Equal(["old-thing-1", "watchtower"], statuses.Where(s => s.Value is "Skipped").Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Equal(21, statuses.Count(s => s.Value is "InSync"));
        Assert.Equal(2, drift.GetProperty("undeclared").GetArrayLength());
        Assert.All(drift.GetProperty("undeclared").EnumerateArray(), u => Assert.Equal("CONTAINER_UNDECLARED", u.GetProperty("findings")[0].GetProperty("code").GetString()));

        Assert.Equal(("completed", "stopped"), (await fleet.DesiredStateAsync("migrate"), await fleet.DesiredStateAsync("idle")));
        Assert.Contains("id: " + fleet.Project("shop") + "-db", await fleet.ManifestAsync(fleet.Project("shop") + "-db"), StringComparison.Ordinal);
        Assert.Contains("statefulness: stateful # volume ", await fleet.ManifestAsync(fleet.Project("shop") + "-db"), StringComparison.Ordinal);
        Assert.Contains("container_name: " + fleet.Project("pdf"), await fleet.ManifestAsync("pdf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_of_everything_tells_the_same_without_the_host_and_one_connection_is_made_for_each_look()
    {
        await using var fleet = await AdoptFleet.RunningAsync(hosts);
        var before = hosts.ConnectionsTo("rs2000");
        var live = await fleet.JsonAsync(0, "ps", "rs2000", "--json");
        await fleet.JsonAsync(8, "adopt", "rs2000", "--copy-compose", "--json");
        Assert.Equal(before + 2, hosts.ConnectionsTo("rs2000"));

        Directory.CreateDirectory(Path.Combine(fleet.Root, "observations"));
        Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--all", "--out", Path.Combine(fleet.Root, "observations/rs2000.json"))).ExitCode);
        await File.WriteAllTextAsync(
            Path.Combine(fleet.Root, "hosts.yaml"), "schema_version: 1\nhosts:\n  rs2000: { transport: recorded, snapshot: observations/rs2000.json }\n", TestContext.Current.CancellationToken);
        var recorded = await fleet.JsonAsync(0, "ps", "--json");
        Assert.Equal(Names(live), Names(recorded));
        var drift = await fleet.JsonAsync(0, "drift-check", "--json");
        Assert.Equal(21, drift.GetProperty("summary").GetProperty("inSync").GetInt32());
        Assert.Equal(2, drift.GetProperty("undeclared").GetArrayLength());
    }

    private static int Number(JsonElement report, string name) => report.GetProperty("summary").GetProperty(name).GetInt32();

    private static string[] Names(JsonElement report) => [.. report.GetProperty("containers").EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];
}
