using Platform.Docker;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

public sealed class DriftComparerTests
{
    [Fact]
    public void A_container_that_is_as_declared_is_in_sync()
    {
        var drift = Compare(Fleet.Module, Fleet.Host(Fleet.Container));
        Assert.Equal(DriftStatus.InSync, drift.Status);
        Assert.Empty(drift.Findings);
        Assert.Equal(DigestCertainty.ProvenEqual, drift.Live?.Containers[0].DigestCertainty);
        Assert.Null(drift.SnapshotAge);
    }

    [Fact]
    public void Desired_recorded_and_live_stay_apart()
    {
        var module = Fleet.Module with
        {
            Runtime = Fleet.Module.Runtime with { ImageObserved = Fleet.Repository + ":3.0.5", ImageAuditTs = Fleet.Now },
        };
        var drift = Compare(module, Fleet.Host(Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" }));
        Assert.Equal(Fleet.Repository + ":3.0.6", drift.Desired?.Image);
        Assert.Equal(new RecordedFacts(Fleet.Repository + ":3.0.5", Fleet.Now, TimeSpan.Zero), drift.Recorded);
        Assert.Equal(Fleet.Repository + ":3.0.3", drift.Live?.Containers[0].Image);
    }

    [Fact] // R2.5
    public void Another_tag_is_drift_and_says_expected_and_actual()
    {
        var finding = OnlyDrift(Fleet.Host(
            [Fleet.Image with { RepoDigests = [Fleet.Repository + "@" + Fleet.DigestB] }],
            Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" }));
        Assert.Equal((FindingCode.ImageTagMismatch, "3.0.6", "3.0.3"), (finding.Code, finding.Expected, finding.Actual));
        Assert.Equal("image.tag: expected 3.0.6, actual 3.0.3", finding.Summary);
    }

    [Fact]
    public void Another_repository_is_drift()
    {
        var finding = OnlyDrift(Fleet.Host(Fleet.Container with { ImageReference = "plastic-labs/honcho:3.0.6" }));
        Assert.Equal(
            (FindingCode.ImageRepositoryMismatch, Fleet.Repository, "plastic-labs/honcho"),
            (finding.Code, finding.Expected, finding.Actual));
    }

    [Fact]
    public void Another_digest_under_the_same_tag_is_drift()
    {
        var finding = OnlyDrift(Fleet.Host(
            [Fleet.Image with { RepoDigests = [Fleet.Repository + "@" + Fleet.DigestB] }], Fleet.Container));
        Assert.Equal(
            (FindingCode.ImageDigestMismatch, Fleet.DigestA, Fleet.DigestB), (finding.Code, finding.Expected, finding.Actual));
    }

    [Fact]
    public void Digests_of_other_repositories_prove_nothing()
    {
        var image = Fleet.Image with { RepoDigests = ["mirror.example/honcho@" + Fleet.DigestA] };
        var drift = Compare(Fleet.Module, Fleet.Host([image], Fleet.Container));
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.ImageDigestNotVerified, FindingSeverity.Warning), (finding.Code, finding.Severity));
    }

    [Fact]
    public void The_digest_may_stand_anywhere_in_the_list()
    {
        var image = Fleet.Image with
        {
            RepoDigests = ["a.example/x@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestA],
        };
        Assert.Equal(DriftStatus.InSync, Compare(Fleet.Module, Fleet.Host([image], Fleet.Container)).Status);
    }

    [Fact]
    public void A_tag_that_agrees_proves_no_digest_where_none_is_declared()
    {
        var module = Fleet.Module with { Artifact = Fleet.Module.Artifact! with { Digest = null } };
        var drift = Compare(module, Fleet.Host(Fleet.Container));
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        Assert.Equal(FindingCode.ImageDigestNotVerified, Assert.Single(drift.Findings).Code);
        Assert.Equal([Fleet.DigestA], drift.Live!.Containers[0].Digests);
    }

    [Fact]
    public void A_removed_image_leaves_the_digest_unproven_unless_the_container_pins_it()
    {
        Assert.Equal(DriftStatus.Unverified, Compare(Fleet.Module, Fleet.Host([], Fleet.Container)).Status);
        var pinned = Fleet.Container with { ImageReference = $"{Fleet.Repository}:3.0.6@{Fleet.DigestA}" };
        Assert.Equal(DigestCertainty.ProvenEqual, Compare(Fleet.Module, Fleet.Host([], pinned)).Live?.Containers[0].DigestCertainty);
        var other = Fleet.Container with { ImageReference = $"{Fleet.Repository}:3.0.6@{Fleet.DigestB}" };
        Assert.Equal(FindingCode.ImageDigestMismatch, OnlyDrift(Fleet.Host([], other)).Code);
    }

    [Theory]
    [InlineData(Fleet.ImageId)]
    [InlineData("111111111111")]
    public void A_container_made_from_a_bare_image_id_is_judged_by_its_digests_alone(string id)
    {
        var container = Fleet.Container with { ImageReference = id };
        Assert.Equal(DriftStatus.InSync, Compare(Fleet.Module, Fleet.Host(container)).Status);
        var loaded = Fleet.Image with { RepoDigests = [] };
        Assert.Equal(DriftStatus.Unverified, Compare(Fleet.Module, Fleet.Host([loaded], container)).Status);
    }

    [Fact]
    public void Without_an_artifact_the_record_is_the_measure_and_the_finding_says_so()
    {
        var module = Fleet.Module with { Artifact = null };
        var drift = Compare(module, Fleet.Host(Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" }));
        Assert.Equal([FindingCode.ImageTagMismatch, FindingCode.DesiredNotDeclared], drift.Findings.Select(f => f.Code));
        Assert.Equal(FindingSeverity.Information, drift.Findings[1].Severity);
        Assert.Contains("recorded", drift.Findings[0].Message, StringComparison.Ordinal);
        Assert.Null(drift.Desired?.Image);
    }

    [Fact] // R2.4
    public void A_missing_record_is_a_warning()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ImageObserved = null } };
        var drift = Compare(module, Fleet.Host(Fleet.Container));
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.ImageNotDeclared, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Null(drift.Recorded);
    }

    [Fact]
    public void With_no_image_declared_at_all_nothing_is_proven()
    {
        var module = Fleet.Module with { Artifact = null, Runtime = Fleet.Module.Runtime with { ImageObserved = null } };
        Assert.Equal(DriftStatus.Unverified, Compare(module, Fleet.Host(Fleet.Container)).Status);
    }

    [Fact]
    public void A_record_older_than_what_runs_is_worth_knowing()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ImageObserved = Fleet.Repository + ":3.0.3" } };
        var drift = Compare(module, Fleet.Host(Fleet.Container));
        Assert.Equal(DriftStatus.InSync, drift.Status);
        Assert.Equal((FindingCode.ImageRecordStale, FindingSeverity.Information), drift.Findings.Select(f => (f.Code, f.Severity)).Single());
    }

    [Theory]
    [InlineData(-12.5, "of 2026-04-20, 12 days old,", 12.5)]
    [InlineData(0.0, "of 2026-05-02, 0 seconds old,", 0.0)]
    [InlineData(400.0, "dated 2027-06-06, which is in the future,", null)]
    [InlineData(null, "without a date,", null)]
    public void The_record_says_how_old_it_is(double? days, string words, double? age)
    {
        var audited = days is { } d ? Fleet.Now.AddDays(d) : (DateTimeOffset?)null;
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ImageObserved = Fleet.Repository + ":3.0.3", ImageAuditTs = audited } };
        var drift = Compare(module, Fleet.Host(Fleet.Container));
        Assert.Equal((audited, age), (drift.Recorded?.AuditedAt, drift.Recorded?.Age?.TotalDays));
        Assert.Contains($"but image_observed, {words} still says", Assert.Single(drift.Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_container_is_drift()
    {
        var drift = Compare(Fleet.Module, Fleet.Host());
        Assert.Equal((FindingCode.ContainerMissing, FindingSeverity.Drift), drift.Findings.Select(f => (f.Code, f.Severity)).Single());
        Assert.Null(drift.Live);
    }

    [Fact]
    public void Two_containers_of_one_service_are_drift()
    {
        var second = Fleet.Container with { Name = "home-platform-honcho-api-2", ComposeNumber = 2 };
        var finding = OnlyDrift(Fleet.Host(second, Fleet.Container));
        Assert.Equal(FindingCode.ContainerDuplicate, finding.Code);
        Assert.Equal("home-platform-honcho-api-1, home-platform-honcho-api-2", finding.Actual);
    }

    [Fact]
    public void A_container_of_compose_run_does_not_stand_for_the_service()
    {
        var oneOff = Fleet.Container with { Name = "home-platform-honcho-api-run-1234", IsOneOff = true };
        Assert.Equal(DriftStatus.InSync, Compare(Fleet.Module, Fleet.Host(oneOff, Fleet.Container)).Status);
        Assert.Equal(FindingCode.ContainerMissing, OnlyDrift(Fleet.Host(oneOff)).Code);
    }

    [Fact]
    public void A_renamed_container_is_found_by_its_labels()
    {
        var finding = OnlyDrift(Fleet.Host(Fleet.Container with { Name = "honcho-old" }));
        Assert.Equal(
            (FindingCode.ContainerNameMismatch, "home-platform-honcho-api-1", "honcho-old"),
            (finding.Code, finding.Expected, finding.Actual));
    }

    [Theory]
    [InlineData("1.29.2", DriftStatus.InSync)]
    [InlineData("2.26.1", DriftStatus.Drifted)]
    public void The_default_name_of_compose_v1_is_no_other_name(string version, DriftStatus status) => Assert.Equal(
        status, Compare(Fleet.Module, Fleet.Host(Fleet.Container with { Name = "home-platform_honcho-api_1", ComposeVersion = version })).Status);

    [Fact]
    public void A_container_found_by_name_has_to_have_the_labels()
    {
        var service = OnlyDrift(Fleet.Host(Fleet.Container with { ComposeService = "honcho-worker" }));
        Assert.Equal((FindingCode.ComposeServiceMismatch, "honcho-worker"), (service.Code, service.Actual));
        var project = OnlyDrift(Fleet.Host(Fleet.Container with { ComposeProject = "other" }));
        Assert.Equal((FindingCode.ComposeProjectMismatch, "other"), (project.Code, project.Actual));
        var byHand = Compare(Fleet.Module, Fleet.Host(Fleet.Container with { ComposeProject = null, ComposeService = null }));
        Assert.Equal(
            [FindingCode.ComposeProjectMismatch, FindingCode.ComposeServiceMismatch], byHand.Telling.Select(f => f.Code));
    }

    [Fact]
    public void A_name_held_by_another_container_is_named()
    {
        var impostor = Fleet.Container with { Id = new string('d', 64), ComposeService = "other" };
        var finding = OnlyDrift(Fleet.Host(Fleet.Container with { Name = "honcho-old" }, impostor));
        Assert.Equal(FindingCode.ContainerNameMismatch, finding.Code);
        Assert.Contains("held by a container of service other", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DesiredState.Running, ContainerStatus.Running, null)]
    [InlineData(DesiredState.Running, ContainerStatus.Exited, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Created, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Paused, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Dead, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Removing, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Unknown, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Running, ContainerStatus.Restarting, FindingCode.RestartLoop)]
    [InlineData(DesiredState.Stopped, ContainerStatus.Exited, null)]
    [InlineData(DesiredState.Stopped, ContainerStatus.Created, null)]
    [InlineData(DesiredState.Stopped, ContainerStatus.Running, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Stopped, ContainerStatus.Restarting, FindingCode.StateMismatch)]
    [InlineData(DesiredState.Stopped, ContainerStatus.Paused, FindingCode.StateMismatch)]
    public void The_state_is_judged_against_the_desired_one(DesiredState desired, ContainerStatus live, string? code)
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = desired } };
        var container = Fleet.Container with { State = new ContainerState { Status = live, StartedAt = Fleet.Now.AddDays(-1) } };
        var drift = Compare(module, Fleet.Host(container));
        Assert.Equal(code, drift.Findings.SingleOrDefault()?.Code);
        Assert.Equal(code is null ? DriftStatus.InSync : DriftStatus.Drifted, drift.Status);
    }

    [Theory]
    [InlineData(ContainerStatus.Exited, 0, null, DriftStatus.InSync, "")]
    [InlineData(ContainerStatus.Exited, 3, FindingSeverity.Drift, DriftStatus.Drifted, "the container is exited (exit status 3), expected completed")]
    [InlineData(ContainerStatus.Dead, 0, FindingSeverity.Drift, DriftStatus.Drifted, "the container is dead (exit status 0), expected completed")]
    [InlineData(ContainerStatus.Created, 0, FindingSeverity.Drift, DriftStatus.Drifted, "the job never ran: its container was created and not started")]
    [InlineData(ContainerStatus.Running, 0, FindingSeverity.Warning, DriftStatus.Unverified, "the job is in progress")]
    [InlineData(ContainerStatus.Paused, 0, FindingSeverity.Drift, DriftStatus.Drifted, "the container is paused, expected completed")]
    [InlineData(ContainerStatus.Restarting, 1, FindingSeverity.Drift, DriftStatus.Drifted, "home-platform-honcho-api-1 keeps restarting: 0 restarts, last exit status 1")]
    public void A_job_has_to_have_ended_well(ContainerStatus live, int exitCode, FindingSeverity? severity, DriftStatus status, string message)
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = DesiredState.Completed } };
        var container = Fleet.Container with { State = new ContainerState { Status = live, ExitCode = exitCode, StartedAt = Fleet.Now.AddDays(-1) } };
        var drift = Compare(module, Fleet.Host(container));
        Assert.Equal((severity, status, message), (drift.Findings.SingleOrDefault()?.Severity, drift.Status, drift.Findings.SingleOrDefault()?.Message ?? ""));
        Assert.Contains("whether the job ever ran cannot be told", Assert.Single(Compare(module, Fleet.Host()).Findings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, null)]
    [InlineData(137, false, null)]
    [InlineData(143, false, null)]
    [InlineData(1, false, "stopped on purpose; it had failed (exit status 1)")]
    [InlineData(137, true, "stopped on purpose; it had failed (exit status 137, out of memory)")]
    public void What_had_failed_before_it_was_stopped_on_purpose_is_said(int exitCode, bool oomKilled, string? message)
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        var container = Fleet.Container with { State = new ContainerState { Status = ContainerStatus.Exited, ExitCode = exitCode, OomKilled = oomKilled } };
        var drift = Compare(module, Fleet.Host(container));
        Assert.Equal((DriftStatus.InSync, message), (drift.Status, drift.Findings.SingleOrDefault()?.Message));
    }

    [Fact]
    public void A_module_stopped_on_purpose_may_have_no_container()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        var drift = Compare(module, Fleet.Host());
        Assert.Equal(DriftStatus.InSync, drift.Status);
        Assert.Equal(FindingSeverity.Information, Assert.Single(drift.Findings).Severity);
    }

    [Fact] // "expected running, actual running" tells nobody anything
    public void A_loop_is_told_from_what_runs()
    {
        var state = new ContainerState { Status = ContainerStatus.Running, RestartCount = 5, StartedAt = Fleet.Now };
        var finding = OnlyDrift(Fleet.Host(Fleet.Container with { State = state }));
        Assert.Equal((FindingCode.RestartLoop, "state: expected running, actual restarting"), (finding.Code, finding.Summary));
    }

    [Theory]
    [InlineData(3, 10, true)]
    [InlineData(2, 10, false)]
    [InlineData(3, 600, false)]
    public void A_young_container_with_many_restarts_loops(int restarts, int secondsUp, bool loops)
    {
        var state = new ContainerState
        {
            Status = ContainerStatus.Running, RestartCount = restarts, ExitCode = 137, StartedAt = Fleet.Now.AddSeconds(-secondsUp),
        };
        var drift = Compare(Fleet.Module, Fleet.Host(Fleet.Container with { State = state }));
        Assert.Equal(loops ? [FindingCode.RestartLoop] : [], drift.Findings.Select(f => f.Code));
    }

    [Fact]
    public void A_failing_health_check_is_drift()
    {
        var state = Fleet.Container.State with { Health = HealthStatus.Unhealthy, FailingStreak = 4 };
        var finding = OnlyDrift(Fleet.Host(Fleet.Container with { State = state }));
        Assert.Equal(FindingCode.Unhealthy, finding.Code);
        Assert.Contains("4 times", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_external_module_is_skipped()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { Orchestrator = Orchestrator.External } };
        Assert.Equal(DriftStatus.Skipped, Compare(module, Fleet.Host()).Status);
    }

    [Fact]
    public void A_host_that_was_not_seen_proves_nothing()
    {
        var failed = new HostObservation
        {
            Host = "rs2000", Failure = new HostFailure(HostFailureReason.ConnectionRefused, "rs2000 refused the connection"),
        };
        var drift = Compare(Fleet.Module, failed);
        Assert.Equal(DriftStatus.Unreachable, drift.Status);
        Assert.Equal("rs2000 refused the connection", Assert.Single(drift.Findings).Message);
        Assert.Null(drift.ObservedAt);
    }

    [Fact]
    public void A_snapshot_made_without_the_project_is_not_taken_for_an_empty_host()
    {
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ComposeProject = "lab" } };
        var drift = Compare(module, Fleet.Host(Fleet.Container));
        Assert.Equal(DriftStatus.Unreachable, drift.Status);
        Assert.Equal(FindingCode.SnapshotIncomplete, Assert.Single(drift.Findings).Code);
    }

    [Fact]
    public void Drift_from_a_recorded_snapshot_has_its_age()
    {
        var recorded = Fleet.Host(Fleet.Container) with { IsRecorded = true };
        Assert.Equal(TimeSpan.FromHours(3), DriftComparer.Compare(Fleet.Module, recorded, null, Fleet.Now.AddHours(3)).SnapshotAge);
    }

    private static ModuleDrift Compare(PlatformModule module, HostObservation host) => DriftComparer.Compare(module, host, null, Fleet.Now);

    private static DriftFinding OnlyDrift(HostObservation host)
    {
        var drift = Compare(Fleet.Module, host);
        Assert.Equal(DriftStatus.Drifted, drift.Status);
        return Assert.Single(drift.Findings, f => f.Severity is FindingSeverity.Drift);
    }
}
