using System.Text;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Policy;
using Platform.Reporting;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Policy;

/// <summary>The same rules over the containers of a module, whatever its file says.</summary>
public sealed class LiveTests : IDisposable
{
    private readonly PolicyRoot _root = new() { Risk = "{ blast_radius: self, internet_exposed: false, human_wakeup_allowed: false }" };

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_container_that_is_as_its_file_says_adds_nothing() => Assert.Empty(Findings(Running(Plain)));

    public static TheoryData<string, Func<ContainerConfiguration, ContainerConfiguration>> Ways => new()
    {
        { "docker-sock-bind", s => s with { Mounts = [new MountPoint("bind", "/var/run/docker.sock", "/x", ReadOnly: true)] } },
        { "host-root-mount", s => s with { Mounts = [new MountPoint("bind", "/etc", "/x", ReadOnly: false)] } },
        { "privileged-container", s => s with { Privileged = true } },
        { "dangerous-capability", s => s with { CapabilitiesAdded = ["SYS_ADMIN"] } },
        { "host-namespace", s => s with { Networks = ["host"] } },
        { "host-namespace", s => s with { Settings = Configuration.Settings(("pid", "host")) } },
        { "host-device", s => s with { Settings = Configuration.Settings(("devices", "/dev/sda:/dev/sda:rwm")) } },
        { "port-exposed", s => s with { Ports = ["8080:80/tcp"] } },
        { "port-exposed", s => s with { Ports = ["[::]:8080:80/tcp"] } },
        { "secret-not-declared", s => s with { Environment = Configuration.Values(("APP_TOKEN", "hunter2-planted"), ("PATH", "/bin"), ("GPG_KEY", "E3FF2839")) } },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_only_the_container_has_is_found_and_marked(string rule, Func<ContainerConfiguration, ContainerConfiguration> change)
    {
        var finding = Assert.Single(Findings(Running(change(Plain))), f => f.Rule == rule);
        Assert.True(finding.Live);
        Assert.Equal("modules/app/module.yaml", finding.File);
        Assert.Contains("compose_service", File.ReadAllLines(Path.Combine(_root.Files.Path, finding.File))[finding.Line - 1], StringComparison.Ordinal);
        Assert.Contains("container home-platform-app-1", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_both_have_is_one_finding_at_its_place_in_the_file()
    {
        _root.Service = "image: app:1\nvolumes: ['/var/run/docker.sock:/x']\nports: ['8080:80']\nenvironment: { APP_TOKEN: '${APP_TOKEN}' }";
        _root.Spec = "secrets: { provider: external, refs: [APP_TOKEN] }";
        var findings = Findings(Running(Plain with
        {
            Mounts = [new MountPoint("bind", "/var/run/docker.sock", "/x", ReadOnly: false)], Ports = ["8080:80/tcp"], Environment = Configuration.Values(("APP_TOKEN", "hunter2-planted")),
        }));
        Assert.Equal(["blast-radius-understated", "docker-sock-bind", "port-exposed"], findings.Select(f => f.Rule).Order(StringComparer.Ordinal));
        Assert.All(findings, f => Assert.False(f.Live));
    }

    [Fact]
    public void A_health_check_of_the_image_counts_and_its_digest_is_said()
    {
        (_root.Tier, _root.Service) = ("0-platform-substrate", "image: app:1\nrestart: always\nmem_limit: 1g");
        _root.Runtime = "image_observed: 'app:1'";
        Assert.Equal(["healthcheck-missing", "image-record-tag-only"], Findings(null).Select(f => f.Rule).Order(StringComparer.Ordinal));
        var finding = Assert.Single(Findings(Running(Plain)));
        Assert.Equal("image-record-tag-only", finding.Rule);
        Assert.Contains(Fleet.DigestA, finding.Message, StringComparison.Ordinal);
        Assert.Equal("healthcheck-missing", Assert.Single(Findings(Running(Plain with { Healthcheck = null })), f => f.Rule != "image-record-tag-only").Rule);
    }

    [Fact]
    public void An_image_that_no_registry_gave_has_no_digest_to_record()
    {
        _root.Runtime = "image_observed: 'app:1'";
        Assert.Empty(Findings(Running(Plain, digests: [])));
    }

    [Fact]
    public void A_provider_without_secrets_contradicts_what_runs()
    {
        // R4.3: the contradiction was seen on the host.
        _root.Spec = "secrets: { provider: env-only-non-secret, refs: [] }";
        var finding = Assert.Single(Findings(Running(Plain with { Environment = Configuration.Values(("ADMIN_PASSWORD_HASH", "hunter2-planted"), ("ADMIN_JWT_SECRET", "hunter2-planted")) })));
        Assert.Equal("secret-provider-contradiction", finding.Rule);
        Assert.Contains("ADMIN_JWT_SECRET, ADMIN_PASSWORD_HASH", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_does_not_answer_was_not_judged()
    {
        _root.Write();
        var outcome = Judge(new HostObservation { Host = "rs2000", Failure = new HostFailure(HostFailureReason.ConnectTimedOut, "did not answer") });
        Assert.Equal((1, "HOST_NOT_REACHED"), (outcome.ExitCode, Assert.Single(outcome.Diagnostics).Code));
    }

    private static ContainerConfiguration Plain => Configuration.Live with { Mounts = [], Ports = ["127.0.0.1:80:80/tcp"], Environment = Configuration.Values(("PATH", "/bin")), Settings = Configuration.Settings() };

    private static HostObservation Running(ContainerConfiguration surface, string[]? digests = null)
    {
        var image = Fleet.Image with { RepoDigests = digests ?? ["app@" + Fleet.DigestA], Defaults = Configuration.Image with { Environment = Configuration.Values(("PATH", "/bin"), ("GPG_KEY", "E3FF2839")) } };
        return Fleet.Host([image], Fleet.Container with { Name = "home-platform-app-1", ComposeService = "app", ImageReference = "app:1", Configuration = surface });
    }

    private IReadOnlyList<PolicyFinding> Findings(HostObservation? seen)
    {
        _root.Write();
        var outcome = Judge(seen);
        Assert.Empty(outcome.Diagnostics);
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(ReportJson.Write(PolicyReport.Of(outcome))), StringComparison.Ordinal);
        return outcome.Findings;
    }

    private PolicyOutcome Judge(HostObservation? seen)
    {
        var root = _root.Files.Root;
        var catalog = ModuleCatalog.Read(root, ModuleSelection.Of(root, ["app"], root.Path), TestContext.Current.CancellationToken);
        return PolicyOutcome.Of(catalog, null, null, PolicyRoot.Now, TestContext.Current.CancellationToken, seen is null ? null : [seen]);
    }
}
