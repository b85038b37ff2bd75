using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>The image that compose files name on a real host, and jobs that have ended there.</summary>
public sealed class LiveImageTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Repository = "ghcr.io/plastic-labs/honcho";

    [Fact] // manifest and container agree, and the next `up` would bring something else
    public async Task A_file_a_variable_or_an_override_that_names_another_image_is_drift_and_is_not_planned()
    {
        var app = new Service("app") { Healthcheck = "{ disable: true }" };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, app);
        Assert.Empty(await DriftsAsync(fleet, "app"));

        var variable = app with { Written = Repository + ":${TAG:-3.0.3}" };
        await fleet.DeclareAsync(variable);
        await fleet.CopyAsync(variable);
        Assert.Equal([$"ARTIFACT_COMPOSE_DISAGREE compose.image {Repository}:3.0.3"], await DriftsAsync(fleet, "app"));
        await AssertNotPlannedAsync(fleet, "make them agree");
        var validated = await Command.PlatformctlAsync(fleet.Root, "validate");
        Assert.Equal(0, validated.ExitCode);
        Assert.Contains("unless TAG is set on the host", validated.Output, StringComparison.Ordinal);

        // A variable of the host decides.
        await fleet.ShellAsync("rs2000", "echo TAG=3.0.6 >compose/app/.env");
        Assert.Empty(await DriftsAsync(fleet, "app"));
        await fleet.ShellAsync("rs2000", "rm compose/app/.env");

        var literal = app with { Written = Repository + ":3.0.3" };
        await fleet.DeclareAsync(literal);
        await fleet.CopyAsync(literal);
        Assert.Equal([$"ARTIFACT_COMPOSE_DISAGREE compose.image {Repository}:3.0.3"], await DriftsAsync(fleet, "app"));
        validated = await Command.PlatformctlAsync(fleet.Root, "validate");
        Assert.Equal(1, validated.ExitCode);
        Assert.Contains("ARTIFACT_COMPOSE_DISAGREE", validated.Output, StringComparison.Ordinal);

        // An override that the container was started with.
        await fleet.DeclareAsync(app);
        await fleet.CopyAsync(app);
        await fleet.ShellAsync("rs2000",
            "echo 'services: { app: { labels: { by: hand } } }' >compose/app/more.yaml;" +
            $"docker compose -p {fleet.Name} -f compose/app/compose.yaml -f compose/app/more.yaml up -d app >/dev/null 2>&1;" +
            $"echo 'services: {{ app: {{ image: {Repository}:3.0.3, labels: {{ by: hand }} }} }}' >compose/app/more.yaml");
        Assert.Equal([$"IMAGE_TAG_MISMATCH compose.image {Repository}:3.0.6"], await DriftsAsync(fleet, "app"));
        await AssertNotPlannedAsync(fleet, "a variable or an override there decides");
    }

    [Fact]
    public async Task A_job_is_in_sync_once_it_has_ended_well_and_no_plan_runs_it()
    {
        var good = new Service("good") { DesiredState = "completed", Healthcheck = "{ disable: true }", More = ["entrypoint: [sh, -c, 'exit 0']"] };
        var bad = good with { Id = "bad", Stack = "bad", More = ["entrypoint: [sh, -c, 'exit 3']"] };
        var slow = good with { Id = "slow", Stack = "slow", More = ["entrypoint: [sh, -c, 'exec sleep 1000']"] };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, good, bad, slow);
        await fleet.ShellAsync("rs2000", $"docker wait {fleet.Container("good")} {fleet.Container("bad")} >/dev/null");
        Assert.Empty(await DriftsAsync(fleet, "good"));
        Assert.Equal(["STATE_MISMATCH state exited"], await DriftsAsync(fleet, "bad"));
        Assert.Empty(await DriftsAsync(fleet, "slow"));
        Assert.Equal(["InSync", "Drifted", "Unverified"], await StatusesAsync(fleet, "good", "bad", "slow"));

        var plan = await fleet.PlanAsync();
        Assert.Empty(plan.Json.GetProperty("changes").EnumerateArray());
        Assert.Contains("nothing of it has changed", plan.Json.GetProperty("blocked")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task AssertNotPlannedAsync(ApplyFleet fleet, string why)
    {
        var plan = await fleet.PlanAsync("app");
        Assert.Empty(plan.Json.GetProperty("changes").EnumerateArray());
        Assert.Contains(why, plan.Json.GetProperty("blocked")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string[]> DriftsAsync(ApplyFleet fleet, string module) =>
    [
        .. (await fleet.DriftAsync(module)).Module(module).GetProperty("findings").EnumerateArray()
            .Where(f => f.GetProperty("severity").GetString() == "Drift")
            .Select(f => $"{f.GetProperty("code").GetString()} {f.GetProperty("field").GetString()} {f.GetProperty("actual").GetString()}"),
    ];

    private static async Task<string?[]> StatusesAsync(ApplyFleet fleet, params string[] modules)
    {
        var drift = await fleet.DriftAsync();
        return [.. modules.Select(drift.StatusOf)];
    }
}
