using System.Reflection;
using System.Text;
using Platform.Applying;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Snapshots;
using Platform.Tests.Planning;
using Platform.Yaml;

namespace Platform.Tests.Drift;

/// <summary>What is not compared is no agreement: it makes verdict, plan and apply incomplete, drift or not.</summary>
public sealed class CompletenessTests
{
    /// <summary>A service with a key whose value nobody compares.</summary>
    private static HostObservation NotComparable { get; } = With(Fleet.Container);

    [Fact]
    public void A_warning_of_any_code_leaves_something_open_but_for_two()
    {
        var codes = typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).Append("OF_A_LATER_VERSION");
        Assert.Equal(
            [FindingCode.ImageDigestNotVerified, FindingCode.ImageNotDeclared],
            codes.Where(code => Completeness.OpenBy(Finding(code, FindingSeverity.Warning)) is null).Order(StringComparer.Ordinal));
        Assert.All(
            [FindingSeverity.Drift, FindingSeverity.Information],
            severity => Assert.Null(Completeness.OpenBy(Finding(FindingCode.ConfigurationNotCompared, severity))));
    }

    [Fact]
    public void What_was_not_compared_is_8_whether_the_rest_has_drifted_or_not()
    {
        foreach (var (container, status) in new[] { (Fleet.Container, DriftStatus.Unverified), (PlanTesting.Old, DriftStatus.Drifted) })
        {
            var drift = Compare(Fleet.Module, With(container));
            Assert.Equal((status, 8), (drift.Status, DriftSummary.Of([drift]).ExitCode(strict: false)));
            Assert.Equal([ComparedPart.Configuration], drift.NotCompared);
            Assert.Contains("not compared: volumes_from", drift.Difference, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_difference_in_doubt_is_8_and_an_unproven_digest_is_not()
    {
        var unset = Configuration.Project with { UnsetVariables = ["PORT"] };
        var host = Seen(Fleet.Host(Fleet.Container with { Configuration = Configuration.Live with { Ports = [] } }), s => s with { ComposeProjects = [unset] });
        Assert.Equal(8, ExitCode(Fleet.Module, host));

        var unproven = Fleet.Module with { Artifact = Fleet.Module.Artifact! with { Digest = null } };
        Assert.Equal(DriftStatus.Unverified, Compare(unproven, Fleet.Host(Fleet.Container)).Status);
        Assert.Equal(0, ExitCode(unproven, Fleet.Host(Fleet.Container)));
    }

    [Fact]
    public void A_snapshot_made_without_the_project_is_8_since_the_host_was_reached()
    {
        var without = Seen(Fleet.Host(Fleet.Container), s => s with { Projects = ["other"] });
        Assert.Equal(8, ExitCode(Fleet.Module, without));
        var away = new HostObservation { Host = "rs2000", Failure = new HostFailure(HostFailureReason.ConnectionRefused, "refused") };
        Assert.Equal(5, ExitCode(Fleet.Module, away));
        Assert.Equal(8, DriftSummary.Of([Compare(Fleet.Module, away), Compare(Fleet.Module, without)]).ExitCode(strict: false));
    }

    [Fact]
    public void What_hosts_yaml_accepts_is_shown_and_changes_no_exit_code()
    {
        var accepting = NotComparable with { Accepted = [ComparedPart.Configuration] };
        var drift = Compare(Fleet.Module, accepting);
        Assert.Equal((DriftStatus.Unverified, 0), (drift.Status, DriftSummary.Of([drift]).ExitCode(strict: false)));
        Assert.Contains("volumes_from", drift.Difference, StringComparison.Ordinal);
        Assert.Equal(2, DriftSummary.Of([drift]).ExitCode(strict: true));

        // Whether there is a container at all is no matter of its configuration.
        var stopped = Fleet.Module with { Runtime = Fleet.Module.Runtime with { DesiredState = DesiredState.Stopped } };
        var podman = Seen(Fleet.Host(), s => s with { Engine = s.Engine with { Kind = EngineKind.Podman } });
        Assert.Equal(8, ExitCode(stopped, podman with { Accepted = [ComparedPart.Configuration] }));
    }

    [Fact]
    public void Hosts_yaml_accepts_by_the_word_configuration()
    {
        const string file = "schema_version: 1\nhosts:\n  a: { transport: local, accept_not_compared: [configuration] }\n  b: { transport: local }\n";
        var hosts = HostInventoryReader.Read(YamlReader.Read(Encoding.UTF8.GetBytes(file)).Root, "/root").Hosts.ToDictionary(h => h.Name, StringComparer.Ordinal);
        Assert.Equal([ComparedPart.Configuration], hosts["a"].AcceptNotCompared);
        Assert.Empty(hosts["b"].AcceptNotCompared);
    }

    [Fact]
    public void A_plan_has_its_changes_says_what_was_not_compared_and_is_2()
    {
        var plan = PlanTesting.Build([With(PlanTesting.Old)], [PlanTesting.Module], prune: false, PlanTesting.ComposeFile);
        Assert.Equal((2, 1), (plan.ExitCode, plan.Summary.NotCompared));
        Assert.Equal([PlanAction.Pull, PlanAction.Recreate], plan.Changes.Select(c => c.Action));
        var open = Assert.Single(plan.Blocked);
        Assert.Equal([FindingCode.ConfigurationNotCompared], open.Reasons);
        Assert.Contains("volumes_from", open.Message, StringComparison.Ordinal);

        var accepting = PlanTesting.Build([With(PlanTesting.Old) with { Accepted = [ComparedPart.Configuration] }], [PlanTesting.Module], prune: false, PlanTesting.ComposeFile);
        Assert.Equal((1, 0, 2), (accepting.ExitCode, accepting.Blocked.Count, accepting.Changes.Count));
    }

    [Fact]
    public void What_was_applied_and_could_not_be_compared_is_8_and_names_the_key()
    {
        var change = PlanTesting.Plan(PlanTesting.Old).Changes[1];
        var made = ChangeResult.Made(change, ChangeStatus.Applied, Compare(Fleet.Module, NotComparable));
        Assert.Equal("configuration not compared: volumes_from", made.NotCompared);
        Assert.Equal(8, ExitCode(made));

        var accepted = ChangeResult.Made(change, ChangeStatus.Applied, Compare(Fleet.Module, NotComparable with { Accepted = [ComparedPart.Configuration] }));
        Assert.Equal((null, 0), (accepted.NotCompared, ExitCode(accepted)));
        Assert.Contains("volumes_from", accepted.Message, StringComparison.Ordinal);

        var verified = ChangeResult.Made(change, ChangeStatus.AlreadyApplied, Compare(Fleet.Module, Fleet.Host(Fleet.Container)));
        Assert.Equal((null, null, 0), (verified.NotCompared, verified.Message, ExitCode(verified)));
    }

    private static int ExitCode(ChangeResult result)
    {
        HostResult[] hosts = [new("rs2000", [result], null)];
        return ApplySummary.Of(hosts).ExitCode(hosts);
    }

    private static int ExitCode(PlatformModule module, HostObservation host) => DriftSummary.Of([Compare(module, host)]).ExitCode(strict: false);

    private static HostObservation With(ContainerSnapshot container) => Seen(
        Fleet.Host(container), s => s with
        {
            ComposeProjects = [Configuration.With(Configuration.Declared with { NotUnderstood = ["volumes_from"] })],
            Files = [new HostFile { Path = "compose/apps/compose.yaml", Exists = true, Content = Encoding.UTF8.GetBytes(PlanTesting.ComposeFile) }],
        });

    private static HostObservation Seen(HostObservation host, Func<HostSnapshot, HostSnapshot> change) => host with { Snapshot = change(host.Snapshot!) }; // Fleet's hosts were all seen

    private static ModuleDrift Compare(PlatformModule module, HostObservation host) => DriftComparer.Compare(module, host, null, Fleet.Now);

    private static DriftFinding Finding(string code, FindingSeverity severity) => new(code, severity, "field", null, null, "message");
}
