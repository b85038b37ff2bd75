using System.Text.RegularExpressions;
using Platform.Adopting;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Tests.Adopting;

public sealed class RootCreationTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("platform-init-").FullName;

    [Fact]
    public void An_empty_folder_becomes_a_root_in_which_everything_is_valid()
    {
        Assert.All(RootCreation.Make(_path), file => Assert.True(file.Made));
        var root = PlatformRoot.Above(_path)!;
        var validation = ManifestValidator.Validate(root, ModuleSelection.Of(root, [], _path), strict: false, TestContext.Current.CancellationToken);
        Assert.Equal((1, 0), (validation.Files, validation.Diagnostics.Count));
    }

    [Fact]
    public void The_hint_of_each_file_leads_to_a_schema_that_is_there()
    {
        var hints = RootCreation.Make(_path).Select(file => Path.Combine(_path, file.Path))
            .Select(file => (Folder: Path.GetDirectoryName(file)!, Hint: Regex.Match(File.ReadAllText(file), @"^# yaml-language-server: \$schema=(\S+)$", RegexOptions.Multiline)))
            .Where(found => found.Hint.Success).ToArray();
        Assert.Equal(2, hints.Length);
        Assert.All(hints, found => Assert.True(File.Exists(Path.Combine(found.Folder, found.Hint.Groups[1].Value))));
    }

    [Fact]
    public void The_schemas_are_those_that_ship()
    {
        RootCreation.Make(_path);
        foreach (var name in (string[])["hosts", "module", "module-strict", "policy"])
            Assert.Equal(File.ReadAllText(Path.Combine(Checkout.Folder, "schema", $"{name}.schema.json")), File.ReadAllText(Path.Combine(_path, "schema", $"{name}.schema.json")));
    }

    [Fact]
    public void What_is_there_stays_as_it_is_and_is_said()
    {
        Write("hosts.yaml", "schema_version: 1\nhosts:\n  mine: { transport: local }\n");
        Write("schema/module.schema.json", "mine");
        var files = RootCreation.Make(_path);
        Assert.Equal(["hosts.yaml", "schema/module.schema.json"], files.Where(f => !f.Made).Select(f => f.Path).Order());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_path, "schema/module.schema.json")));
        Assert.Contains("host: mine", File.ReadAllText(Path.Combine(_path, "modules/example/module.yaml")), StringComparison.Ordinal);
        Assert.All(RootCreation.Make(_path), file => Assert.False(file.Made));
    }

    [Fact]
    public void A_root_with_modules_gets_no_example()
    {
        Write("modules/mine/module.yaml", "mine");
        Assert.DoesNotContain(RootCreation.Make(_path), file => file.Path.Contains("example", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_leads_out_of_the_folder_is_not_written_through()
    {
        using var other = new Manifests.TestRoot();
        Directory.CreateSymbolicLink(Path.Combine(_path, "schema"), other.Path);
        Assert.ThrowsAny<IOException>(() => RootCreation.Make(_path));
        Assert.False(File.Exists(Path.Combine(other.Path, "hosts.schema.json")));
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private void Write(string relative, string text)
    {
        var path = Path.Combine(_path, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
