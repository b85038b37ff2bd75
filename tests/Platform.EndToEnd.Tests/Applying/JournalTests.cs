using System.Text.Json;

namespace Platform.EndToEnd.Applying;

/// <summary>The journal of a real run: what was altered is told, and a line that a crash cut is mended.</summary>
public sealed class JournalTests(AppliedFleet applied) : IClassFixture<AppliedFleet>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("added")]
    [InlineData("cut")]
    [InlineData("emptied")]
    [InlineData("headless")]
    [InlineData("torn")]
    public async Task What_was_done_to_a_journal_is_told(string fault)
    {
        var fleet = await applied.FleetAsync();
        var lines = await File.ReadAllLinesAsync(fleet.JournalPath, Token);
        var head = await File.ReadAllTextAsync(fleet.JournalPath + ".head", Token);
        try
        {
            await BreakAsync(fleet, lines, fault);
            var result = await fleet.JournalAsync("--verify", "--json");
            Assert.True(result.ExitCode == 1, result.ToString());
            Assert.NotEmpty(JsonDocument.Parse(result.Output).RootElement.GetProperty("faults").EnumerateArray());
            Assert.Equal(1, (await fleet.JournalAsync("--verify")).ExitCode);
            Assert.Equal(0, (await fleet.JournalAsync()).ExitCode);
        }
        finally
        {
            await File.WriteAllLinesAsync(fleet.JournalPath, lines, Token);
            await File.WriteAllTextAsync(fleet.JournalPath + ".head", head, Token);
        }

        Assert.Equal(0, (await fleet.JournalAsync("--verify")).ExitCode);
    }

    [Fact]
    public async Task A_torn_line_is_taken_away_by_the_next_entry_and_a_cut_journal_takes_none()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(applied.Live, new Service("web"));
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        var lines = await File.ReadAllLinesAsync(fleet.JournalPath, Token);
        await fleet.ShellAsync("rs2000", $"docker stop {fleet.Container("web")}");
        var plan = await fleet.PlanAsync();

        await File.WriteAllLinesAsync(fleet.JournalPath, lines[..^2], Token);
        var stopped = await fleet.InspectAsync("web");
        var refused = await fleet.ApplyAsync(plan);
        refused.AssertExit(1);
        Assert.Contains("was cut or altered", refused.Said, StringComparison.Ordinal);
        Assert.Equal(stopped, await fleet.InspectAsync("web"));
        Assert.Equal("no lock", await fleet.ShellAsync("rs2000", "test -e .platform/lock || echo no lock"));

        await File.WriteAllLinesAsync(fleet.JournalPath, lines, Token);
        await File.AppendAllTextAsync(fleet.JournalPath, lines[^1][..40], Token);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        var journal = await fleet.JournalAsync("--verify");
        Assert.Equal(0, journal.ExitCode);
        Assert.Contains("an unfinished line of 40 bytes was removed", journal.Output, StringComparison.Ordinal);
    }

    /// <summary>A file may grow to so many bytes and no more: the disk of the operator, full in the middle of a run.</summary>
    [Fact]
    public async Task Wherever_the_journal_runs_out_of_room_nothing_was_done_without_its_intent()
    {
        await using var fleet = await ApplyFleet.RunningAsync(applied.Live, new Service("web"));
        await StopAsync(fleet);
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        var lines = await File.ReadAllLinesAsync(fleet.JournalPath, Token);
        for (var whole = 0; whole < lines.Length; whole++)
        {
            await StopAsync(fleet);
            var plan = await fleet.PlanAsync();
            var room = new FileInfo(fleet.JournalPath).Length + lines.Take(whole).Sum(line => line.Length + 1) + 100;
            var outcome = await fleet.ApplyWithinAsync(plan, room);
            var happened = (await File.ReadAllTextAsync(fleet.JournalPath, Token)).Split('\n')[^(whole + 1)..^1].Select(EventOf);
            Assert.Equal(lines.Take(whole).Select(EventOf), happened);

            var wasIntended = happened.Contains("Intent");
            var (exit, status) = !wasIntended ? (1, "NotAttempted") : happened.Contains("Verification") ? (0, "Applied") : (8, "InDoubt");
            outcome.AssertExit(exit);
            outcome.AssertStatuses(status);
            Assert.Contains("the journal cannot be written", outcome.Said, StringComparison.Ordinal);
            Assert.EndsWith(wasIntended ? "running" : "exited", await fleet.InspectAsync("web"), StringComparison.Ordinal);
            Assert.Equal("no lock", await fleet.ShellAsync("rs2000", "test -e .platform/lock || echo no lock"));

            (await fleet.ApplyAsync(plan)).AssertExit(0);
            Assert.EndsWith("running", await fleet.InspectAsync("web"), StringComparison.Ordinal);
        }

        await StopAsync(fleet);
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Equal(0, (await fleet.JournalAsync("--verify")).ExitCode);
    }

    [Fact]
    public async Task Each_change_has_its_intent_before_and_its_outcome_after()
    {
        var fleet = await applied.FleetAsync();
        var events = (await File.ReadAllLinesAsync(fleet.JournalPath, Token)).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(e => $"{e.GetProperty("event").GetString()} {(e.TryGetProperty("change", out var change) ? change.ToString() : "")}".TrimEnd());
        Assert.Equal(["Started", "Intent 1", "Outcome 1", "Intent 2", "Outcome 2", "Verification", "Finished"], events);
    }

    private static Task<string> StopAsync(ApplyFleet fleet) => fleet.ShellAsync("rs2000", $"docker stop -t 0 {fleet.Container("web")}");

    private static string? EventOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString();

    private static async Task BreakAsync(ApplyFleet fleet, string[] lines, string fault)
    {
        string[] broken = fault switch
        {
            "altered" => [.. lines[..2], lines[2].Replace("\"succeeded\":true", "\"succeeded\":false", StringComparison.Ordinal), .. lines[3..]],
            "removed" => [.. lines[..2], .. lines[3..]],
            "added" => [.. lines, lines[^1]],
            "cut" => lines[..^1],
            "emptied" => [],
            _ => lines,
        };
        if (fault is not ("torn" or "headless")) Assert.NotEqual(lines, broken);
        await File.WriteAllLinesAsync(fleet.JournalPath, broken, Token);
        if (fault == "headless") File.Delete(fleet.JournalPath + ".head");
        if (fault == "torn") await File.AppendAllTextAsync(fleet.JournalPath, lines[0][..50], Token);
    }
}

/// <summary>One fleet that a plan was applied to, for all that is asked of its journal.</summary>
public sealed class AppliedFleet(HostPool pool) : IAsyncLifetime
{
    private ApplyFleet? _fleet;

    internal LiveHosts Live { get; } = new(pool);

    public ValueTask InitializeAsync() => Live.InitializeAsync();

    internal async Task<ApplyFleet> FleetAsync()
    {
        if (_fleet is not null) return _fleet;
        _fleet = await ApplyFleet.OutdatedAsync(Live, new Service("web"));
        (await _fleet.ApplyAsync(await _fleet.PlanAsync())).AssertExit(0);
        return _fleet;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null) await _fleet.DisposeAsync();
        await Live.DisposeAsync();
    }
}
