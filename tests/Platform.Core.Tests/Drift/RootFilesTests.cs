using Platform.Drift;
using Platform.Tests.Manifests;

namespace Platform.Tests.Drift;

/// <summary>Which files of the root a compose file consists of.</summary>
public sealed class RootFilesTests : IDisposable
{
    private const string File = "compose/apps/compose.yaml";

    private readonly TestRoot _root = new();

    [Theory]
    [InlineData("include: [a.yaml, ./b/../c.yaml]", "compose/apps/a.yaml compose/apps/c.yaml")]
    [InlineData("include: [ { path: a.yaml }, { path: [ ../b.yaml, c.yaml ] } ]", "compose/apps/a.yaml compose/apps/c.yaml compose/b.yaml")]
    [InlineData("services: { web: { extends: { file: ../base.yaml, service: x } }, own: { extends: web } }", "compose/base.yaml")]
    [InlineData("include: ['${WHERE}/a.yaml', 'oci://registry/a', 'https://example.org/a.yaml', '']", "")]
    [InlineData("include: [../../../outside.yaml, /etc/passwd]", "")]
    [InlineData("include: [compose.yaml]", "")]
    [InlineData("include: [deep.yaml]", "compose/apps/deep.yaml compose/apps/deeper.yaml")]
    [InlineData("services: {}", "")]
    [InlineData("include: [", "")]
    public void They_are_followed_within_the_root(string text, string expected)
    {
        _root.Write(File, text + "\n");
        _root.Write("compose/apps/deep.yaml", "include: [deeper.yaml, compose.yaml]\n");
        _root.Write("compose/apps/deeper.yaml", "include: [deep.yaml]\n");
        var module = Fleet.Module with { Root = _root.Path, Runtime = Fleet.Module.Runtime with { ComposeFile = File } };
        Assert.Equal(expected, string.Join(' ', new RootFiles().BehindComposeFileOf(module).Keys));
    }

    [Fact]
    public void No_more_of_them_are_followed_than_validation_takes()
    {
        _root.Write(File, $"include: [{string.Join(", ", Enumerable.Range(0, 1000).Select(n => $"f{n}.yaml"))}]\n");
        var module = Fleet.Module with { Root = _root.Path, Runtime = Fleet.Module.Runtime with { ComposeFile = File } };
        Assert.Equal(256, new RootFiles().BehindComposeFileOf(module).Count);
    }

    public void Dispose() => _root.Dispose();
}
