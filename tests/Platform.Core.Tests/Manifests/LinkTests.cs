using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Tests.Manifests;

/// <summary>Symbolic links: within the root they are the operator's business, out of it nothing is read.</summary>
public sealed class LinkTests : IDisposable
{
    private readonly TestRoot _root = new();
    private readonly string _outside = Directory.CreateTempSubdirectory("platform-outside-").FullName;

    [Fact]
    public void A_compose_file_that_leads_out_is_refused_by_validation_and_left_out_of_drift()
    {
        File.WriteAllText(Path.Combine(_outside, "compose.yaml"), "services: { redis: {} }\n");
        Replace("compose/data/compose.yaml", Path.Combine(_outside, "compose.yaml"));
        AssertRefused("/spec/runtime/compose_file", 10, 19);
    }

    [Fact]
    public void A_folder_on_the_way_that_leads_out_is_refused()
    {
        File.WriteAllText(Path.Combine(_outside, "compose.yaml"), "services: { redis: {} }\n");
        Directory.Delete(Path.Combine(_root.Path, "compose", "data"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(_root.Path, "compose", "data"), _outside);
        AssertRefused("/spec/runtime/compose_file", 10, 19);
    }

    [Theory]
    [InlineData("../../../../../../../../etc/hostname")]
    [InlineData("/etc/hostname")]
    [InlineData("loop")]
    public void A_runbook_that_leads_out_is_refused(string target)
    {
        if (target == "loop") File.CreateSymbolicLink(Path.Combine(_root.Path, "modules", "redis", "loop"), "loop");
        Replace("modules/redis/runbook.md", target);
        AssertRefused("/spec/operations/runbook", 14, 14);
    }

    [Fact]
    public void A_module_folder_or_manifest_that_leads_out_is_not_read()
    {
        Directory.Move(Path.Combine(_root.Path, "modules", "redis"), Path.Combine(_outside, "redis"));
        Directory.CreateSymbolicLink(Path.Combine(_root.Path, "modules", "redis"), Path.Combine(_outside, "redis"));
        AssertRefused("", 1, 1);
        Directory.Delete(Path.Combine(_root.Path, "modules", "redis"));
        Directory.CreateDirectory(Path.Combine(_root.Path, "modules", "redis"));
        File.CreateSymbolicLink(Path.Combine(_root.Path, "modules", "redis", "module.yaml"), Path.Combine(_outside, "redis", "module.yaml"));
        AssertRefused("", 1, 1);
    }

    [Fact]
    public void Links_within_the_root_are_followed()
    {
        _root.Write("docs/runbook.md", "# All of them\n");
        Replace("modules/redis/runbook.md", "../../docs/runbook.md");
        _root.Write("shared/compose.yaml", "services: { redis: {} }\n");
        Replace("compose/data/compose.yaml", Path.Combine(_root.Path, "shared", "compose.yaml"));
        Assert.Empty(_root.Validate().Diagnostics);
    }

    [Fact]
    public void A_root_that_is_reached_by_a_link_itself_is_a_root()
    {
        var link = Path.Combine(_outside, "root");
        Directory.CreateSymbolicLink(link, _root.Path);
        Replace("modules/redis/runbook.md", "../redis/real.md");
        _root.Write("modules/redis/real.md", "#\n");
        var root = PlatformRoot.Above(link)!;
        var validation = ManifestValidator.Validate(root, ModuleSelection.Of(root, [], link), strict: false, TestContext.Current.CancellationToken);
        Assert.Empty(validation.Diagnostics);
    }

    [Theory]
    [InlineData("observations/../../x.json")]
    [InlineData("observations/link.json")]
    public void A_snapshot_out_of_the_root_is_refused_with_its_place(string path)
    {
        _root.Write("observations/x.json", "{}");
        File.CreateSymbolicLink(Path.Combine(_root.Path, "observations", "link.json"), "/etc/hostname");
        _root.Write("hosts.yaml", $"schema_version: 1\nhosts:\n  rs2000: {{ transport: recorded, snapshot: {path} }}\n");
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal((ManifestCode.PathOutsideRoot, "hosts.yaml", 3, 44), (diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column));
        Assert.Equal("/hosts/rs2000/snapshot", diagnostic.Pointer);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../../outside.yaml")]
    [InlineData("link.yaml")]
    public void An_include_out_of_the_root_is_not_followed(string include)
    {
        _root.Write("compose/data/compose.yaml", $"include: [ {include} ]\nservices: {{ other: {{}} }}\n");
        File.CreateSymbolicLink(Path.Combine(_root.Path, "compose", "data", "link.yaml"), Path.Combine(_outside, "compose.yaml"));
        File.WriteAllText(Path.Combine(_outside, "compose.yaml"), "services: { rediss: {} }\n");
        Assert.Empty(_root.Validate().Diagnostics); // what was not read may declare the service
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_outside, recursive: true);
    }

    private void Replace(string relative, string target)
    {
        var path = Path.Combine(_root.Path, relative);
        File.Delete(path);
        File.CreateSymbolicLink(path, target);
    }

    private void AssertRefused(string pointer, int line, int column)
    {
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal((ManifestCode.PathOutsideRoot, "modules/redis/module.yaml", line, column), (diagnostic.Code, diagnostic.File, diagnostic.Line, diagnostic.Column));
        Assert.Equal((DiagnosticSeverity.Error, pointer), (diagnostic.Severity, diagnostic.Pointer));
        var catalog = ModuleCatalog.Read(_root.Root, ModuleSelection.Of(_root.Root, [], _root.Path), TestContext.Current.CancellationToken);
        Assert.Empty(catalog.Modules);
        Assert.Equal(ManifestCode.PathOutsideRoot, Assert.Single(catalog.Diagnostics).Code);
    }
}
