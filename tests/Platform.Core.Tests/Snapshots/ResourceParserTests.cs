using System.Text;
using System.Text.Json;
using Platform.Docker;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Tests.Snapshots;

/// <summary>Networks and volumes of engines, and of compose files, come into one form.</summary>
public sealed class ResourceParserTests
{
    // As Engine 20.10 prints it.
    private const string OldNetwork = """
        {"Name":"p_home","Id":"b0","Created":"2026-11-28T08:03:35Z","Scope":"local","Driver":"bridge","EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"172.23.0.0/16","Gateway":"172.23.0.1"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{"c1":{"Name":"a"}},"Options":{},"Labels":{"com.docker.compose.network":"home","com.docker.compose.project":"p"}}
        """;

    // As Engine 28 does, with everything asked for.
    private const string NewNetwork = """
        {"Name":"p_home","Id":"b0","Created":"2026-11-28T08:03:35Z","Scope":"local","Driver":"bridge","EnableIPv4":false,"EnableIPv6":true,"IPAM":{"Driver":"other:latest","Options":{"o":"p"},"Config":[{"Subnet":"10.213.0.0/24","IPRange":"10.213.0.128/25","Gateway":"10.213.0.5","AuxiliaryAddresses":{"y":"10.213.0.8","x":"10.213.0.7"}},{"Subnet":"FD00:1::0/64"}]},"Internal":true,"Attachable":true,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{"mtu":"1400"},"Labels":{"a":"b"}}
        """;

    private const string Declared = """
        { "home": { "name": "p_home", "driver_opts": { "mtu": 1400 }, "internal": true, "attachable": true, "enable_ipv4": false, "enable_ipv6": true, "labels": { "a": "b" },
          "ipam": { "driver": "other", "options": { "o": "p" }, "config": [ { "subnet": "fd00:1::/64" }, { "subnet": "10.213.0.9/24", "gateway": "10.213.0.5", "ip_range": "10.213.0.128/25", "aux_addresses": { "x": "10.213.0.7", "y": "10.213.0.8" } } ] } } }
        """;

    [Fact]
    public void What_is_declared_and_what_comes_of_it_are_the_same()
    {
        var (live, declared) = (Network(NewNetwork), Assert.Single(Read(Declared, ResourceParser.Networks)));
        Assert.Equal("p_home", declared.Name);
        Assert.Equal(
            ["attachable=true", "enable_ipv4=false", "enable_ipv6=true", "internal=true", "ipam.driver=other"], declared.Settings.Select(s => $"{s.Key}={s.Value}"));
        Assert.Equal(declared.Settings, live.Settings);
        Assert.Equal(["10.213.0.0/24 gateway 10.213.0.5 ip_range 10.213.0.128/25 aux_addresses x=10.213.0.7 y=10.213.0.8", "fd00:1::/64"], declared.Pools.Select(p => p.ToString()));
        Assert.Equal(declared.Pools.Select(p => p.ToString()), live.Pools.Select(p => p.ToString()));
        Assert.Equal((new OpaqueValue("1400"), new OpaqueValue("p"), new OpaqueValue("b")), (declared.Options["mtu"], declared.AddressOptions["o"], declared.Labels["a"]));
        Assert.Equal((declared.Options["mtu"], declared.AddressOptions["o"], declared.Labels["a"]), (live.Options["mtu"], live.AddressOptions["o"], live.Labels["a"]));
    }

    [Theory]
    [InlineData("{ \"home\": null }", "home")]
    [InlineData("""{ "home": { "name": "p_home", "driver": "bridge", "ipam": {}, "internal": false, "enable_ipv4": true, "labels": null } }""", "p_home")]
    public void What_is_the_engines_default_is_left_out(string declared, string name)
    {
        foreach (var network in (ResourceDefinition[])[Assert.Single(Read(declared, ResourceParser.Networks)) with { Name = "p_home" }, Network(OldNetwork) with { Pools = [] }])
            Assert.Equal(("p_home", 0, 0, 0, 0, 0), (network.Name, network.Settings.Count, network.Options.Count, network.AddressOptions.Count, network.Labels.Count, network.Pools.Count));
        Assert.Equal(name, Assert.Single(Read(declared, ResourceParser.Networks)).Name);
    }

    [Theory]
    [InlineData("\"Driver\":\"bridge\"", "\"Driver\":\"macvlan\"", "driver=macvlan")]
    [InlineData("\"Internal\":false", "\"Internal\":true", "internal=true")]
    [InlineData("\"Ingress\":false", "\"Ingress\":true", "Ingress=set")]
    [InlineData("\"Network\":\"\"", "\"Network\":\"of-vlan\"", "ConfigFrom=of-vlan")]
    [InlineData("\"ConfigOnly\":false", "\"ConfigOnly\":false,\"Tomorrow\":1", "Tomorrow=set")]
    [InlineData("\"Attachable\":false", "\"Attachable\":true", "attachable=true")]
    public void A_field_that_is_no_default_is_a_setting(string old, string replacement, string setting)
    {
        Assert.Contains(old, OldNetwork, StringComparison.Ordinal);
        Assert.Equal([setting], Network(OldNetwork.Replace(old, replacement, StringComparison.Ordinal)).Settings.Select(s => $"{s.Key}={s.Value}"));
    }

    [Fact]
    public void Compose_1_made_its_networks_attachable_on_its_own() => Assert.Empty(Network(OldNetwork
        .Replace("\"Attachable\":false", "\"Attachable\":true", StringComparison.Ordinal)
        .Replace("\"com.docker.compose.project\":\"p\"", "\"com.docker.compose.version\":\"1.29.2\"", StringComparison.Ordinal)).Settings);

    [Fact]
    public void A_volume_and_its_declaration_are_the_same()
    {
        var live = Read(
            """{"CreatedAt":"2026-11-28T08:03:36Z","Driver":"local","Labels":{"com.docker.compose.volume":"data","x":"y"},"Mountpoint":"/m","Name":"p_data","Options":{"o":"size=1m"},"Scope":"local"}""",
            ResourceParser.Volume);
        var declared = Read("""{ "data": { "name": "p_data", "driver": "local", "driver_opts": { "o": "size=1m" }, "labels": { "x": "y" } } }""", ResourceParser.Volumes);
        Assert.Equal((live.Name, 0), (Assert.Single(declared).Name, live.Settings.Count + declared[0].Settings.Count));
        Assert.Equal((live.Options["o"], live.Labels["x"]), (declared[0].Options["o"], declared[0].Labels["x"]));
        Assert.Equal(["x"], live.Labels.Keys);
        var plugin = Read("""{"Name":"p_data","Driver":"vieux/sshfs:latest","ClusterVolume":{"ID":"a"}}""", ResourceParser.Volume);
        Assert.Equal(["ClusterVolume=set", "driver=vieux/sshfs"], plugin.Settings.Select(s => $"{s.Key}={s.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "shared": { "name": "proxy", "external": true, "ipam": {} } }""")]
    [InlineData("""{ "shared": { "name": "proxy", "external": true, "internal": true, "labels": { "a": "b" } } }""")]
    [InlineData("""{ "proxy": { "external": { "name": "proxy" } } }""")]
    public void Of_an_external_one_nothing_is_declared_but_its_name(string declared)
    {
        var network = Assert.Single(Read(declared, ResourceParser.Networks));
        Assert.Equal(("proxy", true, 0, 0), (network.Name, network.IsExternal, network.Settings.Count, network.Labels.Count));
    }

    [Theory]
    [InlineData("10.0.0.5/8", "10.0.0.0/8")]
    [InlineData("10.0.0.5/31", "10.0.0.4/31")]
    [InlineData("10.0.0.5/0", "0.0.0.0/0")]
    [InlineData("10.0.0.5/32", "10.0.0.5/32")]
    [InlineData("10.0.0.5/33", "10.0.0.5/33")]
    [InlineData("FD00:0::5/64", "fd00::/64")]
    [InlineData("10.0.0.5", "10.0.0.5")]
    [InlineData("10.0.0.5/99999999999", "10.0.0.5/99999999999")]
    [InlineData("a/b", "a/b")]
    [InlineData("/", "/")]
    public void A_subnet_has_one_spelling(string subnet, string spelling) => Assert.Equal(
        spelling, Assert.Single(Assert.Single(Read($$"""{ "a": { "ipam": { "config": [ { "subnet": "{{subnet}}" } ] } } }""", ResourceParser.Networks)).Pools).Subnet);

    [Theory]
    [InlineData("""{"Name":1}""")]
    [InlineData("""{"Name":"a","IPAM":[]}""")]
    [InlineData("""{"Name":"a","IPAM":{"Config":[null]}}""")]
    [InlineData("""{"Name":"a","IPAM":{"Config":["10.0.0.0/8"]}}""")]
    [InlineData("""{"Name":"a","Options":[1]}""")]
    [InlineData("""{"Name":"a","Options":{"o":{}}}""")]
    [InlineData("""{"Name":"a","Labels":{"a":1}}""")]
    [InlineData("""{"Name":"a","Internal":"yes"}""")]
    [InlineData("[]")]
    public void Another_shape_is_refused_as_json_is(string json) => Assert.ThrowsAny<JsonException>(() => Network(json));

    [Fact]
    public void A_key_twice_is_the_last() => Assert.Equal(new OpaqueValue("2"), Network("""{"Name":"a","Options":{"o":"1","o":"2"}}""").Options["o"]);

    private static ResourceDefinition Network(string json) => Read(json, ResourceParser.Network);

    private static T Read<T>(string json, Func<EngineJson, T> read) => EngineJson.Read(Encoding.UTF8.GetBytes(json), read);
}
