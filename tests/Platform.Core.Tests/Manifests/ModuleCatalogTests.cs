using System.Globalization;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Tests.Manifests;

public sealed class ModuleCatalogTests : IDisposable
{
    private readonly TestRoot _root = new();

    [Fact]
    public void A_manifest_becomes_a_module()
    {
        var module = Assert.Single(Read().Modules);
        Assert.Equal(("redis", "Redis", "rs2000"), (module.Id, module.Name, module.Host));
        Assert.Equal(("home-platform", "home-platform-redis-1"), (module.Runtime.ComposeProject, module.Runtime.ContainerName));
        Assert.Equal(DesiredState.Running, module.Runtime.DesiredState);
        Assert.Null(module.Artifact);
        Assert.Equal("runbook.md", module.Operations?.Runbook);
    }

    [Theory]
    [InlineData("2026-05-02T08:30:00Z", "2026-05-02T08:30:00.0Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.0Z")]
    [InlineData("2016-12-31T23:59:60.5Z", "2016-12-31T23:59:59.5Z")]
    public void The_second_before_stands_for_a_leap_second(string written, string read)
    {
        _root.Add("redis", TestRoot.Manifest.Replace("host: rs2000", $"host: rs2000\n    image_audit_ts: {written}", StringComparison.Ordinal));
        Assert.Equal(read, Assert.Single(Read().Modules).Runtime.ImageAuditTs?.ToString("yyyy-MM-ddTHH:mm:ss.f'Z'", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_project_comes_from_the_manifest_else_the_host_else_the_defaults()
    {
        _root.Write("hosts.yaml", "schema_version: 1\ndefaults: { compose_project: fleet }\nhosts: { rs2000: { transport: local } }\n");
        Assert.Equal("fleet-redis-1", Read().Modules[0].Runtime.ContainerName);
        _root.Write("hosts.yaml", "schema_version: 1\ndefaults: { compose_project: fleet }\nhosts: { rs2000: { transport: local, compose_project: own } }\n");
        Assert.Equal("own-redis-1", Read().Modules[0].Runtime.ContainerName);
        _root.Add("redis", TestRoot.Manifest.Replace("host: rs2000", "host: rs2000\n    compose_project: mine", StringComparison.Ordinal));
        Assert.Equal("mine-redis-1", Read().Modules[0].Runtime.ContainerName);
    }

    [Fact]
    public void A_broken_manifest_leaves_the_others()
    {
        _root.Add("broken", "schema_version: 2\n");
        var catalog = Read();
        Assert.Equal(["redis"], catalog.Modules.Select(m => m.Id));
        Assert.All(catalog.Diagnostics, d => Assert.Equal("broken", d.Module));
        Assert.NotEmpty(catalog.Diagnostics);
    }

    [Fact]
    public void Without_an_inventory_a_host_is_an_ssh_destination_as_it_stands()
    {
        var host = Read().Inventory.Find("ops@anything");
        Assert.Equal((TransportKind.Ssh, "ops@anything"), (host?.Transport, host?.Destination));
    }

    [Fact]
    public void An_inventory_is_read_with_its_defaults()
    {
        _root.Write("hosts.yaml", """
            schema_version: 1
            defaults: { connect_timeout_seconds: 3, command_timeout_seconds: 7 }
            hosts:
              rs2000: { transport: ssh, destination: ops@rs, port: 2222, ssh_command: [tailscale, ssh], command_timeout_seconds: 9 }
              lab: { transport: local }
              old: { transport: recorded, snapshot: observations/old.json }
            """);
        var inventory = Read().Inventory;
        var rs2000 = inventory.Find("rs2000")!;
        Assert.Equal(("ops@rs", 2222), (rs2000.Destination, rs2000.Port));
        Assert.Equal(["tailscale", "ssh"], rs2000.SshCommand);
        Assert.Equal((3.0, 9.0), (rs2000.ConnectTimeout.TotalSeconds, rs2000.CommandTimeout.TotalSeconds));
        Assert.Equal(Path.Combine(_root.Path, "observations", "old.json"), inventory.Find("old")?.SnapshotPath);
        Assert.Null(inventory.Find("nosuch"));
        Assert.Equal(HostFailureReason.NotInInventory, HostQuestion.Ask(inventory, "nosuch", SnapshotRequest.Probe).Refusal?.Reason);
    }

    [Fact]
    public void The_root_is_the_named_one_the_environments_or_the_nearest_above()
    {
        var deep = Path.Combine(_root.Path, "modules", "redis");
        Assert.True(PlatformRoot.TryFind(null, null, deep, out var above, out _));
        Assert.Equal(_root.Path, above.Path);
        Assert.True(PlatformRoot.TryFind(null, _root.Path, "/", out var environment, out _));
        Assert.Equal(_root.Path, environment.Path);
        Assert.True(PlatformRoot.TryFind("../..", "/nowhere", deep, out var named, out _));
        Assert.Equal(_root.Path, named.Path);
        Assert.False(PlatformRoot.TryFind("nowhere", _root.Path, deep, out _, out var error));
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "other,redis")]
    [InlineData("r*", "redis")]
    [InlineData("modules/redis", "redis")]
    [InlineData("modules/redis/", "redis")]
    [InlineData("modules/redis/module.yaml", "redis")]
    [InlineData("redis", "redis")]
    [InlineData("nosuch", "")]
    [InlineData("x*", "")]
    public void Words_select_modules(string word, string expected)
    {
        _root.Add("other", TestRoot.Manifest);
        var selection = ModuleSelection.Of(_root.Root, [word], _root.Path);
        Assert.Equal(expected, string.Join(',', selection.Folders.Select(f => f.Name)));
        Assert.Equal(expected.Length == 0 ? 1 : 0, selection.Errors.Count);
    }

    public void Dispose() => _root.Dispose();

    private ModuleCatalog Read() =>
        ModuleCatalog.Read(_root.Root, ModuleSelection.Of(_root.Root, [], _root.Path), TestContext.Current.CancellationToken);
}
