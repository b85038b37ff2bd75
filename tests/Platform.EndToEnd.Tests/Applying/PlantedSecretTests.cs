using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd.Applying;

/// <summary>Secrets in compose files, on real hosts: a plan, its application and what is remembered of both show none of them.</summary>
public sealed class PlantedSecretTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    /// <summary>No other class of tests has it, as the watch sees what they do meanwhile.</summary>
    private const string Secret = "hunter2Tr0ubad0r";

    private static readonly Dictionary<string, string?> Trusted = new(StringComparer.Ordinal) { ["PLATFORM_TRUSTED_ROOTS"] = "*" };

    private static readonly Service Web = new("web") { More = ["environment: { PASSWORD: hunter2Tr0ubad0r, user: hunter2Tr0ubad0r }"] };

    [Theory]
    [InlineData("environment: { PASSWORD: hunter2Tr0ubad0r2, user: hunter2Tr0ubad0r2 }", 0)] // a secret that is changed
    [InlineData("ports: [\"hunter2Tr0ubad0r:80\"]", 9)] // Compose quotes what it does not understand
    [InlineData("environment: [ { PASSWORD: hunter2Tr0ubad0r } ]", 9)]
    [InlineData("entrypoint: [ hunter2Tr0ubad0r ]", 9)] // the engine quotes what it cannot run
    public async Task A_plan_and_its_application_show_no_secret_whatever_becomes_of_it(string line, int exitCode)
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.DeclareAsync(Web with { More = [line] });
        var watch = new SecretWatch(Secret[7..], fleet.Root);
        var path = fleet.PathOf(".platform/plan.json");
        var planned = await RunAsync(watch, fleet, "plan", "--out", path);
        Assert.Contains("…", planned.Output, StringComparison.Ordinal); // the diff of the compose file is there, and masked
        await RunAsync(watch, fleet, "plan", "--json");
        await RunAsync(watch, fleet, "drift-check", "--details");
        var plan = new PlanFile(planned.ExitCode, path);
        var applied = await RunAsync(watch, fleet, "apply", path, "--approved", plan.Id, "--health-timeout", "5s");
        Assert.Equal(exitCode, applied.ExitCode);
        await RunAsync(watch, fleet, "journal");
        await RunAsync(watch, fleet, "journal", "--json");
        await RunAsync(watch, fleet, "snapshot", "rs2000", "--out", fleet.PathOf("snapshot.json"));
    }

    private static Task<CommandResult> RunAsync(SecretWatch watch, ApplyFleet fleet, params string[] arguments) =>
        watch.RunAsync(Repository.Platformctl, [.. arguments, "--root", fleet.Root], fleet.Root, Trusted);
}
