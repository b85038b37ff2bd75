namespace Platform.EndToEnd.Applying;

/// <summary>A job runs again where it is another job, once, and is told by how it ended; what it did is never called put back.</summary>
public sealed class JobTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Migration = new("migration")
    {
        DesiredState = "completed", Stack = "both", Tag = Service.Old, Healthcheck = "", More = ["entrypoint: [sh, -c, 'echo run >>/data/runs; exit 0']", .. Data], Top = ["volumes: { data: {} }"],
    };

    private static readonly Service Web = new("web") { Stack = "both", Tag = Service.Old, More = ["depends_on: { migration: { condition: service_completed_successfully } }", .. Data], Top = Migration.Top };

    private static string[] Data => ["volumes: [data:/data]"];

    [Fact]
    public async Task Another_job_runs_once_before_what_depends_on_it_however_often_the_plan_is_applied()
    {
        await using var fleet = await RunningAsync();
        await fleet.DeclareAsync(Migration with { Tag = Service.New }, Web with { Tag = Service.New });
        var plan = await fleet.PlanAsync();
        Assert.Equal(["migration Run", "web Recreate"], Acting(plan));
        var shown = await Command.PlatformctlAsync(fleet.Root, "plan");
        Assert.Contains("runs again", shown.Output, StringComparison.Ordinal);

        var applied = await fleet.ApplyAsync(plan);
        applied.AssertExit(0);
        Assert.Contains(("migration", "Run", "Ran", "ran, exit 0"), ResultsOf(applied));
        Assert.Equal((2, 0), (await RunsAsync(fleet), (await fleet.DriftAsync()).ExitCode));
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(2, await RunsAsync(fleet));
        Assert.Empty((await fleet.PlanAsync()).Changes);
    }

    [Fact]
    public async Task A_job_that_fails_is_told_by_its_exit_status_and_all_else_is_put_back()
    {
        await using var fleet = await RunningAsync();
        var web = await fleet.InspectAsync("web");
        await fleet.DeclareAsync(Migration with { More = ["entrypoint: [sh, -c, 'echo run >>/data/runs; exit 3']", .. Data] }, Web with { Tag = Service.New });
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync());
        failed.AssertExit(8);
        Assert.Contains(ResultsOf(failed), r => r is ("migration", "Run", "Failed", var words) && words!.StartsWith("ran, exit 3; what it did stays", StringComparison.Ordinal));
        Assert.All(ResultsOf(failed), r => Assert.True(r.Module is "migration" ? r.Status is "RolledBack" or "Failed" : r.Status is "RolledBack" or "NotAttempted", $"{r}"));
        Assert.Equal((2, web), (await RunsAsync(fleet), await fleet.InspectAsync("web")));
        Assert.Contains("STATE_MISMATCH", (await fleet.DriftAsync()).DriftOf("migration"));
    }

    [Fact]
    public async Task A_job_that_ran_before_a_later_change_failed_ran_and_is_not_put_back()
    {
        await using var fleet = await RunningAsync();
        var web = await fleet.InspectAsync("web", "{{.Config.Image}} {{.State.Status}}");
        await fleet.DeclareAsync(Migration with { Tag = Service.New }, Web with { Tag = Service.Sick });
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "5s");
        failed.AssertExit(8);
        Assert.Contains(ResultsOf(failed), r => r is ("migration", "Run", "Ran" or "Failed", var words) && words!.StartsWith("ran, exit 0; what it did stays", StringComparison.Ordinal));
        Assert.Equal((2, web), (await RunsAsync(fleet), await fleet.InspectAsync("web", "{{.Config.Image}} {{.State.Status}}")));
    }

    [Fact]
    public async Task Whoever_is_interrupted_while_a_job_runs_finds_it_run_once()
    {
        await using var fleet = await RunningAsync();
        await fleet.DeclareAsync(Migration with { More = ["entrypoint: [sh, -c, 'echo run >>/data/runs; sleep 4']", .. Data] });
        var plan = await fleet.PlanAsync();
        Assert.Equal(130, await fleet.InterruptAsync(plan, UntilRunsAsync(fleet, 2)));
        var applied = await fleet.ApplyAsync(plan);
        applied.AssertExit(0);
        Assert.Contains(ResultsOf(applied), r => r is ("migration", "Run", _, "ran, exit 0"));
        Assert.Equal(2, await RunsAsync(fleet));
    }

    [Fact]
    public async Task A_job_that_is_what_it_was_is_never_run()
    {
        await using var fleet = await RunningAsync();
        await fleet.ShellAsync("rs2000", $"docker rm {fleet.Container("migration")}");
        Assert.Contains("no plan runs one for the first time", (await fleet.PlanAsync()).BlockedOf("migration"), StringComparison.Ordinal);
        await fleet.DeclareAsync(Web with { More = [.. Web.More, "labels: { a: b }"] });
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Equal(1, await RunsAsync(fleet));
    }

    [Fact]
    public async Task Whoever_has_the_volumes_of_a_job_is_made_anew_with_it()
    {
        Service job = new("seed") { DesiredState = "completed", Stack = "both", Healthcheck = "", More = ["entrypoint: [sh, -c, 'echo one >/seeded/it']", "volumes: [/seeded]"] };
        Service reader = new("reader") { Stack = "both", More = ["volumes_from: [seed]", "depends_on: { seed: { condition: service_completed_successfully } }"] };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, job, reader);
        await fleet.DeclareAsync(job with { More = ["entrypoint: [sh, -c, 'echo two >/seeded/it']", "volumes: [/seeded]"] });
        var plan = await fleet.PlanAsync();
        Assert.Equal(["seed Run", "reader Recreate"], Acting(plan));
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(("two", 0), (await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("reader")} cat /seeded/it"), (await fleet.DriftAsync()).ExitCode));

        // One that fails is never put back, and neither are its volumes: what is said of the reader has to be so.
        var before = await fleet.InspectAsync("reader");
        await fleet.DeclareAsync(job with { More = ["entrypoint: [sh, -c, 'echo three >/seeded/it; exit 3']", "volumes: [/seeded]"] });
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync());
        failed.AssertExit(8);
        Assert.Contains(ResultsOf(failed), r => r is ("seed", "Run", "Failed", var words) && words!.StartsWith("ran, exit 3; what it did stays", StringComparison.Ordinal));
        Assert.Contains(ResultsOf(failed), r => r is ("reader", "Recreate", "NotAttempted", _));
        Assert.Equal(before, await fleet.InspectAsync("reader"));
    }

    private async Task<ApplyFleet> RunningAsync()
    {
        var fleet = await ApplyFleet.RunningAsync(hosts, Migration, Web);
        Assert.Equal(1, await RunsAsync(fleet));
        return fleet;
    }

    private static string[] Acting(PlanFile plan) => [.. plan.Changes.Where(change => !change.EndsWith("Pull", StringComparison.Ordinal) && !change.EndsWith("PutComposeFile", StringComparison.Ordinal))];

    private static (string? Module, string? Action, string? Status, string? Message)[] ResultsOf(ApplyOutcome outcome) =>
        [.. outcome.Json!.Value.GetProperty("changes").EnumerateArray().Select(c => (c.GetProperty("module").GetString(), c.GetProperty("action").GetString(), c.GetProperty("status").GetString(), c.GetProperty("message").GetString()))];

    private static async Task<int> RunsAsync(ApplyFleet fleet) => (await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} cat /data/runs")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    private static async Task UntilRunsAsync(ApplyFleet fleet, int runs)
    {
        while (await RunsAsync(fleet) < runs) await Task.Delay(100, TestContext.Current.CancellationToken);
    }
}
