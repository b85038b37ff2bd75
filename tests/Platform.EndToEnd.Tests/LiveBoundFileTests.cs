using Platform.EndToEnd.Applying;

namespace Platform.EndToEnd;

/// <summary>A mounted file that was replaced on a real host: the container goes on reading the one that was there when it was started.</summary>
public sealed class LiveBoundFileTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Web = new("web") { Healthcheck = "{ disable: true }", More = ["volumes: ['./web.conf:/etc/web.conf:ro', './:/folder']"] };

    [Fact]
    public async Task One_that_was_replaced_is_said_and_one_that_was_written_over_is_not()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { More = [] });
        await fleet.DeclareAsync(Web);
        await fleet.CopyAsync(Web);
        await fleet.ShellAsync("rs2000", $"cd compose/web; echo one >web.conf; docker compose -p {fleet.Name} up -d 2>&1; sleep 1.1; echo two >>web.conf");
        Assert.Equal(["one", "two"], await ReadAsync(fleet));
        Assert.Equal((0, "InSync", false), await VerdictAsync(fleet));

        await fleet.ShellAsync("rs2000", "cd compose/web; echo three >new.conf; mv new.conf web.conf");
        Assert.Equal(["one", "two"], await ReadAsync(fleet)); // the harm that is told
        Assert.Equal((0, "InSync", true), await VerdictAsync(fleet));

        await fleet.ShellAsync("rs2000", $"sleep 1.1; docker restart -t 0 {fleet.Container("web")}");
        Assert.Equal(["three"], await ReadAsync(fleet));
        Assert.Equal((0, "InSync", false), await VerdictAsync(fleet));
    }

    private static async Task<string[]> ReadAsync(ApplyFleet fleet) =>
        (await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} cat /etc/web.conf")).Split('\n');

    private static async Task<(int ExitCode, string? Status, bool Replaced)> VerdictAsync(ApplyFleet fleet)
    {
        var drift = await fleet.DriftAsync();
        var text = drift.Module("web").GetRawText();
        return (drift.ExitCode, drift.StatusOf("web"), text.Contains($"web.conf was replaced after {fleet.Container("web")} was started", StringComparison.Ordinal));
    }
}
