using System.Globalization;
using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>Content that a compose file has for a config is compared with what is in the container, and stays there.</summary>
public sealed class LiveContentTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Web = new("web")
    {
        Healthcheck = "{ disable: true }", More = ["configs: [plain, { source: placed, target: /tmp/placed.conf }]"],
        Top = ["configs: { plain: { content: \"price $$5 hunter1\\nline\\n\" }, placed: { content: 'of ${WHO:-hunter2}' } }"],
    };

    [Fact]
    public async Task It_is_compared_by_what_the_container_has()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web);
        Assert.Equal("0", await FindingsAsync(fleet));

        await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} sh -c 'echo hunter3 >/plain'");
        Assert.Equal("2 MOUNTS_MISMATCH configs: /plain has another content in the container than in the compose file, or in its variable", await FindingsAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} rm /plain");
        Assert.Equal("2 MOUNTS_MISMATCH configs: /plain has content in the compose file, or in a variable, and is not in the container", await FindingsAsync(fleet));

        // A plan makes the container again, and says that it is verified.
        var plan = await fleet.PlanAsync();
        Assert.Contains("web Recreate", plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal("0", await FindingsAsync(fleet));

        await fleet.ShellAsync("rs2000", "echo WHO=hunter4 >compose/web/.env");
        Assert.Equal("2 MOUNTS_MISMATCH configs: /tmp/placed.conf has another content in the container than in the compose file, or in its variable; what the file says depends on WHO", await FindingsAsync(fleet));

        // A snapshot that is kept has nothing of it, and says so.
        Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--out", fleet.PathOf("taken.json"))).ExitCode);
        Assert.DoesNotContain("hunter", await File.ReadAllTextAsync(fleet.PathOf("taken.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await fleet.WriteAsync("hosts.yaml", $"schema_version: 1\ndefaults: {{ compose_project: {fleet.Name} }}\nhosts: {{ rs2000: {{ transport: recorded, snapshot: taken.json }} }}\n");
        Assert.Matches("^8 CONFIGURATION_NOT_COMPARED .*the content of /plain, .* CONFIGURATION_NOT_COMPARED .*the content of /tmp/placed.conf, [^_]*$", await FindingsAsync(fleet));
    }

    [Fact]
    public async Task What_comes_from_a_variable_is_compared_too()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web);
        var web = Web with { More = ["configs: [{ source: whose, target: /whose }]", "secrets: [key]"], Top = ["configs: { whose: { environment: WHOSE } }", "secrets: { key: { environment: KEY } }"] };
        await fleet.DeclareAsync(web);
        await fleet.CopyAsync(web);
        await fleet.ShellAsync("rs2000", "printf 'WHOSE=\"hunter2 $$ \\\"quoted\\\"\"\\nKEY=hunter3\\n' >compose/web/.env; docker compose -p " + fleet.Name + " -f compose/web/compose.yaml up -d web >/dev/null 2>&1");
        Assert.Equal("0", await FindingsAsync(fleet));

        await fleet.ShellAsync("rs2000", "sed -i s/hunter3/hunter4/ compose/web/.env");
        Assert.Equal("2 MOUNTS_MISMATCH secrets: /run/secrets/key has another content in the container than in the compose file, or in its variable; what the file says depends on KEY", await FindingsAsync(fleet));
        var plan = await fleet.PlanAsync();
        Assert.Contains("web Recreate", plan.Changes);
        Assert.DoesNotContain("hunter", await File.ReadAllTextAsync(plan.Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal("0", await FindingsAsync(fleet));
        Assert.Equal("hunter4", await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} cat /run/secrets/key"));

        // A variable that is set nowhere now may have had any value then.
        await fleet.ShellAsync("rs2000", "sed -i /KEY/d compose/web/.env");
        Assert.Matches("^8 .*secrets: /run/secrets/key .*KEY", await FindingsAsync(fleet));
    }

    private static async Task<string> FindingsAsync(ApplyFleet fleet)
    {
        var drift = await fleet.DriftAsync();
        Assert.DoesNotContain("hunter", drift.Root.GetRawText(), StringComparison.Ordinal);
        return string.Join(' ', drift.Module("web").GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("severity").GetString() is not "Information")
            .Select(f => $"{f.GetProperty("code").GetString()} {f.GetProperty("message").GetString()}").Prepend(string.Create(CultureInfo.InvariantCulture, $"{drift.ExitCode}")));
    }
}
