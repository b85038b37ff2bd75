using System.Text;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Tests.Docker.Settings;

/// <summary>What <c>docker compose config</c> says and what <c>docker inspect</c> says of the container that came of it, in one spelling.</summary>
public sealed class SpellingTests
{
    [Theory] // Compose 2.26.1 and Engine 20.10.24 wrote these.
    [InlineData(
        """{ "blkio_config": { "device_read_bps": [ { "Path": "/dev/null", "Rate": "12582912" } ], "device_write_iops": [ { "Path": "/dev/null", "Rate": "30" } ] } }""",
        """{ "HostConfig": { "BlkioWeight": 0, "BlkioWeightDevice": [], "BlkioDeviceReadBps": [ { "Path": "/dev/null", "Rate": 12582912 } ], "BlkioDeviceWriteIOps": [ { "Path": "/dev/null", "Rate": 30 } ] } }""",
        "blkio_config.device_read_bps: /dev/null=12582912, blkio_config.device_write_iops: /dev/null=30")]
    [InlineData(
        """{ "deploy": { "resources": { "reservations": { "devices": [ { "capabilities": [ "gpu" ], "count": 1, "options": { "a": "b" } } ] } } } }""",
        """{ "HostConfig": { "DeviceRequests": [ { "Driver": "", "Count": 1, "DeviceIDs": null, "Capabilities": [ [ "gpu" ] ], "Options": { "a": "b" } } ] } }""",
        "gpus: count=1,capabilities=gpu,options=a=b")]
    [InlineData("""{ "mac_address": "02:42:AC:11:65:43" }""", """{ "Config": { "MacAddress": "02:42:AC:11:65:43" } }""", "mac_address: 02:42:ac:11:65:43")]
    // As the schema spells them, which later releases do.
    [InlineData(
        """{ "blkio_config": { "weight": 300, "weight_device": [ { "path": "/dev/sda", "weight": 400 } ] } }""",
        """{ "HostConfig": { "BlkioWeight": 300, "BlkioWeightDevice": [ { "Path": "/dev/sda", "Weight": 400 } ] } }""",
        "blkio_config.weight: 300, blkio_config.weight_device: /dev/sda=400")]
    [InlineData(
        """{ "gpus": [ { "count": -1, "driver": "nvidia" } ] }""",
        """{ "HostConfig": { "DeviceRequests": [ { "Driver": "nvidia", "Count": -1, "DeviceIDs": null, "Capabilities": [ [ "gpu" ] ], "Options": null } ] } }""",
        "gpus: driver=nvidia,count=-1,capabilities=gpu")]
    [InlineData("""{ "storage_opt": { "size": "1G" } }""", """{ "HostConfig": { "StorageOpt": { "size": "1G" } } }""", "storage_opt: size=1G")]
    public void Both_sides_say_the_same(string service, string container, string settings)
    {
        Assert.Equal(settings, Text(Read(service, s => DeclaredSettings.Of("web", s, EngineJson.None))));
        Assert.Equal(settings, Text(Read(container, LiveSettings.Of)!));
    }

    [Theory]
    [InlineData("""{ "links": [ "db", "db:database" ], "external_links": [ "ext:e", "ext" ] }""", "links: ext:e ext:ext service:db:database service:db:db")]
    [InlineData("""{ "volumes_from": [ "db:ro", "container:ext:ro" ] }""", "volumes_from: container:ext service:db")]
    public void What_a_file_says_of_others_names_them(string service, string settings) =>
        Assert.Equal(settings, Text(Read(service, s => DeclaredSettings.Of("web", s, EngineJson.None))));

    [Fact]
    public void Links_are_read_in_both_places_where_an_engine_has_them() => Assert.Equal(
        "links: db-1:db ext:e",
        Text(Read("""{ "HostConfig": { "Links": [ "/ext:/web/e" ] }, "NetworkSettings": { "Networks": { "a": { "Links": [ "db-1:db" ] }, "b": { "Links": [ "db-1:db" ] } } } }""", LiveSettings.Of)!));

    private static IReadOnlyDictionary<string, string> Read(string json, Func<EngineJson, IReadOnlyDictionary<string, string>?> read) => EngineJson.Read(Encoding.UTF8.GetBytes(json), read)!;

    private static string Text(IReadOnlyDictionary<string, string> settings) => string.Join(", ", settings.Select(s => $"{s.Key}: {s.Value}"));
}
