using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>A host that cannot take the change: nothing is left half done, and the reason is told.</summary>
public sealed class HostTroubleTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    [Theory]
    [InlineData(4)] // not even a copy of the old file
    [InlineData(8)] // the copy, and not the new one
    public async Task A_compose_file_that_finds_no_room_leaves_the_old_one(int kilobytes)
    {
        var web = new Service("web");
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        await fleet.DeclareAsync(Large(web));
        var folder = $"{fleet.Directory}/compose/web";
        await InsideAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"cp -a {folder} /tmp/kept; mount -t tmpfs -o size={kilobytes}k,mode=777 tmpfs {folder}; cp -a /tmp/kept/. {folder}; rm -r /tmp/kept"));
        try
        {
            var plan = await fleet.PlanAsync();
            Assert.Contains("web PutComposeFile", plan.Changes);
            var before = await ShownAsync(fleet);
            var failed = await fleet.ApplyAsync(plan);
            failed.AssertExit(9);
            Assert.Contains("no space left", failed.Said, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(before, await ShownAsync(fleet));
            Assert.Equal("compose.yaml", await fleet.ShellAsync("rs2000", $"ls -A {folder}; ls -A .platform/previous | grep '^[.]' || :"));
        }
        finally
        {
            await InsideAsync($"umount {folder}");
        }
    }

    [Fact]
    public async Task However_little_room_is_left_a_change_is_made_or_was_never_there()
    {
        var web = new Service("web");
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        await fleet.DeclareAsync(Large(web));
        await InsideAsync(
            $"cp -a {fleet.Directory} /tmp/kept; mount -t tmpfs -o size=96k,mode=777 tmpfs {fleet.Directory}; cp -a /tmp/kept/. {fleet.Directory}; rm -r /tmp/kept");
        try
        {
            List<int> codes = [];
            var said = "";
            var plan = await fleet.PlanAsync();
            foreach (var pages in (int[])[0, 2, 3, 4, 6, 8, 12, 20])
            {
                await fleet.ShellAsync("rs2000", string.Create(
                    CultureInfo.InvariantCulture,
                    $"rm -rf .platform filled; dd if=/dev/zero of=spare bs=4k count={pages} 2>/dev/null; cat /dev/zero 2>/dev/null >filled; rm spare"));
                var before = await ShownAsync(fleet);
                var outcome = await fleet.ApplyAsync(plan);
                codes.Add(outcome.ExitCode);
                said += string.Create(CultureInfo.InvariantCulture, $"{pages} pages: {outcome.ExitCode} {outcome.Said}\n");
                if (outcome.ExitCode == 0) break;
                Assert.True(outcome.ExitCode is 1 or 9, said);
                Assert.Equal(before, await ShownAsync(fleet));
                Assert.Equal("compose.yaml", await fleet.ShellAsync("rs2000", "ls -A compose/web"));
            }

            // Refused, put back, and at last applied.
            Assert.True(codes.Distinct().SequenceEqual([1, 9, 0]), said);
        }
        finally
        {
            await InsideAsync($"umount {fleet.Directory}");
        }
    }

    [Fact]
    public async Task A_registry_that_is_down_is_met_before_anything_was_touched()
    {
        var web = new Service("web");
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web with { Tag = Service.Old });
        await fleet.DeclareAsync(web);
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web Pull", "web PutComposeFile", "web Recreate"], plan.Changes);
        var before = await ShownAsync(fleet);
        await InsideAsync("test-service registry stop");
        try
        {
            var failed = await fleet.ApplyAsync(plan);
            failed.AssertExit(9);
            Assert.Contains("connection refused", failed.Said, StringComparison.Ordinal);
            failed.AssertStatuses("RolledBack", "NotAttempted", "NotAttempted");
            Assert.Equal(before, await ShownAsync(fleet));
        }
        finally
        {
            await InsideAsync("test-service registry start");
        }

        (await fleet.ApplyAsync(plan)).AssertExit(0);
    }

    [Theory]
    [InlineData(5)]
    public async Task A_clock_that_is_hours_ahead_changes_nothing(int hours)
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web"));
        await InsideAsync(string.Create(
            CultureInfo.InvariantCulture, $"printf '#!/bin/sh\\nexec /usr/bin/date --date=\"{hours} hours\" \"$@\"\\n' >/usr/local/bin/date; chmod 755 /usr/local/bin/date"));
        try
        {
            var plan = await fleet.PlanAsync();
            (await fleet.ApplyAsync(plan)).AssertExit(0);
            (await fleet.ApplyAsync(plan)).AssertExit(0);
        }
        finally
        {
            await InsideAsync("rm /usr/local/bin/date");
        }
    }

    [Fact]
    public async Task A_step_that_a_host_lost_the_end_of_is_found_made()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web"));
        await fleet.ShellAsync("rs2000", $"docker rename {fleet.Container("web")} other");
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web Adopt"], plan.Changes);
        // It went down between the change and the note of it.
        await fleet.ShellAsync("rs2000", $"mkdir -p .platform/plans; echo begun 1 >.platform/plans/{plan.Id}; docker rename other {fleet.Container("web")}");
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    /// <summary>Of five pages of a small disk.</summary>
    private static Service Large(Service service) => service with { Top = [.. Enumerable.Range(0, 250).Select(n => $"# {n} {new string('x', 70)}")] };

    /// <summary>What a change would be seen by, but for apply's own folder.</summary>
    private static Task<string> ShownAsync(ApplyFleet fleet) => fleet.ShellAsync(
        "rs2000", $"docker inspect --format '{{{{.Id}}}} {{{{.State.StartedAt}}}} {{{{.Image}}}}' {fleet.Container("web")}; find compose -type f -exec sha256sum {{}} +");

    private Task InsideAsync(string script) => hosts.ScriptAsync("inside", "rs2000", "sh", "-c", script);
}
