using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>A service that a swarm stack runs is no container of Compose's, and none that is missing either.</summary>
public sealed class LiveStackTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    [Fact]
    public async Task A_service_of_a_stack_is_called_that_and_nothing_is_made_beside_it()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web"), new Service("other"));
        try
        {
            await fleet.ShellAsync("rs2000",
                $"docker rm -f {fleet.Container("web")} >/dev/null; docker swarm init --advertise-addr 127.0.0.1 >/dev/null;" +
                $"printf 'version: \"3.8\"\\nservices: {{ web: {{ image: {new Service("web").Image} }} }}\\n' >stack.yaml;" +
                $"docker stack deploy --resolve-image never -c stack.yaml {fleet.Name} >/dev/null;" +
                $"n=0; until docker ps --format '{{{{.Names}}}}' | grep -q '^{fleet.Name}_web[.]1[.]'; do n=$((n + 1)); [ $n -lt 150 ] || exit 1; sleep 0.2; done");
            var drift = await fleet.DriftAsync();
            Assert.Equal(2, drift.ExitCode);
            var finding = Assert.Single(drift.Module("web").GetProperty("findings").EnumerateArray(), f => f.GetProperty("severity").GetString() is "Drift");
            Assert.Equal("COMPOSE_PROJECT_MISMATCH", finding.GetProperty("code").GetString());
            Assert.Matches($"service web runs as {fleet.Name}_web\\.1\\.[0-9a-z]+, which 'docker stack deploy' made", finding.GetProperty("message").GetString());
            Assert.Empty(drift.DriftOf("other"));

            var plan = await fleet.PlanAsync();
            Assert.Empty(plan.Changes);
            Assert.NotNull(plan.BlockedOf("web"));
        }
        finally
        {
            await fleet.ShellAsync("rs2000", $"docker stack rm {fleet.Name} >/dev/null 2>&1; docker swarm leave --force >/dev/null; docker network rm docker_gwbridge >/dev/null 2>&1 || :");
        }
    }
}
