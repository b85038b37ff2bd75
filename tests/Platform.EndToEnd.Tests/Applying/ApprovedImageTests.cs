namespace Platform.EndToEnd.Applying;

/// <summary>Only the approved image ever runs, whatever a variable, an override or an environment file says on the host.</summary>
public sealed class ApprovedImageTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Facts = "{{.Id}} {{.Image}} {{.State.StartedAt}}";

    private static readonly Service Web = new("web");

    [Theory]
    [InlineData("${IMG:-{0}}", "echo IMG={1} >compose/web/.env")]
    [InlineData("{0}", "printf 'services: { web: { image: \"{1}\", labels: { from: override } } }' >compose/web/override.yaml")]
    public async Task An_image_that_the_host_names_right_before_the_step_is_refused_and_nothing_is_done(string written, string meanwhile)
    {
        var (old, other) = (Web with { Tag = Service.Old }, Web with { Tag = Service.Crashing });
        await using var fleet = await ApplyFleet.RunningAsync(hosts, old);
        await fleet.ShellAsync("rs2000", $"""
            docker pull --quiet {other.Image}; printf 'services: {"{ web: { labels: { from: override } } }"}' >compose/web/override.yaml
            cd compose/web; docker compose -p {fleet.Name} -f compose.yaml -f override.yaml up -d
            """);
        var web = Web with { Written = written.Replace("{0}", Web.Image, StringComparison.Ordinal) };
        await fleet.DeclareAsync(web);
        await fleet.CopyAsync(web);
        // Right before the step: whatever the looks before it saw, the step itself has to see it.
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        ssh.Before("--step", 2, meanwhile.Replace("{1}", other.Image, StringComparison.Ordinal));
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web Pull", "web Recreate"], plan.Changes);
        var before = await fleet.InspectAsync("web", Facts);
        var refused = await fleet.ApplyAsync(plan);
        Assert.Equal(before, await fleet.InspectAsync("web", Facts));
        refused.AssertExit(3);
        Assert.Contains("service web is another image than the one that was approved", refused.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo SECRET=two >compose/web/.env")]
    [InlineData("echo FILED=two >compose/web/web.env")]
    public async Task A_value_that_was_changed_after_the_approval_is_refused_though_the_same_keys_differ(string meanwhile)
    {
        const string Before = "SECRET=one\n", Filed = "FILED=one\n";
        var service = Web with { Tag = Service.Old, More = ["environment: { SECRET: \"${SECRET:-}\" }", "env_file: [web.env]"] };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.ShellAsync("rs2000", $"printf '{Before}' >compose/web/.env; printf '{Filed}' >compose/web/web.env");
        await fleet.DeclareAsync(service);
        await fleet.CopyAsync(service);
        var plan = await fleet.PlanAsync();
        Assert.Contains("web Recreate", plan.Changes);
        await fleet.ShellAsync("rs2000", meanwhile);
        var before = await fleet.InspectAsync("web", Facts);
        var refused = await fleet.ApplyAsync(plan);
        refused.AssertExit(3);
        Assert.Contains("what Compose makes of its files on the host is not what the plan rests on", refused.Said, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.InspectAsync("web", Facts));

        await fleet.ShellAsync("rs2000", $"printf '{Before}' >compose/web/.env; printf '{Filed}' >compose/web/web.env");
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Matches("\"configuration\":\"hmac-sha256:[0-9a-f]{64}\"", await File.ReadAllTextAsync(plan.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_image_that_a_variable_names_is_compared_as_Compose_reads_it_among_those_of_its_dependencies()
    {
        Service[] services = [Web with { Stack = "both", Tag = Service.Old }, new("db") { Stack = "both" }];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, services);
        var web = Web with { Stack = "both", Written = $"${{IMG:-{Web.Image}}}", More = ["depends_on: [db]", "labels: { price: 5$$ }"] };
        await fleet.DeclareAsync(web, services[1]);
        await fleet.CopyAsync(web);
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Contains(Web.Image, await fleet.InspectAsync("web"), StringComparison.Ordinal);

        await fleet.ShellAsync("rs2000", $"docker rm -f {fleet.Container("web")}");
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web Pull", "web Create"], plan.Changes);
        await fleet.ShellAsync("rs2000", $"echo IMG={(Web with { Tag = Service.Old }).Image} >compose/both/.env");
        (await fleet.ApplyAsync(plan)).AssertExit(3);
        Assert.Equal("", await fleet.InspectAsync("web"));
    }
}
