using Platform.Manifests;
using Platform.Root;

namespace Platform.Tests.Manifests;

/// <summary>A platform root in a temporary folder, with one good module <c>redis</c>.</summary>
internal sealed class TestRoot : IDisposable
{
    public const string Manifest = """
        schema_version: 2
        id: redis
        name: Redis
        tier: 0-platform-substrate
        owner: operator
        spec:
          runtime:
            host: rs2000
            orchestrator: docker-compose
            compose_file: compose/data/compose.yaml
            compose_service: redis
            image_observed: redis:7.4
          operations:
            runbook: runbook.md
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("platform-root-").FullName;

    public TestRoot()
    {
        Write("compose/data/compose.yaml", "services:\n  redis: { image: 'redis:7.4' }\n  other: { image: 'redis:7.4' }\n");
        Add("redis", Manifest);
    }

    public PlatformRoot Root => PlatformRoot.Above(_path) ?? throw new DirectoryNotFoundException(_path);

    public string Path => _path;

    public void Add(string folder, string manifest)
    {
        Write($"modules/{folder}/module.yaml", manifest);
        Write($"modules/{folder}/runbook.md", "# Runbook\n");
    }

    public void Write(string relative, string text)
    {
        var path = System.IO.Path.Combine(_path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public Validation Validate(bool strict = false, params string[] words) => ManifestValidator.Validate(
        Root, ModuleSelection.Of(Root, words, _path), strict, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
