using System.Text;
using Platform.Editing;
using Platform.Manifests;
using Platform.Tests.Manifests;

namespace Platform.Tests.Readiness;

/// <summary>Modules whose manifests stand in a root, as far as they are of use for edits.</summary>
internal sealed class WrittenModules : IDisposable
{
    private readonly TestRoot _root = new();

    public WrittenModules(IEnumerable<PlatformModule> modules)
    {
        Directory.Delete(Path.Combine(_root.Path, "modules", "redis"), recursive: true);
        Modules = [.. modules.Select(Write)];
        Outlook = EditOutlook.Of(_root.Root, Modules, TestContext.Current.CancellationToken);
    }

    public IReadOnlyList<PlatformModule> Modules { get; }

    public EditOutlook Outlook { get; }

    public void Dispose() => _root.Dispose();

    private PlatformModule Write(PlatformModule module)
    {
        var text = new StringBuilder($"""
            schema_version: 2
            id: {module.Id}
            name: A module
            tier: 2-tools-products-modules
            owner: operator
            spec:
              runtime:
                host: {module.Host}
                orchestrator: docker-compose
                compose_file: compose/data/none.yaml
                compose_service: {module.Id}

            """);
        if (module.Runtime.ImageObserved is { } observed) text.Append($"    image_observed: '{observed}'\n");
        if (module.Runtime.ImageBuild is ImageBuild.Local) text.Append("    image_build: local\n");
        if (module.Source is { } source) text.Append($"  source: {{ kind: {source.Kind}, location: {source.Location}, version_scheme: {source.VersionScheme} }}\n");
        if (module.Artifact is { } artifact)
        {
            text.Append($"  artifact:\n    kind: {artifact.Kind}\n    registry: {artifact.Registry}\n    reference: {artifact.Reference}\n    update_policy: {artifact.UpdatePolicy}\n");
            if (artifact.Digest is { } digest) text.Append($"    digest: {digest}\n");
        }

        _root.Add(module.Id, text.ToString());
        return module with { Root = _root.Path, Path = Path.Combine(_root.Path, "modules", module.Id, ModuleFolder.ManifestName) };
    }
}
