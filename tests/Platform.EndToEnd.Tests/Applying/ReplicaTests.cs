using System.Text.Json;

namespace Platform.EndToEnd.Applying;

/// <summary>A service of several containers on a real host: each is compared, and what is not different is left alone.</summary>
public sealed class ReplicaTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Web = new("web") { More = ["deploy: { replicas: 3 }"] };

    [Fact]
    public async Task Each_container_is_compared_and_only_what_differs_is_mended()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web, new Service("none") { More = ["scale: 0"] });
        var drift = await fleet.DriftAsync();
        Assert.Equal((0, "InSync", "InSync"), (drift.ExitCode, drift.StatusOf("web"), drift.StatusOf("none")));
        Assert.Equal(Names(fleet, 1, 2, 3), LiveOf(drift, "web"));
        Assert.Equal(JsonValueKind.Null, drift.Module("none").GetProperty("live").ValueKind);

        await fleet.ShellAsync("rs2000", $"docker stop -t 0 {fleet.Name}-web-2");
        Assert.Equal(["STATE_MISMATCH web-2"], FindingsOf(fleet, await fleet.DriftAsync()));
        var others = await StartedAsync(fleet, 1, 3);
        var start = await fleet.PlanAsync();
        Assert.Equal(["web Start"], start.Changes);
        (await fleet.ApplyAsync(start)).AssertExit(0);
        Assert.Equal(others, await StartedAsync(fleet, 1, 3));
        Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));

        await fleet.ShellAsync("rs2000", $"docker update --memory 64m --memory-swap 128m {fleet.Name}-web-3");
        Assert.Equal(["LIMITS_MISMATCH web-3"], FindingsOf(fleet, await fleet.DriftAsync()));
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));
    }

    [Fact]
    public async Task Missing_ones_are_made_and_those_too_many_are_removed_beside_the_others()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web);
        await fleet.ShellAsync("rs2000", $"docker rm -f {fleet.Name}-web-3");
        Assert.Equal(["REPLICAS_MISMATCH"], FindingsOf(fleet, await fleet.DriftAsync()));
        var others = await StartedAsync(fleet, 1, 2);
        await ScaleAsync(fleet, 3);
        Assert.Equal(others, await StartedAsync(fleet, 1, 2));

        await fleet.ShellAsync("rs2000", $"docker compose -p {fleet.Name} -f {fleet.Directory}/{Web.ComposeFile} up -d --no-recreate --scale web=5 2>&1");
        Assert.Equal(["REPLICAS_MISMATCH"], FindingsOf(fleet, await fleet.DriftAsync()));
        await ScaleAsync(fleet, 3);
        Assert.Equal(others, await StartedAsync(fleet, 1, 2));

        // The same by a file that says another number, and nothing else of the service.
        await fleet.DeclareAsync(Web with { More = ["deploy: { replicas: 2 }"] });
        await ScaleAsync(fleet, 2, "web PutComposeFile");
        Assert.Equal(others, await StartedAsync(fleet, 1, 2));

        static async Task ScaleAsync(ApplyFleet fleet, int count, params string[] first)
        {
            var plan = await fleet.PlanAsync();
            Assert.Equal([.. first, "web Scale"], plan.Changes.Where(c => !c.EndsWith("Pull", StringComparison.Ordinal)));
            (await fleet.ApplyAsync(plan)).AssertExit(0);
            var drift = await fleet.DriftAsync();
            Assert.Equal(("InSync", count), (drift.StatusOf("web"), LiveOf(drift, "web").Length));
        }
    }

    [Theory]
    [InlineData(Service.New, 0)]
    [InlineData(Service.Sick, 9)]
    public async Task All_of_them_are_made_anew_or_put_back(string tag, int exitCode)
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.DeclareAsync(Web with { Tag = tag });
        await fleet.CopyAsync(Web with { Tag = tag });
        var drifted = await fleet.DriftAsync();
        var image = drifted.Module("web").GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("code").GetString() == "IMAGE_TAG_MISMATCH");
        Assert.StartsWith("each of 3 containers runs ", image.GetProperty("message").GetString(), StringComparison.Ordinal);

        (await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "6s")).AssertExit(exitCode);
        var tags = await fleet.ShellAsync("rs2000", $"docker ps --filter label=com.docker.compose.project={fleet.Name} --format '{{{{.Names}}}} {{{{.Image}}}}' | sort");
        Assert.Equal(Names(fleet, 1, 2, 3).Select(name => $"{name} ghcr.io/plastic-labs/honcho:{(exitCode == 0 ? tag : Service.Old)}"), tags.Split('\n'));
        Assert.Equal("", await fleet.ShellAsync("rs2000", "find .platform -name '*.kept'"));
        if (exitCode == 0) Assert.Equal("InSync", (await fleet.DriftAsync()).StatusOf("web"));
    }

    [Fact]
    public async Task A_number_that_a_variable_of_the_host_decides_is_taken_from_there_and_is_a_doubt_where_it_is_unset()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { More = ["scale: ${COUNT:-2}"] });
        Assert.Equal((0, "InSync"), await VerdictAsync(fleet));
        await fleet.ShellAsync("rs2000", $"echo COUNT=1 >{Path.GetDirectoryName(Web.ComposeFile)}/.env");
        Assert.Equal((2, "Drifted"), await VerdictAsync(fleet));
        await fleet.ShellAsync("rs2000", $"docker ps -aq --filter label=com.docker.compose.project={fleet.Name} | xargs docker rm -f");
        Assert.Equal((8, "Unverified"), await VerdictAsync(fleet)); // nothing is left that says with which files it was
    }

    private static async Task<(int, string?)> VerdictAsync(ApplyFleet fleet)
    {
        var drift = await fleet.DriftAsync();
        return (drift.ExitCode, drift.StatusOf("web"));
    }

    private static string[] FindingsOf(ApplyFleet fleet, DriftDocument drift) =>
    [
        .. drift.Module("web").GetProperty("findings").EnumerateArray()
            .Select(f => f.TryGetProperty("container", out var name) ? $"{f.GetProperty("code").GetString()} {name.GetString()![(fleet.Name.Length + 1)..]}" : f.GetProperty("code").GetString()!)
            .Order(StringComparer.Ordinal),
    ];

    private static string[] LiveOf(DriftDocument drift, string module) =>
        [.. drift.Module(module).GetProperty("live").GetProperty("containers").EnumerateArray().Select(c => c.GetProperty("containerName").GetString()!).Order(StringComparer.Ordinal)];

    private static string[] Names(ApplyFleet fleet, params int[] numbers) => [.. numbers.Select(n => FormattableString.Invariant($"{fleet.Name}-web-{n}"))];

    private static Task<string> StartedAsync(ApplyFleet fleet, params int[] numbers) =>
        fleet.ShellAsync("rs2000", $"docker inspect --format '{{{{.Id}}}} {{{{.State.StartedAt}}}}' {string.Join(' ', Names(fleet, numbers))}");
}
