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
        Assert.Contains("compose/web/new.yaml was not compared with the host's: the snapshot was made without it", (await fleet.DriftAsync()).Module("web").GetRawText(), StringComparison.Ordinal);
    }
}
