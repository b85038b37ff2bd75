using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>The operator's process is killed, wherever it stands: the next run of the plan brings it to its end.</summary>
public sealed class KilledOperatorTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const int Killed = 137;

    [Fact]
    public async Task Killed_before_while_or_after_any_step_a_plan_is_applied_once_by_the_next_run()
    {
        hosts.SkipIfDown();
        await using var docker = await WatchedDocker.StartAsync(hosts);
        // Each way to be killed in a fleet of its own, so that they can go on side by side.
        await Task.WhenAll(
            // Lock, two looks, three changes, a look at the end and the release; of these five change something.
            EveryCallAsync("kill-before", 8, docker), EveryCallAsync("kill-during", 5, docker), EveryCallAsync("kill-after", 5, docker));
    }

    private async Task EveryCallAsync(string fault, int least, WatchedDocker docker)
    {
        var web = new Service("web") { Tag = Service.Old };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        var ssh = await FaultySsh.ForAsync(fleet);
        for (var call = 1; ; call++)
        {
            var ups = await docker.UpsAsync(fleet);
            web = web with { Tag = web.Tag == Service.Old ? Service.New : Service.Old };
            await fleet.DeclareAsync(web);
            ssh.Mend();
            var plan = await fleet.PlanAsync();
            Assert.Equal(["web Pull", "web PutComposeFile", "web Recreate"], plan.Changes);

            ssh.At(call, fault);
            var killed = await fleet.ApplyAsync(plan);
            var wasReached = killed.ExitCode == Killed;
            if (wasReached)
            {
                ssh.Mend();
                var next = await fleet.ApplyAsync(plan);
                Assert.True(next.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{fault} at call {call}: {next.Result}"));
            }
            else
            {
                killed.AssertExit(0);
            }

            Assert.Equal(ups + 1, await docker.UpsAsync(fleet));
            Assert.Equal(
                $"{web.Image} running\n{await FileHashAsync(fleet, web)}\nno lock",
                await fleet.ShellAsync("rs2000", $"docker inspect --format '{{{{.Config.Image}}}} {{{{.State.Status}}}}' {fleet.Container("web")}; sha256sum <{web.ComposeFile}; test -e .platform/lock || echo no lock"));
            if (wasReached) continue;
            Assert.InRange(call, least + 1, 30);
            break;
        }

        ssh.Mend();
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
        Assert.Equal(0, (await fleet.JournalAsync("--verify")).ExitCode);
    }

    private static async Task<string> FileHashAsync(ApplyFleet fleet, Service service) =>
        (await Command.RunAsync("sh", ["-c", $"sha256sum <{service.ComposeFile}"], fleet.Root)).Output.TrimEnd('\n');
}
