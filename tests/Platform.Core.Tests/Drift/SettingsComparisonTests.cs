using Platform.Drift;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>Settings: what is declared has to be there, and what is there has to be declared.</summary>
public sealed class SettingsComparisonTests
{
    private static readonly ContainerSnapshot Gateway = Fleet.Container with
    {
        Id = new string('d', 64), Name = "home-platform-gateway-1", ComposeService = "gateway",
    };

    [Theory]
    [InlineData("mem_limit", "1024", "2048", FindingCode.LimitsMismatch)]
    [InlineData("mem_limit", "", "2048", FindingCode.LimitsMismatch)] // docker update --memory
    [InlineData("mem_limit", "1024", "", FindingCode.LimitsMismatch)]
    [InlineData("devices", "", "/dev/fuse:/dev/fuse:rwm", FindingCode.PrivilegesMismatch)]
    [InlineData("security_opt", "no-new-privileges=true", "", FindingCode.PrivilegesMismatch)]
    [InlineData("pid", "", "host", FindingCode.NamespacesMismatch)]
    [InlineData("ipc", "", "host", FindingCode.NamespacesMismatch)]
    [InlineData("working_dir", "/srv", "/app", FindingCode.ProcessMismatch)]
    [InlineData("working_dir", "", "/elsewhere", FindingCode.ProcessMismatch)] // the image says /app
    [InlineData("hostname", "a", "b", FindingCode.ProcessMismatch)]
    [InlineData("dns", "1.1.1.1 8.8.8.8", "8.8.8.8 1.1.1.1", FindingCode.NamesMismatch)]
    [InlineData("logging.driver", "none", "", FindingCode.LoggingMismatch)]
    [InlineData("expose", "7000/tcp 8000/tcp", "8000/tcp 9000/tcp", FindingCode.PortsMismatch)]
    [InlineData("tmpfs./run", "size=1m", "size=2m", FindingCode.MountsMismatch)]
    [InlineData("volumes./data.propagation", "", "rshared", FindingCode.MountsMismatch)]
    [InlineData("networks.home-platform_default.ipv4_address", "10.0.0.2", "", FindingCode.NetworksMismatch)]
    [InlineData("networks.home-platform_default.aliases", "honcho-api", "", FindingCode.NetworksMismatch)]
    [InlineData("networks.home-platform_default.aliases", "api honcho-api", "honcho-api", FindingCode.NetworksMismatch)]
    [InlineData("HostConfig.SomethingNew", "", "set", FindingCode.SettingsMismatch)]
    [InlineData("gpus", "", "count=-1,capabilities=gpu", FindingCode.PrivilegesMismatch)]
    [InlineData("gpus", "count=1,capabilities=gpu", "count=2,capabilities=gpu", FindingCode.PrivilegesMismatch)]
    [InlineData("mac_address", "02:42:ac:11:00:02", "02:42:ac:11:00:03", FindingCode.NetworksMismatch)]
    [InlineData("storage_opt", "size=1G", "", FindingCode.MountsMismatch)]
    [InlineData("blkio_config.device_read_bps", "/dev/a=1", "/dev/a=2", FindingCode.LimitsMismatch)]
    [InlineData("blkio_config.weight", "300", "400", FindingCode.LimitsMismatch)]
    [InlineData("links", "service:gateway:db", "", FindingCode.NamesMismatch)]
    [InlineData("links", "service:gateway:db", "home-platform-gateway-1:other", FindingCode.NamesMismatch)]
    [InlineData("links", "", "home-platform-gateway-1:gateway", FindingCode.NamesMismatch)]
    [InlineData("links", "other-db-1:db", "another-db-1:db", FindingCode.NamesMismatch)]
    [InlineData("volumes_from", "service:gateway", "", FindingCode.MountsMismatch)]
    [InlineData("volumes_from", "", "other", FindingCode.MountsMismatch)]
    [InlineData("volumes_from", "container:one", "other", FindingCode.MountsMismatch)]
    public void A_difference_is_drift_in_either_direction(string key, string declared, string live, string code)
    {
        var drift = Compare(key, declared, live);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((code, FindingSeverity.Drift, key), (finding.Code, finding.Severity, finding.Field));
    }

    [Theory]
    [InlineData("working_dir", "", "/app")]
    [InlineData("expose", "8000/tcp", "8000/tcp 9000/tcp")]
    [InlineData("networks.home-platform_default.aliases", "home-platform-honcho-api-1 honcho-api", "honcho-api")]
    [InlineData("links", "service:gateway:db", "home-platform-gateway-1:db home-platform-gateway-1:gateway-1 home-platform-gateway-1:home-platform-gateway-1")]
    [InlineData("links", "other-db-1:db", "other-db-1:db")]
    [InlineData("links", "service:gone:db", "home-platform-gone-2:db home-platform-gone-2:gone-1")] // which is missed by itself
    public void What_the_image_and_the_engine_bring_is_none(string key, string declared, string live) => Assert.Empty(Compare(key, declared, live).Findings);

    [Theory]
    [InlineData("2048", true)]
    [InlineData("-1", true)]
    [InlineData("4096", false)]
    public void As_much_swap_as_memory_comes_by_itself(string swap, bool isDefault)
    {
        var live = With(With(Configuration.Live, "mem_limit", "1024"), "memswap_limit", swap);
        var drift = Compare([Container(live)], With(Configuration.Declared, "mem_limit", "1024"));
        Assert.Equal(isDefault ? [] : [FindingCode.LimitsMismatch], drift.Findings.Select(f => f.Code));
    }

    [Fact]
    public void What_the_engine_gives_to_all_containers_is_its_default_and_to_some_a_doubt()
    {
        var fluent = With(Configuration.Live, "logging.driver", "fluentd");
        Assert.Empty(Compare([Container(fluent), Gateway with { Configuration = fluent }], Configuration.Declared).Findings);
        var doubt = Assert.Single(Compare([Container(fluent), Gateway with { Configuration = Configuration.Live }], Configuration.Declared).Findings);
        Assert.Equal((FindingCode.LoggingMismatch, FindingSeverity.Warning), (doubt.Code, doubt.Severity));
    }

    [Fact]
    public void Options_of_the_log_driver_are_compared_and_never_shown()
    {
        var declared = Configuration.Declared with { LogOptions = Configuration.Values(("splunk-token", "hunter2")) };
        var drift = Compare([Container(Configuration.Live with { LogOptions = Configuration.Values(("splunk-token", "hunter3")) })], declared);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.LoggingMismatch, "changed splunk-token"), (finding.Code, finding.Actual));
        Assert.DoesNotContain("hunter", $"{finding} {finding.Expected} {finding.Actual}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("service:gateway", 'd', null)]
    [InlineData("container:home-platform-gateway-1", 'd', null)]
    [InlineData("service:gateway", 'e', "that of a container that is gone")]
    [InlineData("service:other", 'd', "that of home-platform-gateway-1")]
    public void A_shared_namespace_is_that_of_its_owner_or_stale(string declared, char owner, string? words)
    {
        foreach (var key in (string[])["network_mode", "ipc", "pid"])
        {
            var live = With(Configuration.Live, key, $"container:{new string(owner, 64)}");
            var drift = Compare([Container(live), Gateway], With(Configuration.Declared, key, declared));
            if (words is null)
            {
                Assert.Empty(drift.Findings);
                continue;
            }

            var finding = Assert.Single(drift.Findings);
            Assert.Equal((FindingCode.NamespaceStale, FindingSeverity.Drift), (finding.Code, finding.Severity));
            Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.42", FindingCode.ConfigurationNotCompared)]
    [InlineData("1.43", FindingCode.SettingsMismatch)]
    public void An_annotation_that_is_not_there_is_drift_where_the_engine_would_have_it(string api, string code)
    {
        var drift = Compare([Container(Configuration.Live)], Configuration.Declared with { Annotations = Configuration.Values(("run.oci.token", "hunter2")) }, api);
        var finding = Assert.Single(drift.Findings);
        Assert.Equal(code, finding.Code);
        Assert.DoesNotContain("hunter2", $"{finding}", StringComparison.Ordinal);
        var other = Compare([Container(Configuration.Live with { Annotations = Configuration.Values(("run.oci.token", "hunter3")) })], Configuration.Declared, api);
        Assert.Equal((FindingCode.SettingsMismatch, "added run.oci.token"), (Assert.Single(other.Findings).Code, other.Findings[0].Actual));
    }

    [Theory] // Newer engines show it in another place.
    [InlineData("1.43", FindingCode.NetworksMismatch)]
    [InlineData("1.44", FindingCode.ConfigurationNotCompared)]
    [InlineData(null, FindingCode.ConfigurationNotCompared)]
    public void A_mac_address_that_is_not_there_is_drift_where_the_engine_would_show_it(string? api, string code) =>
        Assert.Equal(code, Assert.Single(Compare([Container(Configuration.Live)], With(Configuration.Declared, "mac_address", "02:42:ac:11:00:02"), api).Findings).Code);

    [Theory] // https://github.com/docker/compose/commit/048fd136d
    [InlineData("2.27.0", FindingCode.ConfigurationNotCompared)]
    [InlineData("2.26.1-4", FindingCode.ConfigurationNotCompared)]
    [InlineData("v2.27.1", FindingCode.NetworksMismatch)]
    [InlineData("5.5.0", FindingCode.NetworksMismatch)]
    [InlineData(null, FindingCode.NetworksMismatch)] // made by hand
    public void A_driver_option_that_is_not_there_is_drift_where_Compose_would_have_passed_it_on(string? compose, string code) =>
        Assert.Equal(code, Assert.Single(Compare([Container(Configuration.Live) with { ComposeVersion = compose }], With(Configuration.Declared, "networks.home-platform_default.driver_opts", "a=b")).Findings).Code);

    [Theory] // Compose passes it on for a bind without other options only.
    [InlineData("z", FindingCode.ConfigurationNotCompared)]
    [InlineData("", null)]
    public void A_label_of_a_mount_that_can_have_none_is_named(string declared, string? code) =>
        Assert.Equal(code, Compare("volumes./data.selinux", declared, "nowhere").Findings.SingleOrDefault()?.Code);

    [Theory] // The kernel may not have it.
    [InlineData("blkio_config.weight", "300")]
    [InlineData("blkio_config.weight_device", "/dev/a=300")]
    public void What_the_engine_does_not_keep_is_named(string key, string declared)
    {
        var finding = Assert.Single(Compare(key, declared, "").Findings);
        Assert.Equal(FindingCode.ConfigurationNotCompared, finding.Code);
        Assert.Contains(key, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_of_another_container_are_its_mounts_where_the_file_has_none()
    {
        MountPoint data = new("volume", "data", "/data", ReadOnly: false), own = new("bind", "/srv/own", "/own", ReadOnly: true);
        var owner = Gateway with { Configuration = Configuration.Live with { Mounts = [data, own with { Source = "/srv/other" }, new("volume", "", "/anonymous", ReadOnly: false), new("tmpfs", "", "/run", ReadOnly: false)] } };
        var declared = With(Configuration.Declared with { Mounts = [own] }, "volumes_from", "service:gateway");
        var live = With(Configuration.Live with { Mounts = [new("volume", "", "/anonymous", ReadOnly: false), data, own] }, "volumes_from", owner.Id);
        live = With(live, "volumes./data.propagation", "rslave");
        Assert.Empty(Compare([Container(live), owner], declared).Findings);
        Assert.Equal(["mounts"], Compare([Container(live with { Mounts = [own] }), owner], declared).Findings.Select(f => f.Field));
        Assert.Equal(["mounts"], Compare([Container(live with { Mounts = [data, own, new("volume", "", "/anonymous", ReadOnly: false), new("bind", "/etc", "/etc", ReadOnly: false)] }), owner], declared).Findings.Select(f => f.Field));
    }

    [Fact]
    public void An_owner_of_volumes_that_is_gone_or_another_is_drift_and_one_of_no_project_is_named()
    {
        var gone = Assert.Single(Compare([Container(With(Configuration.Live, "volumes_from", new string('e', 64))), Gateway], With(Configuration.Declared, "volumes_from", "service:gateway")).Findings, f => f.Severity is FindingSeverity.Drift);
        Assert.Equal((FindingCode.MountsMismatch, "volumes_from", "a container that is gone"), (gone.Code, gone.Field, gone.Actual));
        var foreign = Assert.Single(Compare("volumes_from", "container:backup", "backup").Findings);
        Assert.Equal(FindingCode.ConfigurationNotCompared, foreign.Code);
        Assert.Contains("backup", foreign.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_was_renamed_keeps_its_first_name_as_an_alias()
    {
        var renamed = Fleet.Container with
        {
            Name = "other", ComposeNumber = 1, Configuration = With(Configuration.Live, "networks.home-platform_default.aliases", "home-platform-honcho-api-1 honcho-api"),
        };
        Assert.Equal([FindingCode.ContainerNameMismatch], Compare([renamed], Configuration.Declared).Findings.Select(f => f.Code));
    }

    [Fact]
    public void Of_a_network_on_one_side_only_the_network_is_told()
    {
        var drift = Compare([Container(With(Configuration.Live with { Networks = ["home-platform_default", "other"] }, "networks.other.aliases", "honcho-api"))], Configuration.Declared);
        Assert.Equal("networks", Assert.Single(drift.Findings).Field);
    }

    [Fact]
    public void The_owner_of_another_project_that_was_not_asked_for_is_not_compared()
    {
        var drift = Compare([Container(With(Configuration.Live, "pid", $"container:{new string('e', 64)}"))], With(Configuration.Declared, "pid", "container:vpn"));
        Assert.Equal(FindingCode.ConfigurationNotCompared, Assert.Single(drift.Findings).Code);
    }

    [Fact]
    public void A_snapshot_of_before_says_that_they_are_not_compared()
    {
        var drift = Compare([Container(Configuration.Live with { Settings = null })], Configuration.Declared);
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        Assert.Contains("other settings", Assert.Single(drift.Findings).Message, StringComparison.Ordinal);
    }

    [Theory] // A recorded snapshot may hold anything.
    [InlineData("pid", "service:x", "service:")]
    [InlineData("networks.", "", "x")]
    [InlineData("networks.x", "a", "x")]
    [InlineData("", "", "x")]
    [InlineData(".", "x", "")]
    [InlineData("memswap_limit", "", "much")]
    [InlineData("memswap_limit", "", "79228162514264337593543950335")]
    [InlineData("mac_address", "", "02:42:ac:11:00:02")]
    public void Whatever_a_snapshot_holds_is_compared(string key, string declared, string live)
    {
        var drift = Compare([Container(With(With(Configuration.Live, "mem_limit", "79228162514264337593543950335"), key, live))], With(With(Configuration.Declared, "mem_limit", "79228162514264337593543950335"), key, declared));
        Assert.Equal(key.StartsWith("networks.", StringComparison.Ordinal) ? 0 : 1, drift.Findings.Count);
    }

    private static ModuleDrift Compare(string key, string declared, string live) =>
        Compare([Container(With(Configuration.Live, key, live)) with { ComposeNumber = 1 }, .. key is "links" ? (ContainerSnapshot[])[Gateway] : []], With(Configuration.Declared, key, declared));

    private static ModuleDrift Compare(ContainerSnapshot[] containers, DeclaredConfiguration declared, string? api = null)
    {
        var host = Fleet.Host([Fleet.Image], containers[0]);
        var snapshot = host.Snapshot! with { Containers = containers, ComposeProjects = [Configuration.With(declared)] };
        if (api is not null) snapshot = snapshot with { Engine = snapshot.Engine with { ApiVersion = api } };
        return DriftComparer.Compare(Fleet.Module, host with { Snapshot = snapshot }, null, Fleet.Now);
    }

    private static ContainerSnapshot Container(ContainerConfiguration surface) => Fleet.Container with { Configuration = surface };

    private static ContainerConfiguration With(ContainerConfiguration live, string key, string value) => live with { Settings = With(live.Settings!, key, value) };

    private static DeclaredConfiguration With(DeclaredConfiguration declared, string key, string value) => declared with { Settings = With(declared.Settings!, key, value) };

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> settings, string key, string value)
    {
        Dictionary<string, string> changed = new(settings, StringComparer.Ordinal);
        if (value.Length > 0) changed[key] = value;
        else changed.Remove(key);
        return changed;
    }
}
