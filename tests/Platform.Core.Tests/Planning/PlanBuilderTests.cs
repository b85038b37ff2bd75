using System.Text;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Planning;

/// <summary>What is planned for which drift.</summary>
public sealed class PlanBuilderTests
{
    [Fact] // R2.5, R3.1, R3.3
    public void Another_image_is_pulled_by_its_digest_and_the_service_made_anew()
    {
        var plan = PlanTesting.Plan(PlanTesting.Old);
        Assert.Equal([PlanAction.Pull, PlanAction.Recreate], plan.Changes.Select(c => c.Action));
        Assert.Equal(
            $"docker pull {Fleet.Repository}@{Fleet.DigestA} && docker tag {Fleet.Repository}@{Fleet.DigestA} {Fleet.Repository}:3.0.6",
            plan.Changes[0].Command);
        Assert.Equal(
            "docker compose --project-name home-platform --project-directory /srv/platform/compose/apps " +
            "--file /srv/platform/compose/apps/compose.yaml up --detach --no-deps --no-build --pull never --force-recreate honcho-api",
            plan.Changes[1].Command);
        Assert.Equal((Fleet.Repository + ":3.0.3", $"{Fleet.Repository}:3.0.6@{Fleet.DigestA}"), (plan.Changes[1].From, plan.Changes[1].To));
        Assert.Equal([FindingCode.ImageTagMismatch], plan.Changes[1].Reasons);
        Assert.Equal([1, 1], plan.Changes.Select(c => c.Unit));
        Assert.Equal(1, plan.ExitCode);
        Assert.Equal(new PlanSummary(1, 1, 2, 0, 0), plan.Summary);
    }

    [Fact]
    public void Without_drift_there_is_nothing_to_do()
    {
        var plan = PlanTesting.Plan(Fleet.Container);
        Assert.Empty(plan.Changes);
        Assert.Empty(plan.Hosts);
        Assert.Equal(0, plan.ExitCode);
    }

    [Theory]
    [InlineData(ContainerStatus.Exited, "docker start home-platform-honcho-api-1")]
    [InlineData(ContainerStatus.Paused, "docker unpause home-platform-honcho-api-1")]
    public void A_container_that_should_run_is_started(ContainerStatus status, string command)
    {
        var change = Assert.Single(PlanTesting.Plan(Fleet.Container with { State = Fleet.Container.State with { Status = status } }).Changes);
        Assert.Equal((PlanAction.Start, command), (change.Action, change.Command));
    }

    [Fact]
    public void A_container_that_is_stopped_on_purpose_is_stopped()
    {
        var module = PlanTesting.Module with { Runtime = PlanTesting.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        var change = Assert.Single(PlanTesting.Plan(module, Fleet.Container).Changes);
        Assert.Equal((PlanAction.Stop, "docker stop home-platform-honcho-api-1"), (change.Action, change.Command));
    }

    [Fact]
    public void A_stopped_module_that_is_made_anew_is_not_started()
    {
        var module = PlanTesting.Module with { Runtime = PlanTesting.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        var container = PlanTesting.Old with { State = new ContainerState { Status = ContainerStatus.Exited } };
        Assert.Contains(" up --no-start ", PlanTesting.Plan(module, container).Changes[1].Command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_renamed_container_gets_its_name_back()
    {
        var change = Assert.Single(PlanTesting.Plan(Fleet.Container with { Name = "honcho-old" }).Changes);
        Assert.Equal((PlanAction.Adopt, "docker rename honcho-old home-platform-honcho-api-1"), (change.Action, change.Command));
    }

    [Fact]
    public void A_missing_container_is_made_of_the_approved_image()
    {
        var plan = PlanTesting.Plan();
        Assert.Equal([PlanAction.Pull, PlanAction.Create], plan.Changes.Select(c => c.Action));
        Assert.DoesNotContain("--force-recreate", plan.Changes[1].Command, StringComparison.Ordinal);
        Assert.Empty(plan.Hosts[0].Modules[0].Containers);
    }

    [Fact]
    public void Another_set_up_is_made_anew_from_the_very_image_that_runs_where_no_digest_is_declared()
    {
        var module = PlanTesting.Module with { Artifact = null };
        var container = Fleet.Container with { Configuration = Configuration.Live with { RestartPolicy = "no" } };
        var change = Assert.Single(PlanTesting.Plan(module, container).Changes);
        Assert.Equal((PlanAction.Recreate, Fleet.ImageId), (change.Action, change.Target.ImageId));
    }

    [Fact]
    public void A_compose_file_that_differs_is_put_and_services_it_changes_are_made_anew()
    {
        var plan = PlanTesting.Plan(PlanTesting.Module, hostFile: PlanTesting.ComposeFile.Replace("3.0.6", "3.0.5", StringComparison.Ordinal), Fleet.Container);
        Assert.Equal([PlanAction.Pull, PlanAction.PutComposeFile, PlanAction.Recreate], plan.Changes.Select(c => c.Action));
        Assert.Equal(
            "mv -f \"$draft\" /srv/platform/compose/apps/compose.yaml", plan.Changes[1].Command);
        Assert.Contains("+", plan.Changes[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compose_file_that_differs_elsewhere_is_put_and_the_container_left_alone()
    {
        var plan = PlanTesting.Plan(PlanTesting.Module, hostFile: "# older\n" + PlanTesting.ComposeFile, Fleet.Container);
        Assert.Equal([PlanAction.PutComposeFile], plan.Changes.Select(c => c.Action));
    }

    [Fact]
    public void An_orphan_is_reported_and_removed_only_where_that_was_asked_for()
    {
        var orphan = Fleet.Container with { Id = new string('d', 64), Name = "home-platform-left-1", ComposeService = "left" };
        var plan = PlanTesting.Plan([PlanTesting.Module], PlanTesting.ComposeFile, prune: false, Fleet.Container, orphan);
        Assert.Empty(plan.Changes);
        Assert.Equal([FindingCode.ContainerOrphaned], Assert.Single(plan.Blocked).Reasons);

        var change = Assert.Single(PlanTesting.Plan([PlanTesting.Module], PlanTesting.ComposeFile, prune: true, Fleet.Container, orphan).Changes);
        Assert.Equal((PlanAction.Remove, "docker stop home-platform-left-1 && docker rm home-platform-left-1"), (change.Action, change.Command));
        Assert.True(StatefulGuard.IsNeeded(change));
    }

    [Theory]
    [InlineData(ContainerStatus.Exited, 0, "Pull,Run")]
    [InlineData(ContainerStatus.Exited, 3, "Pull,Run")]
    [InlineData(ContainerStatus.Running, 0, "")]
    [InlineData(ContainerStatus.Restarting, 1, "")]
    public void A_job_runs_again_where_its_image_is_another_and_never_beside_itself(ContainerStatus status, int exit, string actions)
    {
        var plan = PlanTesting.Plan(Job, PlanTesting.Old with { State = new ContainerState { Status = status, ExitCode = exit } });
        Assert.Equal(actions, string.Join(',', plan.Changes.Select(c => c.Action)));
        if (actions.Length == 0) Assert.Contains(plan.Blocked, b => b.Message.Contains("in progress: let it end", StringComparison.Ordinal));
        else Assert.Contains("up --detach --no-deps --no-build --pull never --force-recreate honcho-api", plan.Changes[^1].Command, StringComparison.Ordinal);
    }

    private static PlatformModule Job { get; } = PlanTesting.Module with { Runtime = PlanTesting.Module.Runtime with { DesiredState = DesiredState.Completed } };

    public static TheoryData<string, PlatformModule, ContainerSnapshot[], string> Blocked => new()
    {
        { "local build", PlanTesting.Module with { Runtime = PlanTesting.Module.Runtime with { ImageBuild = ImageBuild.Local } }, [PlanTesting.Old], "built locally" },
        { "no artifact", PlanTesting.Module with { Artifact = null }, [PlanTesting.Old], "compose/apps/compose.yaml declares no digest" },
        { "no digest", PlanTesting.Module with { Artifact = PlanTesting.Module.Artifact! with { Digest = null } }, [PlanTesting.Old], "no digest" },
        { "conflict", PlanTesting.Module with { Artifact = PlanTesting.Module.Artifact! with { Reference = Fleet.Repository + ":3.0.7" } }, [Fleet.Container], "make them agree" },
        { "duplicate", PlanTesting.Module, [Fleet.Container, Fleet.Container with { Id = new string('d', 64), Name = "other", ComposeNumber = 2 }], "not for a plan to guess" },
        { "impostor", PlanTesting.Module, [Fleet.Container with { Name = "other" }, Fleet.Container with { Id = new string('d', 64), ComposeService = "x" }], "is held by" },
        { "by hand", PlanTesting.Module, [Fleet.Container with { ComposeProject = null, ComposeService = null }], "not for a plan to guess" },
        { "job that failed", Job, [Fleet.Container with { State = new ContainerState { Status = ContainerStatus.Exited, ExitCode = 1 } }], "nothing of it has changed" },
        { "job whose container is gone", Job, [], "no plan runs one" },
        { "unhealthy", PlanTesting.Module, [Fleet.Container with { State = Fleet.Container.State with { Health = HealthStatus.Unhealthy } }], "fails at its work" },
    };

    [Fact] // an image that nobody approved would run (R3.2)
    public void Nothing_is_planned_where_the_host_brings_another_image_than_is_declared()
    {
        var observation = Fleet.Host(PlanTesting.Old);
        var declared = Configuration.Declared with { Image = Fleet.Repository + ":3.0.3" };
        observation = observation with
        {
            Snapshot = observation.Snapshot! with
            {
                Files = [new HostFile { Path = "compose/apps/compose.yaml", Exists = true, Content = Encoding.UTF8.GetBytes(PlanTesting.ComposeFile) }],
                ComposeProjects = [Configuration.Project with { Services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal) { ["honcho-api"] = declared } }],
            },
        };
        var plan = PlanTesting.Build([observation], [PlanTesting.Module], prune: false);
        Assert.Empty(plan.Changes);
        Assert.Contains("a variable or an override there decides", Assert.Single(plan.Blocked).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Blocked))]
    public void What_cannot_be_known_is_not_guessed(string what, PlatformModule module, ContainerSnapshot[] containers, string why)
    {
        var plan = PlanTesting.Plan(module, containers);
        Assert.True(plan.Changes.Count == 0, what);
        Assert.Contains(why, Assert.Single(plan.Blocked).Message, StringComparison.Ordinal);
        Assert.Equal(1, plan.ExitCode);
    }

    [Fact]
    public void Dependencies_come_first_and_tiers_after()
    {
        PlatformModule Of(string id, string tier) => PlanTesting.Module with
        {
            Id = id, Tier = tier, Runtime = PlanTesting.Module.Runtime with { ComposeService = id, ContainerName = $"home-platform-{id}-1" },
        };

        const string File = """
            services:
              alpha: { image: ghcr.io/plastic-labs/honcho:3.0.6, depends_on: [zeta] }
              beta: { image: ghcr.io/plastic-labs/honcho:3.0.6 }
              zeta: { image: ghcr.io/plastic-labs/honcho:3.0.6 }
            """;
        var plan = PlanTesting.Plan(
            [Of("beta", "2-tools-products-modules"), Of("alpha", "1-iskra-value-layer"), Of("zeta", "2-tools-products-modules")], File, prune: false);
        Assert.Equal(["zeta", "alpha", "beta"], plan.Changes.Where(c => c.Action is PlanAction.Create).Select(c => c.Module));
        Assert.Equal([1, 2, 3], plan.Changes.Select(c => c.Unit).Distinct());
    }

    [Theory]
    [InlineData("network_mode: service:zeta")]
    [InlineData("ipc: service:zeta")]
    [InlineData("pid: service:zeta")]
    [InlineData("volumes_from: [zeta:ro]")]
    [InlineData("links: [zeta:database]")]
    [InlineData("depends_on: { zeta: { condition: service_started, restart: true } }")]
    public void What_does_not_outlive_another_container_is_made_anew_behind_it_in_one_unit(string line)
    {
        var file = Stack(line);
        PlatformModule[] modules = [Of("alpha"), Of("zeta")];
        var plan = PlanTesting.Plan(modules, file, prune: false, Running("alpha", 'a'), Running("zeta", 'b') with { ImageReference = Fleet.Repository + ":3.0.3" });
        Assert.Equal(["zeta", "alpha"], plan.Changes.Where(c => c.Action is PlanAction.Recreate).Select(c => c.Module));
        Assert.Equal([1], plan.Changes.Select(c => c.Unit).Distinct());
        Assert.Equal(["DEPENDENCY_REPLACED"], plan.Changes[^1].Reasons);
        Assert.Equal(["alpha", "zeta"], plan.Hosts.Single().Modules.Select(m => m.Module));

        // Recreated alone, or not at all, where the other stays.
        Assert.Empty(PlanTesting.Plan(modules, file, prune: false, Running("alpha", 'a'), Running("zeta", 'b')).Changes);
        var alone = PlanTesting.Plan(modules, file, prune: false, Running("alpha", 'a') with { ImageReference = Fleet.Repository + ":3.0.3" }, Running("zeta", 'b'));
        Assert.Equal(["alpha"], alone.Changes.Select(c => c.Module).Distinct());
    }

    [Fact]
    public void A_dependent_that_holds_data_needs_leave()
    {
        var data = Of("alpha") with { Runtime = Of("alpha").Runtime with { Statefulness = Statefulness.Stateful } };
        var plan = PlanTesting.Plan(
            [data, Of("zeta")], Stack("network_mode: service:zeta"), prune: false, Running("alpha", 'a'), Running("zeta", 'b') with { ImageReference = Fleet.Repository + ":3.0.3" });
        Assert.Equal(["alpha"], plan.Scope.Stateful);
    }

    [Fact]
    public void A_dependent_that_no_module_declares_is_named_and_nothing_is_planned()
    {
        var sharing = Running("by-hand", 'a') with
        {
            ComposeProject = null,
            ComposeService = null,
            Configuration = Fleet.Container.Configuration with { Settings = new Dictionary<string, string> { ["network_mode"] = "container:" + new string('b', 64) } },
        };
        var plan = PlanTesting.Plan([Of("zeta")], Stack("restart: always"), prune: false, sharing, Running("zeta", 'b') with { ImageReference = Fleet.Repository + ":3.0.3" });
        Assert.Empty(plan.Changes);
        Assert.Contains("container home-platform-by-hand-1 depends on the container that would be replaced", plan.Blocked.First(b => b.Module == "zeta").Message, StringComparison.Ordinal);
    }

    private static PlatformModule Of(string id) => PlanTesting.Module with
    {
        Id = id, Runtime = PlanTesting.Module.Runtime with { ComposeService = id, ContainerName = $"home-platform-{id}-1" },
    };

    private static ContainerSnapshot Running(string id, char letter) =>
        Fleet.Container with { Id = new string(letter, 64), Name = $"home-platform-{id}-1", ComposeService = id };

    private static string Stack(string line) => $$"""
        services:
          alpha:
            image: ghcr.io/plastic-labs/honcho:3.0.6
            {{line}}
          zeta: { image: ghcr.io/plastic-labs/honcho:3.0.6 }
        """;

    [Fact]
    public void Modules_of_one_file_that_is_put_stand_or_fall_together()
    {
        var other = PlanTesting.Module with
        {
            Id = "other", Runtime = PlanTesting.Module.Runtime with { ComposeService = "other", ContainerName = "home-platform-other-1" },
        };
        var plan = PlanTesting.Plan([PlanTesting.Module, other], PlanTesting.ComposeFile.Replace("3.0.6", "3.0.5", StringComparison.Ordinal), prune: false, Fleet.Container);
        Assert.Single(plan.Changes, c => c.Action is PlanAction.PutComposeFile);
        Assert.Equal([1], plan.Changes.Select(c => c.Unit).Distinct());
        Assert.True(plan.Changes.TakeWhile(c => c.Action is PlanAction.Pull).Count() == 2, "pulls come first");
    }

    [Fact]
    public void A_host_that_was_not_seen_is_an_error_and_keeps_its_modules_in_sight()
    {
        var plan = PlanTesting.Build([new HostObservation { Host = "rs2000", Failure = new HostFailure(HostFailureReason.ConnectionRefused, "refused") }], [PlanTesting.Module], prune: false);
        Assert.Equal(2, plan.ExitCode);
        Assert.Equal("refused", Assert.Single(plan.Blocked).Message);
    }

    [Fact]
    public void A_name_that_may_not_reach_a_shell_is_not_planned()
    {
        var origin = Configuration.Live.Origin! with { ConfigFiles = "/srv/platform/compose/apps/compose.yaml,/tmp/$(reboot).yaml" };
        var plan = PlanTesting.Plan(PlanTesting.Old with { Configuration = Configuration.Live with { Origin = origin } });
        Assert.Empty(plan.Changes);
        Assert.Contains(plan.Blocked, b => b.Message.Contains("may not reach a shell", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_is_its_bytes_and_reads_back_as_it_was()
    {
        var plan = PlanTesting.Plan(PlanTesting.Old);
        var bytes = PlanDocument.Write(plan);
        Assert.Equal(plan.Id, PlanDocument.IdOf(bytes));
        Assert.Equal(bytes, PlanDocument.Write(PlanDocument.Read(bytes)));
        Assert.Equal(plan.Id, PlanDocument.Read([.. bytes, (byte)'\n']).Id);
        Assert.NotEqual(plan.Id, (plan with { ExpiresAt = plan.ExpiresAt.AddSeconds(1) }).Id);
        var spaced = Encoding.UTF8.GetString(bytes).Replace(",", ", ", StringComparison.Ordinal);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => PlanDocument.Read(Encoding.UTF8.GetBytes(spaced)));
    }
}
