namespace Platform.EndToEnd.Applying;

/// <summary>Each action on real containers.</summary>
public sealed class ActionTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    [Fact]
    public async Task What_was_done_by_hand_is_brought_back_with_as_little_as_it_takes()
    {
        string[] ids = ["adopt", "create", "pause", "recreate", "start", "stop"];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. ids.Select(id => new Service(id) { More = ["restart: unless-stopped"] })]);
        await fleet.DeclareAsync(new Service("stop") { DesiredState = "stopped", More = ["restart: unless-stopped"] });
        var before = await Task.WhenAll(ids.Select(id => fleet.InspectAsync(id, "{{.Id}}")));
        await fleet.ShellAsync("rs2000", $"""
            docker rename {fleet.Container("adopt")} renamed-by-hand
            docker rm -f {fleet.Container("create")}
            docker pause {fleet.Container("pause")}
            docker update --restart always {fleet.Container("recreate")}
            docker stop {fleet.Container("start")}
            """);

        var plan = await fleet.PlanAsync();
        Assert.Equal(
            ["adopt Adopt", "create Pull", "create Create", "pause Start", "recreate Pull", "recreate Recreate", "start Start", "stop Stop"],
            plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
        var after = await Task.WhenAll(ids.Select(id => fleet.InspectAsync(id, "{{.Id}}")));
        Assert.Equal(["create", "recreate"], ids.Where((_, i) => before[i] != after[i]));
        Assert.Equal("unless-stopped", await fleet.InspectAsync("recreate", "{{.HostConfig.RestartPolicy.Name}}"));
        Assert.Equal("exited", await fleet.InspectAsync("stop", "{{.State.Status}}"));
        Assert.Equal("running", await fleet.InspectAsync("pause", "{{.State.Status}}"));
    }

    [Fact]
    public async Task A_module_stopped_on_purpose_gets_its_release_and_stays_stopped()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, new Service("web") { DesiredState = "stopped" });
        (await fleet.ApplyAsync(await fleet.PlanAsync())).AssertExit(0);
        Assert.Matches("3.0.6 (created|exited)$", await fleet.InspectAsync("web"));
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task What_is_applied_and_cannot_be_compared_is_never_called_verified()
    {
        const string NotCompared = "configuration not compared: annotations, which this engine, or the Compose that made the container, does not keep, or not show";
        Service[] services = [new("holder") { Stack = "pair" }, new("taker") { Stack = "pair", More = ["annotations: { a: b }"] }];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, services);
        await fleet.ShellAsync("rs2000", $"docker update --restart always {fleet.Container("taker")}");
        Assert.Equal(8, (await fleet.DriftAsync()).ExitCode);

        var plan = await fleet.PlanAsync();
        Assert.Equal((2, "taker Pull,taker Recreate"), (plan.ExitCode, string.Join(',', plan.Changes)));
        foreach (var status in (string[])["Applied", "AlreadyApplied"])
        {
            var applied = await fleet.ApplyAsync(plan);
            applied.AssertExit(8);
            var results = applied.Json!.Value.GetProperty("changes").EnumerateArray().ToArray(); // it wrote its document
            Assert.All(results, r => Assert.Equal((status, NotCompared), (r.GetProperty("status").GetString(), r.GetProperty("notCompared").GetString())));
        }

        var text = await Command.PlatformctlAsync(fleet.Root, "apply", plan.Path, "--approved", plan.Id);
        Assert.Contains($"applied before, {NotCompared}", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("verified", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_compose_file_concerns_the_services_it_changes_and_the_old_one_is_kept()
    {
        Service[] services = [new("alpha") { Stack = "both" }, new("beta") { Stack = "both" }];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, services);
        await fleet.ShellAsync("rs2000", "chmod 640 compose/both/compose.yaml");
        var old = await fleet.ShellAsync("rs2000", "sha256sum compose/both/compose.yaml | cut -c 1-64");
        var (alpha, beta) = (await fleet.InspectAsync("alpha"), await fleet.InspectAsync("beta"));
        await fleet.DeclareAsync(services[0] with { More = ["labels: { purpose: new }"] });

        var plan = await fleet.PlanAsync();
        Assert.Equal(["alpha Pull", "alpha PutComposeFile", "alpha Recreate"], plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
        Assert.NotEqual(alpha, await fleet.InspectAsync("alpha"));
        Assert.Equal("new", await fleet.InspectAsync("alpha", "{{.Config.Labels.purpose}}"));
        Assert.Equal(beta, await fleet.InspectAsync("beta"));
        Assert.Equal("640 ops", await fleet.ShellAsync("rs2000", "stat -c '%a %U' compose/both/compose.yaml"));
        Assert.Equal(old, await fleet.ShellAsync("rs2000", $"sha256sum .platform/previous/{old} | cut -c 1-64"));
        Assert.Equal("compose.yaml", await fleet.ShellAsync("rs2000", "ls -A compose/both"));
    }

    [Fact]
    public async Task A_compose_file_that_says_the_same_in_other_words_touches_no_container()
    {
        var web = new Service("web");
        await using var fleet = await ApplyFleet.RunningAsync(hosts, web);
        await fleet.DeclareAsync(web with { Top = ["# a comment"] });
        var before = await fleet.InspectAsync("web");
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web PutComposeFile"], plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(before, await fleet.InspectAsync("web"));
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task A_compose_file_that_is_missing_on_the_host_is_put_there()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web"));
        await fleet.ShellAsync("rs2000", "rm -r compose");
        var plan = await fleet.PlanAsync();
        Assert.Contains("web PutComposeFile", plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task What_no_module_declares_is_removed_only_where_that_was_asked_for()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web"));
        var image = new Service("web").Image;
        await fleet.ShellAsync("rs2000", string.Concat(((string[])["one", "two"]).Select(id =>
            $"docker run -d --name {fleet.Container(id)} --network none -v {fleet.Name}-{id}:/data --label com.docker.compose.project={fleet.Name} --label com.docker.compose.service={id} --label com.docker.compose.container-number=1 --label com.docker.compose.oneoff=False {image};")));
        var without = await fleet.PlanAsync();
        Assert.Equal((1, 0), (without.ExitCode, without.Changes.Count()));
        Assert.Contains("left alone without --prune", without.Json.GetProperty("blocked").GetRawText(), StringComparison.Ordinal);
        (await fleet.ApplyAsync(without)).AssertExit(0);
        Assert.NotEqual("", await fleet.InspectAsync("one"));

        var plan = await fleet.PlanAsync("--prune");
        Assert.Equal(["Remove", "Remove"], plan.Changes);
        (await fleet.ApplyAsync(plan)).AssertExit(4);
        (await fleet.ApplyAsync(plan, "--allow-stateful")).AssertExit(0);
        Assert.Equal(("", ""), (await fleet.InspectAsync("one"), await fleet.InspectAsync("two")));
        Assert.NotEqual("", await fleet.InspectAsync("web"));
        var volumes = await fleet.ShellAsync("rs2000", $"docker volume ls -q --filter name={fleet.Name}-; docker volume rm {fleet.Name}-one {fleet.Name}-two >/dev/null");
        Assert.Equal($"{fleet.Name}-one\n{fleet.Name}-two", volumes);
        (await fleet.ApplyAsync(plan, "--allow-stateful")).AssertExit(0);
    }

    [Fact]
    public async Task What_cannot_be_known_is_not_planned_and_the_reason_is_told()
    {
        Service[] services =
        [
            new("local") { Build = "local" }, new("nameless") { HasArtifact = false }, new("unpinned") { HasDigest = false }, new("twice"),
        ];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, services);
        await fleet.ShellAsync("rs2000", $"""
            docker rm -f {fleet.Container("local")} {fleet.Container("nameless")} {fleet.Container("unpinned")}
            docker run -d --name second-of-{fleet.Name} --network none --label com.docker.compose.project={fleet.Name} --label com.docker.compose.service=twice --label com.docker.compose.container-number=2 --label com.docker.compose.oneoff=False {services[0].Image}
            """);
        var plan = await fleet.PlanAsync();
        Assert.Equal((1, 0), (plan.ExitCode, plan.Changes.Count()));
        Assert.Contains("built locally", plan.BlockedOf("local"), StringComparison.Ordinal);
        Assert.Contains("declares no digest", plan.BlockedOf("nameless"), StringComparison.Ordinal); // its compose file names the image
        Assert.Contains("declares no digest", plan.BlockedOf("unpinned"), StringComparison.Ordinal);
        Assert.Contains("not for a plan to guess", plan.BlockedOf("twice"), StringComparison.Ordinal);
    }
}
