using System.Text;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Tests.Docker.Settings;

/// <summary>No key of a network or a volume goes unseen.</summary>
public sealed class ResourceKeysTests
{
    /// <summary>The keys of <c>networks</c> and <c>volumes</c> in https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json.</summary>
    private static string[] Specified { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docker", "Settings", "compose-resource-keys.txt"));

    [Fact]
    public void Every_key_of_the_specification_is_compared() => Assert.Equal(Specified.Order(StringComparer.Ordinal), ResourceKeys.All);

    [Theory]
    [InlineData("""{ "networks": { "home": { "scope": "swarm" } } }""", "networks.home.scope")]
    [InlineData("""{ "networks": { "home": { "ipam": { "strategy": 1 } } } }""", "networks.home.ipam.strategy")]
    [InlineData("""{ "networks": { "home": { "ipam": { "config": [ { "subnet": "a", "size": 1 } ] } } } }""", "networks.home.ipam.config.size")]
    [InlineData("""{ "volumes": { "data": { "size": { "a": 1 } } } }""", "volumes.data.size")]
    public void A_key_of_a_later_compose_is_named(string file, string key) => Assert.Equal([key], NotUnderstood(file));

    [Theory]
    [InlineData("""{ "networks": { "home": null }, "volumes": { "data": {} } }""")]
    [InlineData("""{ "networks": { "other": { "scope": "swarm" } } }""")] // which the service does not use
    [InlineData("""{ "networks": { "home": { "x-note": 1, "driver_opts": { "anything": "b" }, "labels": { "anything": "b" }, "ipam": { "options": { "a": "b" }, "config": [ { "aux_addresses": { "a": "b" } } ] } } } }""")]
    [InlineData("""{ "networks": { "home": { "scope": null } }, "volumes": { "data": { "external": { "name": "a" }, "size": 0 } } }""")]
    public void Nothing_else_is(string file) => Assert.Empty(NotUnderstood(file));

    [Fact]
    public void The_list_of_the_documentation_is_that_of_the_code()
    {
        const string Begin = "<!-- keys of networks and volumes: held to the code by ResourceKeysTests -->\n", End = "<!-- their keys end -->";
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "drift.md")).ReplaceLineEndings("\n");
        Assert.Equal(
            $"Compared: {string.Join(", ", ResourceKeys.All.Select(key => $"`{key}`"))}.\n",
            text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)]);
    }

    private static string[] NotUnderstood(string file) => EngineJson.Read(
        """{ "networks": { "home": null }, "volumes": [ { "type": "volume", "source": "data", "target": "/a" }, { "type": "bind", "source": "other", "target": "/b" }, { "type": "volume", "target": "/c" } ] }"""u8.ToArray(),
        service => EngineJson.Read(Encoding.UTF8.GetBytes(file), f => ServiceKeys.NotUnderstood(service, f)));
}
