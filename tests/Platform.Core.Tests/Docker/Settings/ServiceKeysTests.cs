using System.Text;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Tests.Docker.Settings;

/// <summary>No key of a service goes unseen.</summary>
public sealed class ServiceKeysTests
{
    /// <summary>
    /// The keys of a service in https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json, each with those below it,
    /// except below keys that have one fate as a whole (<c>build</c>).
    /// </summary>
    private static string[] Specified { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docker", "Settings", "compose-service-keys.txt"));

    public static TheoryData<string> Named => [.. Specified.Where(key => ServiceKeys.FateOf(key) is null)];

    [Fact]
    public void Every_key_of_the_specification_has_a_fate_or_is_named()
    {
        Assert.Superset(Specified.ToHashSet(StringComparer.Ordinal), ServiceKeys.All.Concat(Named.Select(row => row.Data)).ToHashSet(StringComparer.Ordinal));
        Assert.Equal(
            [
                "credential_spec", "models", "networks.gw_priority", "networks.interface_name", "networks.mac_address", "post_start", "pre_start", "pre_stop", "provider",
                "use_api_socket", "volumes.bind.recursive", "volumes.image.subpath", "volumes.volume.labels",
            ],
            Named.Select(row => row.Data));
        Assert.All(ServiceKeys.All.Except(Specified, StringComparer.Ordinal), key => Assert.Fail($"{key} is no key of the specification"));
    }

    [Theory]
    [InlineData("""{ "a_key_of_tomorrow": { "a": 1 } }""", "a_key_of_tomorrow")]
    [InlineData("""{ "deploy": { "resources": { "limits": { "gpus": 1 } } } }""", "deploy.resources.limits.gpus")]
    [InlineData("""{ "deploy": { "tomorrow": 1 } }""", "deploy.tomorrow")]
    [InlineData("""{ "post_start": [ { "command": [ "a" ] } ] }""", "post_start")]
    [InlineData("""{ "healthcheck": { "test": [ "CMD", "a" ], "jitter": "1s" } }""", "healthcheck.jitter")]
    [InlineData("""{ "ports": [ { "target": 80 }, { "target": 81, "tomorrow": "a" } ] }""", "ports.tomorrow")]
    [InlineData("""{ "volumes": [ { "type": "bind", "source": "/a", "target": "/a", "bind": { "recursive": "disabled" } } ] }""", "volumes.bind.recursive")]
    [InlineData("""{ "volumes": [ { "type": "image", "source": "a", "target": "/a" } ] }""", "volumes")]
    [InlineData("""{ "ulimits": { "nofile": { "soft": 1, "hard": 2, "most": 3 }, "core": 0 } }""", "ulimits.most")]
    [InlineData("""{ "blkio_config": { "device_read_bps": [ { "Path": "/dev/a", "Rate": "1", "Burst": "2" } ] } }""", "blkio_config.device_read_bps.Burst")]
    [InlineData("""{ "gpus": [ { "count": -1, "memory": 1 } ] }""", "gpus.memory")]
    [InlineData("""{ "logging": { "driver": "local", "level": "a" } }""", "logging.level")]
    [InlineData("""{ "security_opt": [ "seccomp:./profile.json" ] }""", "security_opt (the content of a seccomp profile)")]
    [InlineData("""{ "networks": { "plain": { "gw_priority": 1 } } }""", "networks.gw_priority")]
    [InlineData("""{ "configs": [ { "source": "variable" } ] }""", "configs.variable.environment")]
    [InlineData("""{ "networks": { "plain": { "mac_address": "02:42:ac:11:00:02" } } }""", "networks.mac_address")]
    public void What_is_not_compared_is_named(string service, string key) => Assert.Equal([key], NotUnderstood(service));

    [Theory]
    [InlineData("""{ "image": "a", "x-note": 1, "build": { "context": "." }, "depends_on": { "b": {} }, "profiles": [ "p" ] }""")]
    [InlineData("""{ "a_key_of_tomorrow": null, "another": [], "third": {}, "fourth": "" }""")]
    [InlineData("""{ "deploy": { "replicas": 1, "resources": { "limits": { "memory": "1" } }, "placement": { "constraints": [ "a" ] } } }""")]
    [InlineData("""{ "networks": { "plain": null }, "secrets": [ { "source": "file" } ], "configs": [ { "source": "text" } ] }""")]
    [InlineData("""{ "volumes_from": [ "a" ], "mac_address": "02:42:ac:11:00:02", "links": [ "a" ], "annotations": { "any": "b" }, "storage_opt": { "size": "1G" } }""")]
    [InlineData("""{ "devices": [ "/dev/fuse:/dev/fuse" ], "ulimits": { "any": 1 }, "networks": { "plain": { "aliases": [ "a" ], "driver_opts": { "any": "b" } } }, "logging": { "options": { "any": "b" } } }""")]
    [InlineData("""{ "blkio_config": { "weight": 300, "weight_device": [ { "Path": "/dev/a", "Weight": 400 } ] }, "healthcheck": { "x-note": 1, "test": [ "NONE" ] } }""")]
    public void Nothing_else_is(string service) => Assert.Empty(NotUnderstood(service));

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{ "scale": 1, "deploy": { "replicas": 1 } }""", null)]
    [InlineData("""{ "scale": 0 }""", 0)]
    [InlineData("""{ "deploy": { "replicas": 3 } }""", 3)]
    public void A_number_of_containers_is_read(string service, int? number) =>
        Assert.Equal(number, EngineJson.Read(Encoding.UTF8.GetBytes(service), ServiceKeys.Replicas));

    [Fact]
    public void The_lists_of_the_documentation_are_those_of_the_code()
    {
        const string Begin = "<!-- keys: held to the code by ServiceKeysTests -->\n", End = "<!-- keys end -->";
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "drift.md")).ReplaceLineEndings("\n");
        var lists =
            $"Compared: {Keys(ServiceKeys.All.Where(key => ServiceKeys.FateOf(key) is ServiceKeys.IsCompared))}.\n\n" +
            $"Named, like every key that this version has never heard of: {Keys(Named.Select(row => row.Data))}.\n\n" +
            "| not compared, since it says nothing about a container that runs | why |\n| --- | --- |\n" +
            string.Concat(ServiceKeys.All.Where(key => ServiceKeys.FateOf(key) is not ServiceKeys.IsCompared).Select(key => $"| `{key}` | {ServiceKeys.FateOf(key)} |\n"));
        Assert.Equal(lists, text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)]);

        static string Keys(IEnumerable<string> keys) => string.Join(", ", keys.Select(key => $"`{key}`"));
    }

    private static string[] NotUnderstood(string service) => Read(service, ServiceKeys.NotUnderstood);

    private static string[] Read(string service, Func<EngineJson, EngineJson, string[]> read)
    {
        const string File = """
            { "networks": { "home": { "name": "p_home", "driver": "bridge", "ipam": {}, "internal": true }, "plain": { "name": "p_plain", "external": true } },
              "volumes": { "data": { "name": "p_data", "driver_opts": { "type": "nfs" } } },
              "configs": { "text": { "name": "p_text", "content": "a" }, "variable": { "name": "p_v", "environment": "A" } }, "secrets": { "file": { "name": "p_file", "file": "/a" } } }
            """;
        return EngineJson.Read(Encoding.UTF8.GetBytes(service), s => EngineJson.Read(Encoding.UTF8.GetBytes(File), f => read(s, f)));
    }
}
