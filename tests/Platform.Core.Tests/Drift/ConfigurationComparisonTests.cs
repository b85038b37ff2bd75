using Platform.Drift;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

public sealed class ConfigurationComparisonTests
{
    private const string Secret = "hunter2";

    /// <summary>What is changed on the container, the code that has to come of it, and words its message has to have.</summary>
    public static TheoryData<string, ContainerConfiguration, string, string> Changes()
    {
        var live = Configuration.Live;
        return new TheoryData<string, ContainerConfiguration, string, string>
        {
            { "another port", live with { Ports = ["127.0.0.1:8001:8000/tcp"] }, FindingCode.PortsMismatch, "8001" },
            { "no port", live with { Ports = [] }, FindingCode.PortsMismatch, "nothing more" },
            { "a changed variable", live with { Environment = With(live.Environment, "DB_URL", "other-" + Secret) }, FindingCode.EnvironmentMismatch, "changed DB_URL" },
            { "a variable too much", live with { Environment = With(live.Environment, "DEBUG", Secret) }, FindingCode.EnvironmentMismatch, "added DEBUG" },
            { "a variable of the image that is gone", live with { Environment = Without(live.Environment, "PATH") }, FindingCode.EnvironmentMismatch, "removed PATH" },
            { "a bind mount that may be written", live with { Mounts = [.. live.Mounts.Select(m => m with { ReadOnly = false })] }, FindingCode.MountsMismatch, "/srv/config:/config" },
            { "a volume too much", live with { Mounts = [.. live.Mounts, new MountPoint("volume", "x", "/x", false)] }, FindingCode.MountsMismatch, "volume x:/x" },
            { "an anonymous volume nobody asked for", live with { Mounts = [.. live.Mounts, new MountPoint("volume", "", "/y", false)] }, FindingCode.MountsMismatch, "/y" },
            { "the docker socket", live with { Mounts = [.. live.Mounts, new MountPoint("bind", "/var/run/docker.sock", "/var/run/docker.sock", false)] }, FindingCode.MountsMismatch, "docker.sock" },
            { "one network more", live with { Networks = ["home-platform_default", "other"] }, FindingCode.NetworksMismatch, "other" },
            { "the host's network", live with { Networks = ["host"] }, FindingCode.NetworksMismatch, "host" },
            { "another restart policy", live with { RestartPolicy = "no" }, FindingCode.RestartPolicyMismatch, "unless-stopped" },
            { "another command", live with { Command = Configuration.Words("serve", "--" + Secret) }, FindingCode.CommandMismatch, "number 2" },
            { "another entrypoint", live with { Entrypoint = Configuration.Words(Secret) }, FindingCode.CommandMismatch, "entrypoint" },
            { "root instead of the image's user", live with { User = "root" }, FindingCode.UserMismatch, "app" },
            { "privileged", live with { Privileged = true }, FindingCode.PrivilegesMismatch, "privileged" },
            { "a capability more", live with { CapabilitiesAdded = ["NET_ADMIN"] }, FindingCode.PrivilegesMismatch, "NET_ADMIN" },
            { "no capability dropped", live with { CapabilitiesDropped = [] }, FindingCode.PrivilegesMismatch, "ALL" },
            { "another health check", live with { Healthcheck = live.Healthcheck! with { Test = Configuration.Words("NONE") } }, FindingCode.HealthcheckMismatch, "test" },
            { "no health check", live with { Healthcheck = null }, FindingCode.HealthcheckMismatch, "test" },
            { "a slower health check", live with { Healthcheck = live.Healthcheck! with { Interval = 30_000_000_000 } }, FindingCode.HealthcheckMismatch, "interval" },
            { "a changed label", live with { Labels = With(live.Labels, "platform.tier", Secret) }, FindingCode.LabelsMismatch, "changed platform.tier" },
            { "a label too much", live with { Labels = With(live.Labels, "traefik.basicauth", Secret) }, FindingCode.LabelsMismatch, "added traefik.basicauth" },
        };
    }

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public void A_difference_is_found_and_no_value_is_shown(string what, ContainerConfiguration live, string code, string words)
    {
        var drift = Compare(live);
        Assert.Equal(DriftStatus.Drifted, drift.Status);
        var finding = Assert.Single(drift.Findings);
        Assert.True(finding.Code == code, $"{what}: {finding}");
        Assert.Contains(words, $"{finding.Message} {finding.Expected} {finding.Actual}", StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, finding.ToString() + finding.Expected + finding.Actual, StringComparison.Ordinal);
    }

    [Fact]
    public void What_compose_the_engine_and_the_image_add_is_no_drift()
    {
        var drift = Compare(Configuration.Live);
        Assert.Empty(drift.Findings);
        Assert.Equal(DriftStatus.InSync, drift.Status);
    }

    [Fact]
    public void A_variable_taken_from_the_shell_that_has_none_now_leaves_its_value_in_doubt()
    {
        var drift = Compare(Configuration.Live with { Environment = With(Configuration.Live.Environment, "FROM_SHELL", Secret) });
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((DriftStatus.Unverified, FindingCode.EnvironmentMismatch, FindingSeverity.Warning), (drift.Status, finding.Code, finding.Severity));
        Assert.Contains("FROM_SHELL", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_entrypoint_of_ones_own_drops_the_command_of_the_image()
    {
        var declared = Configuration.Declared with { Entrypoint = Configuration.Words("/own") };
        Assert.Empty(Compare(Configuration.Live with { Entrypoint = Configuration.Words("/own"), Command = [] }, declared).Findings);
        Assert.Equal(
            FindingCode.CommandMismatch, Assert.Single(Compare(Configuration.Live with { Entrypoint = Configuration.Words("/own") }, declared).Findings).Code);
    }

    [Fact]
    public void An_empty_entrypoint_takes_that_of_the_image_away_and_leaves_its_command()
    {
        var declared = Configuration.Declared with { Entrypoint = [] };
        Assert.Empty(Compare(Configuration.Live with { Entrypoint = [] }, declared).Findings);
        Assert.Equal(FindingCode.CommandMismatch, Assert.Single(Compare(Configuration.Live, declared).Findings).Code);
    }

    [Fact]
    public void A_health_check_of_zeros_is_that_of_the_image()
    {
        var declared = Configuration.Declared with { Healthcheck = new DeclaredProbe([], 0, 0, 0, 0, 0) };
        Assert.Empty(Compare(Configuration.Live with { Healthcheck = Configuration.Image.Healthcheck }, declared).Findings);
        Assert.Equal(FindingCode.HealthcheckMismatch, Assert.Single(Compare(Configuration.Live, declared).Findings).Code);
    }

    [Fact]
    public void A_difference_while_a_variable_is_unset_is_a_doubt()
    {
        var project = Configuration.Project with { UnsetVariables = ["DB_PASSWORD"] };
        var drift = Compare(Fleet.Container with { Configuration = Configuration.Live with { User = "root" } }, project, [Fleet.Image]);
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.UserMismatch, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("DB_PASSWORD", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_hangs_on_an_unset_variable_is_in_doubt()
    {
        var live = Configuration.Live with { User = "root", Ports = [], Environment = With(With(Configuration.Live.Environment, "DB_URL", "x"), "LOG_LEVEL", "x") };
        var findings = Compare(live, [], new() { ["ports"] = ["PORT"], ["environment.DB_URL"] = ["DB_PASSWORD"] }).Findings;
        Assert.Equal(
            ["Drift ENVIRONMENT_MISMATCH changed LOG_LEVEL", "Drift USER_MISMATCH root", "Warning ENVIRONMENT_MISMATCH changed DB_URL", "Warning PORTS_MISMATCH nothing more"],
            findings.Select(f => $"{f.Severity} {f.Code} {f.Actual}").Order(StringComparer.Ordinal));
        Assert.Contains(findings, f => f.Message.EndsWith("not certain, as DB_PASSWORD is set nowhere on the host now", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.Message.EndsWith("not certain, as PORT is set nowhere on the host now", StringComparison.Ordinal));
        // What agrees is no doubt.
        Assert.Empty(Compare(Configuration.Live, [], new() { ["ports"] = ["PORT"] }).Findings);
    }

    [Fact]
    public void What_is_of_the_account_that_looks_is_in_doubt_and_no_drift()
    {
        var live = Configuration.Live with { Mounts = [.. Configuration.Live.Mounts.Select(m => m with { Source = "/other" })] };
        var finding = Assert.Single(Compare(live, [], new() { ["mounts"] = ["HOME"] }).Findings);
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("HOME comes from the account that runs Compose", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB_PASSWORD", "environment.DB_URL, for want of DB_PASSWORD: the variable is required")]
    [InlineData("/srv/app/.env", "environment.DB_URL, for want of /srv/app/.env: this env_file is not on the host")]
    public void What_needs_a_variable_or_a_file_that_is_missing_is_not_compared_and_all_else_is(string missing, string words)
    {
        var live = Configuration.Live with { User = "root", Environment = With(Configuration.Live.Environment, "DB_URL", "x") };
        var findings = Compare(live, ["DB_PASSWORD"], new() { ["environment.DB_URL"] = [missing] }).Findings;
        Assert.Equal([FindingCode.UserMismatch, FindingCode.ConfigurationNotCompared], findings.Select(f => f.Code));
        Assert.Contains(words, findings[1].Message, StringComparison.Ordinal);
        Assert.Equal([FindingCode.ConfigurationNotCompared], Compare(Configuration.Live, ["DB_PASSWORD"], new() { ["environment.DB_URL"] = [missing] }).Findings.Select(f => f.Code));
    }

    [Fact]
    public void A_key_that_hangs_on_a_variable_may_be_any_other_key()
    {
        var live = Configuration.Live with { Environment = With(Configuration.Live.Environment, "APP_MODE", "x"), Labels = With(Configuration.Live.Labels, "added", "x") };
        var findings = Compare(live, [], new() { ["environment.*"] = ["PREFIX"] }).Findings;
        Assert.Equal(
            ["Drift LABELS_MISMATCH", "Warning ENVIRONMENT_MISMATCH"],
            findings.Select(f => $"{f.Severity} {f.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_could_not_be_compared_is_said_and_never_in_sync()
    {
        var services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal);
        AssertNotCompared(Fleet.Container, Configuration.Project with { Error = "the host has no Compose v2", Services = services }, "no Compose v2");
        AssertNotCompared(Fleet.Container, Configuration.Project with { Services = services }, "no longer have a service honcho-api");
        AssertNotCompared(Fleet.Container, Configuration.Project with { Origin = Configuration.Origin with { ConfigFiles = "/other" } }, "snapshot does not have");
        AssertNotCompared(Fleet.Container with { Configuration = Configuration.Live with { Origin = null } }, Configuration.Project, "not started by Compose");
        AssertNotCompared(Fleet.Container, Configuration.With(Configuration.Declared with { NotUnderstood = ["volumes_from"] }), "volumes_from");
    }

    [Fact]
    public void Without_its_image_what_the_image_brings_is_not_taken_for_an_addition()
    {
        var drift = Compare(Fleet.Container with { ImageReference = $"{Fleet.Repository}:3.0.6@{Fleet.DigestA}" }, Configuration.Project, []);
        Assert.Equal([FindingCode.ConfigurationNotCompared], drift.Findings.Select(f => f.Code));
        Assert.Equal(DriftStatus.Unverified, drift.Status);
    }

    [Fact] // Two containers of the same files may have been started with different ones.
    public void What_was_evaluated_with_another_environment_file_is_not_compared() => AssertNotCompared(
        Fleet.Container with { Configuration = Configuration.Live with { Origin = Configuration.Origin with { EnvironmentFiles = "/srv/platform/production.env" } } },
        Configuration.Project, "does not have the files");

    private static void AssertNotCompared(ContainerSnapshot container, ComposeProjectSnapshot project, string words)
    {
        var drift = Compare(container, project, [Fleet.Image]);
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.ConfigurationNotCompared, FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    private static ModuleDrift Compare(ContainerConfiguration live, DeclaredConfiguration? declared = null) =>
        Compare(Fleet.Container with { Configuration = live }, declared is null ? Configuration.Project : Configuration.With(declared), [Fleet.Image]);

    /// <summary>While the variable of each of these fields is unset, required or of the shell.</summary>
    private static ModuleDrift Compare(ContainerConfiguration live, string[] required, Dictionary<string, IReadOnlyList<string>> doubts) => Compare(
        Fleet.Container with { Configuration = live },
        Configuration.With(Configuration.Declared with { Doubts = doubts }) with { UnsetVariables = ["DB_PASSWORD", "PORT", "PREFIX"], RequiredVariables = required.Length == 0 ? null : required },
        [Fleet.Image]);

    private static ModuleDrift Compare(ContainerSnapshot container, ComposeProjectSnapshot project, ImageSnapshot[] images)
    {
        var host = Fleet.Host(images, container);
        return DriftComparer.Compare(Fleet.Module, host with { Snapshot = host.Snapshot! with { ComposeProjects = [project] } }, null, Fleet.Now);
    }

    private static Dictionary<string, OpaqueValue> With(IReadOnlyDictionary<string, OpaqueValue> values, string key, string value) =>
        new(values, StringComparer.Ordinal) { [key] = new OpaqueValue(value) };

    private static Dictionary<string, OpaqueValue> Without(IReadOnlyDictionary<string, OpaqueValue> values, string key)
    {
        Dictionary<string, OpaqueValue> rest = new(values, StringComparer.Ordinal);
        Assert.True(rest.Remove(key));
        return rest;
    }
}
