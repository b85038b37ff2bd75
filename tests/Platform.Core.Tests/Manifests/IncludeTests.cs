using System.Diagnostics;
using System.Globalization;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Tests.Files;

namespace Platform.Tests.Manifests;

/// <summary>Compose files that include others, as a trap or by mistake.</summary>
public sealed class IncludeTests : IDisposable
{
    private const string File = "compose/data/compose.yaml";

    private readonly TestRoot _root = new();

    [Fact]
    public void A_file_that_includes_itself_many_times_is_told_and_read_once() =>
        AssertUnreadable(Including("compose.yaml", 12), "it includes itself: compose/data/compose.yaml -> compose/data/compose.yaml");

    [Fact]
    public void Files_that_include_each_other_in_a_circle_are_told_with_the_way()
    {
        _root.Write("compose/data/a.yaml", Including("b.yaml", 12));
        _root.Write("compose/data/b.yaml", Including("./../data/a.yaml", 12));
        AssertUnreadable(Including("a.yaml", 12), "it includes itself: compose/data/a.yaml -> compose/data/b.yaml -> compose/data/a.yaml");
    }

    [Fact]
    public void Layers_of_which_each_includes_the_next_many_times_are_read_once_each()
    {
        for (var layer = 1; layer < 30; layer++) _root.Write(Layer(layer), Including(Name(layer + 1), 12));
        _root.Write(Layer(30), "services: { deepest: {} }\n");
        _root.Write(File, Including(Name(1), 12) + "services: { other: {} }\n");
        var diagnostic = Assert.Single(Validate()); // all is read, so what is missing is known
        Assert.Equal(ManifestCode.ComposeServiceMissing, diagnostic.Code);
    }

    [Fact]
    public void A_folder_that_is_a_link_to_itself_makes_no_endless_list_of_files()
    {
        Directory.CreateSymbolicLink(System.IO.Path.Combine(_root.Path, "compose", "data", "x"), ".");
        AssertUnreadable(Including("x/compose.yaml", 1), "leads in a circle");
    }

    [Fact]
    public void More_files_than_any_fleet_has_are_not_all_read()
    {
        for (var file = 1; file <= 300; file++) _root.Write(Layer(file), Including(Name(file + 1), 1));
        AssertUnreadable(Including(Name(1), 1), "more than 256 files");
    }

    [Theory]
    [InlineData("fifo", "is a FIFO")]
    [InlineData("socket", "is a socket")]
    [InlineData("sparse", "more than the 1048576 bytes")]
    [InlineData("folder", "is a folder")]
    public void An_include_that_is_no_ordinary_file_is_told_with_its_reason(string kind, string words)
    {
        OddFile.Make(kind, System.IO.Path.Combine(_root.Path, "compose", "data", "odd.yaml"));
        AssertUnreadable(Including("odd.yaml", 1), "it includes compose/data/odd.yaml, which ", words);
    }

    [Theory]
    [InlineData("fifo", ManifestCode.ComposeFileUnreadable)]
    [InlineData("zero", ManifestCode.PathOutsideRoot)]
    [InlineData("sparse", ManifestCode.ComposeFileUnreadable)]
    [InlineData("folder", ManifestCode.ComposeFileUnreadable)]
    public void A_compose_file_that_is_no_ordinary_file_is_told_with_its_reason(string kind, string code)
    {
        System.IO.File.Delete(System.IO.Path.Combine(_root.Path, File));
        OddFile.Make(kind, System.IO.Path.Combine(_root.Path, File));
        Assert.Equal(code, Assert.Single(Validate()).Code);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("zero")]
    [InlineData("folder")]
    [InlineData("sparse")]
    [InlineData("dangling")]
    public void An_inventory_that_cannot_be_read_is_never_taken_for_none(string kind)
    {
        OddFile.Make(kind, System.IO.Path.Combine(_root.Path, "hosts.yaml"));
        var diagnostic = Assert.Single(Validate());
        Assert.Equal(("hosts.yaml", DiagnosticSeverity.Error), (diagnostic.File, diagnostic.Severity));
    }

    public void Dispose() => _root.Dispose();

    private static string Name(int layer) => string.Create(CultureInfo.InvariantCulture, $"layer{layer}.yaml");

    private static string Layer(int layer) => "compose/data/" + Name(layer);

    private static string Including(string path, int times) => $"include: [ {string.Join(", ", Enumerable.Repeat(path, times))} ]\n";

    private void AssertUnreadable(string content, params string[] words)
    {
        _root.Write(File, content + "services: { redis: {} }\n");
        var diagnostic = Assert.Single(Validate());
        Assert.Equal(ManifestCode.ComposeFileUnreadable, diagnostic.Code);
        Assert.All(words, word => Assert.Contains(word, diagnostic.Message, StringComparison.Ordinal));
    }

    private IReadOnlyList<Diagnostic> Validate()
    {
        var before = Stopwatch.GetTimestamp();
        var diagnostics = _root.Validate().Diagnostics;
        Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(20));
        return diagnostics;
    }
}
