using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>A compose file is no more the root's than the files that it includes and extends.</summary>
public sealed class LiveIncludeTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Base = "services: { base: { labels: { tier: one } } }\n";

    private static readonly string More = $"include: [deeper.yaml]\nservices: {{ side: {{ image: {new Service("side").Image}, network_mode: none }} }}\n";

    private const string Deeper = "services: {}\n";

    private static readonly Service Web = new("web") { Healthcheck = "{ disable: true }", More = ["extends: { file: ../shared/base.yaml, service: base }"], Top = ["include: [more.yaml]"] };

    [Theory]
    [InlineData("echo '# other' >>compose/shared/base.yaml", "compose/shared/base.yaml, which compose/web/compose.yaml brings in, differs on the host")]
    [InlineData("echo '# other' >>compose/web/deeper.yaml", "compose/web/deeper.yaml, which compose/web/compose.yaml brings in, differs")]
    [InlineData("mv compose/web/more.yaml compose/web/kept", "the host has no compose/web/more.yaml")]
    public async Task One_that_differs_is_drift_and_no_plan_guesses_what_to_do(string change, string words)
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { More = [], Top = [] });
        (string Path, string Text)[] files = [("compose/shared/base.yaml", Base), ("compose/web/more.yaml", More), ("compose/web/deeper.yaml", Deeper)];
        foreach (var (path, text) in files)
        {
            await fleet.WriteAsync(path, text);
            await fleet.ShellAsync("rs2000", $"mkdir -p compose/shared; cat >{path} <<'END'\n{text}END\n");
        }

        await fleet.DeclareAsync(Web);
        await fleet.CopyAsync(Web);
        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f compose/web/compose.yaml up -d web 2>&1");
        var drift = await fleet.DriftAsync();
        Assert.True(drift.ExitCode == 0, drift.Root.GetRawText());

        await fleet.ShellAsync("rs2000", change);
        drift = await fleet.DriftAsync();
        Assert.Contains("COMPOSE_FILE_MISMATCH", drift.DriftOf("web"));
        Assert.Contains(words, drift.Module("web").GetRawText(), StringComparison.Ordinal);
        var plan = await fleet.PlanAsync();
        Assert.Empty(plan.Changes);
        Assert.Contains("put this one there by hand", await File.ReadAllTextAsync(plan.Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // A recorded snapshot tells the same, and one that was made without the file says so.
        Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--out", fleet.PathOf("taken.json"))).ExitCode);
        await fleet.WriteAsync("hosts.yaml", $"schema_version: 1\ndefaults: {{ compose_project: {fleet.Name} }}\nhosts: {{ rs2000: {{ transport: recorded, snapshot: taken.json }} }}\n");
        Assert.Contains("COMPOSE_FILE_MISMATCH", (await fleet.DriftAsync()).DriftOf("web"));
        await fleet.WriteAsync("compose/web/compose.yaml", (await File.ReadAllTextAsync(fleet.PathOf("compose/web/compose.yaml"), TestContext.Current.CancellationToken)).Replace("[more.yaml]", "[more.yaml, new.yaml]", StringComparison.Ordinal));
        await fleet.WriteAsync("compose/web/new.yaml", Deeper);
        // One whose path nobody knows is named.
        await fleet.WriteAsync("compose/web/new.yaml", "include: ['${WHERE}/x.yaml']\n");
        Assert.Contains("${WHERE}/x.yaml was not compared with the host's: compose/web/compose.yaml brings in", (await fleet.DriftAsync()).Module("web").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("compose/web/new.yaml was not compared with the host's: the snapshot was made without it", (await fleet.DriftAsync()).Module("web").GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo TOKEN=hunter3 >compose/web/web.env", "compose_file.env_file", "compose/web/web.env, which compose/web/compose.yaml names in env_file, differs on the host from the one in the root")]
    [InlineData("rm compose/web/web.conf", "compose_file.configs", "the host has no compose/web/web.conf, which compose/web/compose.yaml names in configs")]
    [InlineData("echo hunter4 >compose/web/web.key", "compose_file.secrets", "compose/web/web.key, which compose/web/compose.yaml names in secrets, differs")]
    public async Task A_file_that_may_be_secret_is_compared_and_stays_on_the_host(string change, string field, string words)
    {
        var web = new Service("web")
        {
            Healthcheck = "{ disable: true }", More = ["env_file: [web.env, { path: /etc/own.env, required: false }]", "configs: [conf]", "secrets: [key, absent]"],
            Top = ["configs: { conf: { file: web.conf } }", "secrets: { key: { file: web.key }, absent: { file: absent.key } }"],
        };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web with { More = [], Top = [] });
        foreach (var (path, text) in ((string, string)[])[("web.env", "TOKEN=hunter1\n"), ("web.conf", "hunter2\n"), ("web.key", "hunter3\n")])
        {
            await fleet.WriteAsync($"compose/web/{path}", text);
            await fleet.ShellAsync("rs2000", $"printf '%s\n' {text.TrimEnd()} >compose/web/{path}");
        }

        await fleet.DeclareAsync(web);
        await fleet.CopyAsync(web);
        await fleet.ShellAsync("rs2000", $"echo x >compose/web/absent.key; docker compose -p {fleet.Name} -f compose/web/compose.yaml up -d web 2>&1");
        var drift = await fleet.DriftAsync("--details");
        Assert.True(drift.ExitCode == 0, drift.Root.GetRawText());
        var told = drift.Module("web").GetRawText();
        Assert.Contains("compose/web/absent.key, which compose/web/compose.yaml names in secrets, is not in the root", told, StringComparison.Ordinal);
        Assert.Contains("/etc/own.env, which compose/web/compose.yaml names in env_file, is outside the root", told, StringComparison.Ordinal);

        await fleet.ShellAsync("rs2000", change);
        drift = await fleet.DriftAsync();
        Assert.Contains(drift.Module("web").GetProperty("findings").EnumerateArray(), f => f.GetProperty("field").GetString() == field && f.GetProperty("severity").GetString() == "Drift" && f.GetProperty("message").GetString()!.Contains(words, StringComparison.Ordinal));
        var plan = await fleet.PlanAsync();
        Assert.Empty(plan.Changes);
        Assert.Contains("put this one there by hand", plan.BlockedOf("web"), StringComparison.Ordinal);

        // A snapshot that is kept has nothing of it.
        Assert.Equal(0, (await Command.PlatformctlAsync(fleet.Root, "snapshot", "rs2000", "--out", fleet.PathOf("taken.json"))).ExitCode);
        var snapshot = await File.ReadAllTextAsync(fleet.PathOf("taken.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("hunter", drift.Root.GetRawText() + snapshot + await File.ReadAllTextAsync(plan.Path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await fleet.WriteAsync("hosts.yaml", $"schema_version: 1\ndefaults: {{ compose_project: {fleet.Name} }}\nhosts: {{ rs2000: {{ transport: recorded, snapshot: taken.json }} }}\n");
        Assert.Contains("compose/web/web.env was not compared with the host's: a recorded snapshot has nothing of it", (await fleet.DriftAsync()).Module("web").GetRawText(), StringComparison.Ordinal);
    }
}
