namespace Platform.EndToEnd.Applying;

/// <summary>A release that does not work is put back: image, file, state and data are those of before.</summary>
public sealed class RollbackTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    /// <summary>Without a drop of what a rollback is not meant to change: when it was made, and its id.</summary>
    private const string Lasting = "{{.Config.Image}} {{.Image}} {{.State.Status}} {{json .Mounts}} {{json .Config.Env}} {{json .HostConfig.RestartPolicy}}";

    private static readonly Service Store = new("store")
    {
        Statefulness = "stateful",
        More = ["restart: unless-stopped", "volumes: [data:/data]"],
        Top = ["volumes:", "  data:"],
    };

    [Theory]
    [InlineData(Service.Crashing, false)] // the compose file is put back with it
    [InlineData(Service.Sick, true)] // the file on the host names the new image, and the old one has to run
    public async Task An_image_that_does_not_work_is_put_back(string tag, bool fileIsThere)
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Store with { Tag = Service.Old });
        await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("store")} sh -c 'echo precious >/data/file'");
        var bad = Store with { Tag = tag };
        await fleet.DeclareAsync(bad);
        if (fileIsThere) await fleet.CopyAsync(bad);
        var (before, drift) = (await ShownAsync(fleet), await fleet.DriftAsync());
        var plan = await fleet.PlanAsync();
        var failed = await fleet.ApplyAsync(plan, "--allow-stateful", "--health-timeout", "5s");
        failed.AssertExit(9);
        failed.AssertStatuses([.. plan.Changes.Select(_ => "RolledBack")]);
        Assert.Matches(tag == Service.Sick ? "health check" : "health check|restart|exited", failed.Said);
        Assert.Equal(before, await ShownAsync(fleet));
        Assert.Equal("precious", await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("store")} cat /data/file"));
        Assert.Equal(drift.DriftOf("store"), (await fleet.DriftAsync()).DriftOf("store"));

        var journal = await fleet.JournalAsync("--verify");
        Assert.Equal(0, journal.ExitCode);
        Assert.Matches("(?s)Verification failed.*RollbackIntent.*RollbackOutcome ok.*Verification ok.*Finished failed", journal.Output);
        (await fleet.ApplyAsync(plan, "--allow-stateful")).AssertExit(3);

        await fleet.DeclareAsync(Store);
        if (fileIsThere) await fleet.CopyAsync(Store);
        var next = await fleet.PlanAsync();
        Assert.DoesNotContain(".platform/", next.Json.GetProperty("changes").GetRawText(), StringComparison.Ordinal);
        (await fleet.ApplyAsync(next, "--allow-stateful")).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
        Assert.Equal("precious", await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("store")} cat /data/file"));
    }

    [Fact]
    public async Task A_release_that_another_container_cannot_live_with_is_put_back_and_that_is_said()
    {
        Service[] services =
        [
            new("web") { Stack = "both", Tag = Service.Old, More = ["volumes: [data:/data]"], Top = ["volumes: { data: {} }"] },
            new("neighbour") { Stack = "both", Healthcheck = "{ disable: true }", More = ["volumes: [data:/data]", "entrypoint: [sh, -c, 'while ! [ -e /data/new ]; do sleep 0.1; done; exit 3']"], Top = ["volumes: { data: {} }"] },
        ];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, services);
        var old = await fleet.InspectAsync("web", SetUp);
        var changed = services[0] with { More = ["volumes: [data:/data]", "healthcheck: { test: [CMD, sh, -c, 'if [ -e /data/new ]; then probe; else touch /data/new; exit 1; fi'], interval: 1s }"], Healthcheck = "" };
        await fleet.DeclareAsync(changed);
        await fleet.CopyAsync(changed);
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "6s");
        failed.AssertExit(8);
        Assert.Contains($"it was put back, but container {fleet.Container("neighbour")}, which ran before and is not changed, is exited", failed.Said, StringComparison.Ordinal);
        Assert.Equal(old, await fleet.InspectAsync("web", SetUp));
    }

    /// <summary>What of a container is its own, and not this very one's: ids, times and addresses are aside.</summary>
    private const string SetUp = """
        {{.Config.Image}} {{.Image}} {{.State.Status}} {{json .Config.Env}} {{json .Config.Labels}} {{json .Config.Healthcheck}} {{json .Config.Cmd}} {{json .HostConfig.Binds}}
        {{json .HostConfig.RestartPolicy}} {{.HostConfig.Memory}} {{.HostConfig.NetworkMode}} {{range $name, $net := .NetworkSettings.Networks}}{{$name}} {{json $net.IPAMConfig}}{{end}}
        {{range .Mounts}}
        {{.Type}} {{.Name}} {{.Destination}} {{.RW}}{{end}}
        """;

    private static async Task<string> SetUpOf(ApplyFleet fleet) => string.Join('\n', (await fleet.InspectAsync("web", SetUp)).Split('\n').Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData(".env")]
    [InlineData("settings.env")]
    public async Task Put_back_is_what_ran_before_wherever_the_change_was(string file)
    {
        var web = new Service("web")
        {
            Tag = Service.Old,
            Network = "networks: { default: { aliases: [other-name] } }",
            More = ["env_file: settings.env", "environment: { FROM: \"${FROM:-none}\", IN: first$$, MODE: x }", "volumes: [data:/data, /anonymous]", "mem_limit: 60m"],
            Top = ["volumes:", "  data:"],
        };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("other"));
        await fleet.DeclareAsync(web);
        await fleet.CopyAsync(web);
        await fleet.ShellAsync("rs2000", $"""
            printf 'FROM=hunter2-old\n' >compose/web/.env; printf 'SECRET=hunter2-old\n' >compose/web/settings.env
            cd compose/web; docker compose -p {fleet.Name} -f {fleet.Directory}/compose/web/compose.yaml up -d web; docker exec {fleet.Container("web")} sh -c 'echo precious >/anonymous/file'
            """);
        var bad = web with { Tag = Service.Sick, More = [.. web.More, .. file == "compose.yaml" ? (string[])["labels: { in: second }"] : []] };
        await fleet.DeclareAsync(bad);
        await fleet.CopyAsync(bad);
        if (file != "compose.yaml") await fleet.ShellAsync("rs2000", $"sed -i 's/old/new/' compose/web/{file}");
        var left = new string('a', 64) + ".2.kept";
        await fleet.ShellAsync("rs2000", $"mkdir -p .platform/plans; echo SECRET=hunter2-old >.platform/plans/{left}");
        var (before, drift, plan) = (await SetUpOf(fleet), await fleet.DriftAsync(), await fleet.PlanAsync("web"));
        var failed = await fleet.ApplyAsync(plan, "--health-timeout", "5s");
        Assert.Equal(before, await SetUpOf(fleet));
        failed.AssertExit(9);
        failed.AssertStatuses([.. plan.Changes.Select(_ => "RolledBack")]);
        Assert.Equal("running healthy", await fleet.InspectAsync("web", "{{.State.Status}} {{.State.Health.Status}}"));
        Assert.Equal("precious", await fleet.ShellAsync("rs2000", $"docker exec {fleet.Container("web")} cat /anonymous/file"));
        var after = await fleet.DriftAsync();
        Assert.Equal(["web"], after.Drifted);
        Assert.Equal(drift.DriftOf("web"), after.DriftOf("web"));
        // What was kept may hold secrets: it is gone from the host, and was never anywhere else.
        Assert.Equal("", await fleet.ShellAsync("rs2000", "find .platform -name '*.kept' -o -name '.new.*'; grep -r hunter2 .platform || :"));
        Assert.DoesNotContain(Directory.EnumerateFiles(fleet.PathOf(".platform")), path => File.ReadAllText(path).Contains("hunter2", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", failed.Result.ToString(), StringComparison.Ordinal);

        await fleet.DeclareAsync(web with { Tag = Service.New });
        (await fleet.ApplyAsync(await fleet.PlanAsync("web"))).AssertExit(0);
        Assert.Equal(0, (await fleet.DriftAsync()).ExitCode);
    }

    [Fact]
    public async Task A_container_that_was_paused_is_paused_again()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web") { Tag = Service.Old });
        await fleet.ShellAsync("rs2000", $"docker pause {fleet.Container("web")}");
        await fleet.DeclareAsync(new Service("web") { Tag = Service.Crashing });
        (await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "3s")).AssertExit(9);
        Assert.EndsWith($"{new Service("web") { Tag = Service.Old }.Image} paused", await fleet.InspectAsync("web"), StringComparison.Ordinal);
        await fleet.ShellAsync("rs2000", $"docker unpause {fleet.Container("web")}");
    }

    [Fact]
    public async Task A_container_that_was_not_there_is_gone_again()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, new Service("web") { Tag = Service.Crashing });
        await fleet.ShellAsync("rs2000", $"docker rm -f {fleet.Container("web")}");
        var failed = await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "3s");
        failed.AssertExit(9);
        Assert.Equal("", await fleet.InspectAsync("web"));
    }

    [Fact]
    public async Task What_was_applied_before_a_later_change_failed_stays_and_a_next_run_leaves_it()
    {
        Service[] services = [new("alpha"), new("beta")];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. services.Select(s => s with { Tag = Service.Old })]);
        await fleet.DeclareAsync(services[0], services[1] with { Tag = Service.Crashing });
        var plan = await fleet.PlanAsync();
        var partly = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        partly.AssertExit(8);
        partly.AssertStatuses("Applied", "Applied", "Applied", "RolledBack", "RolledBack", "RolledBack");
        var alpha = await fleet.InspectAsync("alpha");
        Assert.Contains(Service.New, alpha, StringComparison.Ordinal);
        var again = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        again.AssertExit(8);
        again.AssertStatuses("AlreadyApplied", "AlreadyApplied", "AlreadyApplied", "RolledBack", "RolledBack", "RolledBack");
        Assert.Equal(alpha, await fleet.InspectAsync("alpha"));
    }

    [Fact]
    public async Task Of_two_hosts_the_one_whose_release_works_is_applied()
    {
        Service[] services = [new("alpha"), new("beta") { Host = "vps1000" }];
        await using var fleet = await ApplyFleet.RunningAsync(hosts, [.. services.Select(s => s with { Tag = Service.Old })]);
        await fleet.DeclareAsync(services[0], services[1] with { Tag = Service.Crashing });
        var partly = await fleet.ApplyAsync(await fleet.PlanAsync(), "--health-timeout", "3s");
        partly.AssertExit(8);
        partly.AssertStatuses("Applied", "Applied", "Applied", "RolledBack", "RolledBack", "RolledBack");
        var drift = await fleet.DriftAsync();
        Assert.Equal(["beta"], drift.Drifted);
        Assert.Contains(Service.Old, await fleet.InspectAsync("beta", host: "vps1000"), StringComparison.Ordinal);
    }

    private static Task<string> ShownAsync(ApplyFleet fleet) => fleet.ShellAsync(
        "rs2000", $"docker inspect --format '{Lasting}' {fleet.Container("store")}; find compose -type f -exec sha256sum {{}} +");
}
