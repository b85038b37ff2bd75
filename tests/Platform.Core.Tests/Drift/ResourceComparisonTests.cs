using Platform.Drift;
using Platform.Snapshots;
using Platform.Tests.Planning;

namespace Platform.Tests.Drift;

/// <summary>Networks and volumes themselves: what is declared of them has to be so, and what is so has to be declared.</summary>
public sealed class ResourceComparisonTests
{
    private const string Secret = "hunter2";
    private const string NetworkField = "networks.home-platform_default";
    private const string VolumeField = "volumes.home-platform_data";

    private static readonly ResourceDefinition Plain = Configuration.Resource("other");

    [Theory]
    [InlineData("driver", "", "macvlan", "bridge", "macvlan")]
    [InlineData("internal", "true", "", "true", "false")]
    [InlineData("internal", "", "true", "false", "true")]
    [InlineData("attachable", "", "true", "false", "true")]
    [InlineData("enable_ipv6", "true", "", "true", "false")]
    [InlineData("enable_ipv4", "false", "", "false", "true")]
    [InlineData("ipam.driver", "other", "", "other", "default")]
    [InlineData("ConfigFrom", "", "macvlan-config", "nothing", "macvlan-config")]
    [InlineData("SomethingNew", "", "set", "nothing", "set")]
    public void A_setting_of_a_network_is_drift_in_either_direction(string key, string declared, string live, string expected, string actual)
    {
        var finding = Assert.Single(OfNetworks(With(Configuration.Network, key, declared), With(Configuration.Network, key, live)).Findings);
        Assert.Equal((FindingCode.NetworksMismatch, FindingSeverity.Drift, $"{NetworkField}.{key}"), (finding.Code, finding.Severity, finding.Field));
        Assert.Equal((expected, actual), (finding.Expected, finding.Actual));
        Assert.Contains("the network has", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("driver", "nfs", "", "nfs", "local")]
    [InlineData("SomethingNew", "", "set", "nothing", "set")]
    public void So_is_one_of_a_volume(string key, string declared, string live, string expected, string actual)
    {
        var finding = Assert.Single(OfVolumes(With(Configuration.Volume, key, declared), With(Configuration.Volume, key, live)).Findings);
        Assert.Equal((FindingCode.MountsMismatch, FindingSeverity.Drift, $"{VolumeField}.{key}"), (finding.Code, finding.Severity, finding.Field));
        Assert.Equal((expected, actual), (finding.Expected, finding.Actual));
    }

    /// <summary>What is declared, what is there, and the field and the words that come of it.</summary>
    public static TheoryData<string, ResourceDefinition, ResourceDefinition, string, string> Values()
    {
        var (network, secret, other) = (Configuration.Network, Configuration.Values(("a", Secret)), Configuration.Values(("a", "other")));
        return new TheoryData<string, ResourceDefinition, ResourceDefinition, string, string>
        {
            { "an option that is gone", network with { Options = secret }, network, "driver_opts", "removed a" },
            { "an option of another value", network with { Options = secret }, network with { Options = other }, "driver_opts", "changed a" },
            { "an option too much", network, network with { Options = secret }, "driver_opts", "added a" },
            { "a label that is gone", network with { Labels = secret }, network, "labels", "removed a" },
            { "a label too much", network, network with { Labels = secret }, "labels", "added a" },
            { "another option of the driver of addresses", network with { AddressOptions = secret }, network with { AddressOptions = other }, "ipam.options", "changed a" },
        };
    }

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Values_are_compared_and_never_shown(string what, ResourceDefinition declared, ResourceDefinition live, string field, string words)
    {
        foreach (var (drift, prefix) in (ReadOnlySpan<(ModuleDrift, string)>)
            [(OfNetworks(declared, live), NetworkField), (OfVolumes(declared with { Name = Configuration.Volume.Name }, live with { Name = Configuration.Volume.Name }), VolumeField)])
        {
            var finding = Assert.Single(drift.Findings);
            Assert.True(finding.Field == $"{prefix}.{field}" && finding.Actual == words && finding.Severity is FindingSeverity.Drift, $"{what}: {finding}");
            Assert.DoesNotContain(Secret, $"{finding} {finding.Expected} {finding.Actual} {finding.Summary}", StringComparison.Ordinal);
        }
    }

    /// <summary>Subnets that are declared, those that are there, and what should be there and is not; null for no finding.</summary>
    public static TheoryData<AddressPool[], AddressPool[], string?> Subnets => new()
    {
        { [], [Pool("172.18.0.0/16", "172.18.0.1")], null },
        { [], [Pool("172.18.0.0/16", "172.18.0.1"), Pool("fd00::/64", "fd00::1")], null },
        { [Pool("10.1.0.0/24")], [Pool("10.1.0.0/24", "10.1.0.1")], null },
        { [Pool("fd00::/64")], [Pool("172.18.0.0/16", "172.18.0.1"), Pool("fd00::/64")], null },
        { [Pool("10.1.0.0/24", "10.1.0.5")], [Pool("10.1.0.0/24", "10.1.0.5")], null },
        { [Pool("10.1.0.0/24")], [Pool("10.2.0.0/24", "10.2.0.1")], "10.1.0.0/24" },
        { [Pool("10.1.0.0/24", "10.1.0.5")], [Pool("10.1.0.0/24", "10.1.0.1")], "10.1.0.0/24 gateway 10.1.0.5" },
        { [Pool("10.1.0.0/24"), Pool("10.2.0.0/24")], [Pool("10.1.0.0/24", "10.1.0.1")], "10.2.0.0/24" },
        { [Pool("10.1.0.0/24")], [Pool("10.1.0.0/24"), Pool("10.2.0.0/24")], "nothing more" },
        { [Pool("10.1.0.0/24") with { IpRange = "10.1.0.0/28" }], [Pool("10.1.0.0/24")], "10.1.0.0/24 ip_range 10.1.0.0/28" },
        { [Pool("10.1.0.0/24") with { AuxAddresses = ["a=10.1.0.7"] }], [Pool("10.1.0.0/24")], "10.1.0.0/24 aux_addresses a=10.1.0.7" },
        { [], [Pool("10.1.0.0/24") with { IpRange = "10.1.0.0/28" }], "nothing more" },
        { [Pool("fd00::/64")], [], "fd00::/64" },
    };

    [Theory]
    [MemberData(nameof(Subnets), DisableDiscoveryEnumeration = true)]
    public void A_subnet_that_is_declared_is_compared_and_what_is_not_is_the_engines_choice(AddressPool[] declared, AddressPool[] live, string? expected)
    {
        var drift = OfNetworks(Configuration.Network with { Pools = declared }, Configuration.Network with { Pools = live });
        if (expected is null)
        {
            Assert.Empty(drift.Findings);
            return;
        }

        var finding = Assert.Single(drift.Findings);
        Assert.Equal((FindingCode.NetworksMismatch, $"{NetworkField}.ipam.config", expected), (finding.Code, finding.Field, finding.Expected));
    }

    [Theory] // https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file
    [InlineData("10.1.0.0/24", "172.17.0.0/16", "172.19.0.0/16", true)]
    [InlineData("172.33.0.0/16", "172.17.0.0/16", "192.168.16.0/20", true)]
    [InlineData("172.31.0.0/16", "172.17.0.0/16", "172.19.0.0/16", false)]
    [InlineData("fd00::/64", "172.17.0.0/16", "172.19.0.0/16", false)]
    [InlineData("10.1.0.0/24", "10.0.0.0/24", "10.2.0.0/24", false)] // default-address-pools
    [InlineData("10.1.0.0/24", "172.17.0.0/16", "10.2.0.0/24", false)] // and a bip beside
    [InlineData("10.1.0.0/24", null, "172.19.0.0/16", false)]
    public void A_subnet_that_the_engine_hardly_chose_is_a_doubt(string subnet, string? ofBridge, string ofOther, bool isDoubt)
    {
        ResourceDefinition[] bridge = ofBridge is null ? [] : [Configuration.Resource("bridge") with { Pools = [Pool(ofBridge)] }];
        var drift = OfNetworks(Configuration.Network, [.. bridge, Configuration.Network with { Pools = [Pool(subnet)] }, Plain with { Pools = [Pool(ofOther)] }]);
        Assert.Equal(isDoubt ? [(FindingSeverity.Warning, $"{NetworkField}.ipam.config")] : [], drift.Findings.Select(f => (f.Severity, f.Field)));
    }

    [Fact]
    public void What_engines_note_among_the_options_of_a_network_is_no_drift() => Assert.Empty(OfNetworks(
        Configuration.Network, Configuration.Network with { Options = Configuration.Values(("com.docker.network.enable_ipv4", "true"), ("com.docker.network.enable_ipv6", "false")) }).Findings);

    [Theory] // https://docs.docker.com/reference/cli/dockerd/#default-network-options
    [InlineData("1400", null)]
    [InlineData("1500", FindingSeverity.Drift)]
    [InlineData("", FindingSeverity.Drift)]
    [InlineData(null, FindingSeverity.Warning)]
    public void An_option_that_every_network_has_is_the_engines(string? ofOther, FindingSeverity? severity)
    {
        const string Option = "com.docker.network.driver.mtu";
        ResourceDefinition[] others = ofOther is null ? [] : [Plain with { Options = ofOther.Length == 0 ? Configuration.Values() : Configuration.Values((Option, ofOther)) }];
        var drift = OfNetworks(Configuration.Network, [Configuration.Network with { Options = Configuration.Values((Option, "1400")) }, .. others]);
        Assert.Equal(severity is { } wanted ? [wanted] : [], drift.Findings.Select(f => f.Severity));
    }

    [Fact]
    public void An_option_that_another_network_was_given_by_its_file_is_no_evidence()
    {
        var given = Plain with { Options = Configuration.Values(("com.docker.network.driver.mtu", "1400")) };
        var drift = Compare(
            snapshot => snapshot with { Networks = [Configuration.Network with { Options = given.Options }, given] }, Configuration.Project with { Networks = [Configuration.Network, given] });
        Assert.Equal(FindingSeverity.Warning, Assert.Single(drift.Findings).Severity);
    }

    [Fact]
    public void Of_an_external_network_nothing_is_compared_but_that_it_is_there()
    {
        var external = Configuration.Network with { IsExternal = true };
        Assert.Empty(OfNetworks(external, With(Configuration.Network, "internal", "true") with { Labels = Configuration.Values(("a", "b")) }).Findings);
        Assert.Equal("gone", Assert.Single(OfNetworks(external, []).Findings).Actual);
    }

    [Fact]
    public void One_that_is_gone_is_drift_and_one_that_was_not_told_of_is_not_compared()
    {
        var finding = Assert.Single(OfVolumes(Configuration.Volume, []).Findings);
        Assert.Equal((FindingCode.MountsMismatch, FindingSeverity.Drift, VolumeField), (finding.Code, finding.Severity, finding.Field));

        foreach (var part in (SnapshotPart[])[SnapshotPart.Networks, SnapshotPart.Volumes])
        {
            var drift = Compare(snapshot => snapshot with { Networks = [], Volumes = [Configuration.Volume], Gaps = [new SnapshotGap(part, "docker did not answer in time")] }, Configuration.Project);
            Assert.Equal(part is SnapshotPart.Networks ? FindingCode.ConfigurationNotCompared : FindingCode.NetworksMismatch, Assert.Single(drift.Findings).Code);
        }
    }

    [Fact]
    public void A_snapshot_of_before_says_that_they_are_not_compared_where_the_service_has_any()
    {
        var drift = Compare(snapshot => snapshot with { Networks = null, Volumes = null }, Configuration.Project with { Networks = null, Volumes = null });
        Assert.Equal(DriftStatus.Unverified, drift.Status);
        Assert.Equal(
            ["its networks themselves", "its volumes themselves"],
            drift.Findings.Select(f => f.Message.Split(": ")[1].Split(',')[0]));

        var live = Configuration.Live with { Networks = ["host"], Mounts = [], Settings = Configuration.Settings(("expose", "8000/tcp 9000/tcp"), ("working_dir", "/app")) };
        var declared = Configuration.Declared with { Networks = ["host"], Mounts = [], Settings = Configuration.Settings(("expose", "8000/tcp")) };
        Assert.Empty(Compare(
            snapshot => snapshot with { Networks = null, Volumes = null, Containers = [Fleet.Container with { Configuration = live }] },
            Configuration.With(declared) with { Networks = null, Volumes = null }).Findings);
    }

    [Fact]
    public void A_network_on_one_side_only_and_one_of_no_file_are_not_looked_at()
    {
        var drift = Compare(snapshot => snapshot with { Networks = [] }, Configuration.Project with { Networks = [] }); // network_mode may name any
        Assert.Empty(drift.Findings);
        var elsewhere = Compare(snapshot => snapshot, Configuration.Project with { Networks = [Configuration.Network, With(Plain, "internal", "true")] });
        Assert.Empty(elsewhere.Findings);
    }

    [Fact] // A recorded snapshot may hold anything.
    public void Whatever_a_snapshot_holds_is_compared()
    {
        var odd = Configuration.Network with { Settings = Configuration.Settings(("", ""), (".", "x")), Pools = [Pool(""), Pool("::"), Pool("x/y", "z")], Options = Configuration.Values(("", "")) };
        Assert.Equal(2, OfNetworks(Configuration.Network, odd, odd).Findings.Count);
        Assert.Equal(3, OfNetworks(odd, Configuration.Network).Findings.Count);
        Assert.Empty(Compare(snapshot => snapshot with { Networks = [odd, odd] }, Configuration.Project with { Networks = [odd, odd] }).Findings);
    }

    [Fact]
    public void No_plan_is_made_for_what_another_container_would_have_too()
    {
        var observation = Fleet.Host(Fleet.Container);
        observation = observation with
        {
            Snapshot = observation.Snapshot! with
            {
                Networks = [With(Configuration.Network, "internal", "true")],
                Files = [new HostFile { Path = "compose/apps/compose.yaml", Exists = true, Content = System.Text.Encoding.UTF8.GetBytes(PlanTesting.ComposeFile) }],
            },
        };
        var plan = PlanTesting.Build([observation], [PlanTesting.Module], prune: false);
        Assert.Empty(plan.Changes);
        Assert.StartsWith($"{NetworkField}.internal: a network or a volume stays as it is", Assert.Single(plan.Blocked).Message, StringComparison.Ordinal);
    }

    private static AddressPool Pool(string subnet, string? gateway = null) => new(subnet, gateway, null, []);

    private static ResourceDefinition With(ResourceDefinition resource, string key, string value) =>
        value.Length == 0 ? resource : resource with { Settings = Configuration.Settings((key, value)) };

    private static ModuleDrift OfNetworks(ResourceDefinition declared, params ResourceDefinition[] live) =>
        Compare(snapshot => snapshot with { Networks = live }, Configuration.Project with { Networks = [declared] });

    private static ModuleDrift OfVolumes(ResourceDefinition declared, params ResourceDefinition[] live) =>
        Compare(snapshot => snapshot with { Volumes = live }, Configuration.Project with { Volumes = [declared] });

    private static ModuleDrift Compare(Func<HostSnapshot, HostSnapshot> change, ComposeProjectSnapshot project)
    {
        var host = Fleet.Host(Fleet.Container);
        return DriftComparer.Compare(Fleet.Module, host with { Snapshot = change(host.Snapshot! with { ComposeProjects = [project] }) }, null, Fleet.Now); // a host that was seen
    }
}
