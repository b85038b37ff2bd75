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
        Assert.Equal(expected, string.Join(' ', new RootFiles().BehindComposeFileOf(module).Included.Keys));
    }

    [Theory]
    [InlineData("include: [a.yaml, '${WHERE}/a.yaml', 'oci://registry/a', '']", "${WHERE}/a.yaml oci://registry/a")]
    [InlineData("include: [../../../outside.yaml, 'with space.yaml']", "../../../outside.yaml with space.yaml")]
    [InlineData("services: { web: { extends: { file: '${BASE}', service: x } } }", "${BASE}")]
    public void What_cannot_be_followed_is_known(string text, string expected)
    {
        _root.Write(File, text + "\n");
        var module = Fleet.Module with { Root = _root.Path, Runtime = Fleet.Module.Runtime with { ComposeFile = File } };
        Assert.Equal(expected, string.Join(' ', new RootFiles().BehindComposeFileOf(module).Lost));
    }

    [Theory]
    [InlineData("services: { web: { env_file: a.env } }", "env_file compose/apps/a.env")]
    [InlineData("services: { web: { env_file: [a.env, { path: ../b.env, required: false }] }, other: { env_file: other.env } }", "env_file compose/apps/a.env, env_file compose/b.env")]
    [InlineData("{ services: { web: { configs: [one], secrets: [ { source: two, target: /t } ] } }, configs: { one: { file: ./one.conf }, unused: { file: u } }, secrets: { two: { file: two.txt }, three: { environment: X } } }", "configs compose/apps/one.conf, secrets compose/apps/two.txt")]
    [InlineData("services: { web: { extends: { file: ../base.yaml, service: base }, env_file: a.env } }", "env_file compose/apps/a.env, env_file compose/base.env")]
    [InlineData("services: { web: { extends: own }, own: { extends: web, env_file: a.env } }", "env_file compose/apps/a.env")]
    [InlineData("include: [../with.yaml]", "env_file compose/with.env")]
    [InlineData("services: { web: { env_file: ['${WHERE}.env', /etc/own.env, ~/own.env, 'with space.env', 3, [a]] } }", "env_file ${WHERE}.env !, env_file /etc/own.env !, env_file with space.env !, env_file ~/own.env !")]
    [InlineData("services: { web: { env_file: { a: b }, configs: a, secrets: [a, [b], { target: c }] } }", "")]
    public void Files_that_a_service_names_are_known(string text, string expected)
    {
        _root.Write(File, text + "\n");
        _root.Write("compose/base.yaml", "services: { base: { env_file: base.env } }\n");
        _root.Write("compose/with.yaml", "services: { web: { env_file: with.env } }\n");
        var module = Fleet.Module with { Root = _root.Path, Runtime = Fleet.Module.Runtime with { ComposeFile = File, ComposeService = "web" } };
        var named = new RootFiles().BehindComposeFileOf(module).Named.Select(file => $"{file.Key} {file.Path}{(file.IsBelowRoot ? "" : " !")}");
        Assert.Equal(expected, string.Join(", ", named.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void No_more_of_them_are_followed_than_validation_takes()
    {
        _root.Write(File, $"include: [{string.Join(", ", Enumerable.Range(0, 1000).Select(n => $"f{n}.yaml"))}]\n");
        var module = Fleet.Module with { Root = _root.Path, Runtime = Fleet.Module.Runtime with { ComposeFile = File } };
        Assert.Equal(256, new RootFiles().BehindComposeFileOf(module).Included.Count);
    }

    public void Dispose() => _root.Dispose();
}
