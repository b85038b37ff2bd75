using System.Text;
using Platform.Editing;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Tests.Drift;
using Platform.Tests.Manifests;

namespace Platform.Tests.Editing;

/// <summary>A root with the module that <see cref="Fleet"/> has containers of, edited from what such a host runs.</summary>
internal sealed class LiveEdits : IDisposable
{
    private const string Manifest = """
        schema_version: 2
        id: honcho-api
        name: Honcho API
        tier: 1-iskra-value-layer
        owner: operator
        spec:
          runtime:
            host: rs2000
            orchestrator: docker-compose
            compose_file: compose/apps/compose.yaml
            compose_service: honcho-api
            image_observed: OBSERVED
            image_audit_ts: "2026-04-01T00:00:00Z"
          artifact:
            kind: oci-image
            registry: upstream-registry
            reference: ghcr.io/plastic-labs/honcho:3.0.6
            digest: DIGEST
            update_policy: manual

        """;

    private readonly TestRoot _root = new();

    public LiveEdits() => _root.Write("compose/apps/compose.yaml", "services:\n  honcho-api: { image: 'ghcr.io/plastic-labs/honcho:3.0.6' }\n");

    public string Text { get; private set; } = "";

    /// <summary>Edits a manifest with these facts; a digest that is null is not declared.</summary>
    public ManifestEdit Edit(EditKind kind, HostSnapshot snapshot, string? observed = "ghcr.io/plastic-labs/honcho:3.0.6", string? digest = null, Func<string, string>? write = null)
    {
        var text = Manifest.Replace("DIGEST", digest, StringComparison.Ordinal).Replace("    digest: \n", "", StringComparison.Ordinal).Replace("OBSERVED", observed, StringComparison.Ordinal).Replace("    image_observed: \n", "", StringComparison.Ordinal);
        _root.Write("modules/honcho-api/module.yaml", write?.Invoke(text) ?? text);
        var folder = new ModuleFolder("honcho-api", Path.Combine(_root.Path, "modules", "honcho-api"));
        var editor = ManifestEditor.Open(_root.Root);
        var file = ManifestFile.Read(editor.Context, folder, kind, out var edit);
        Assert.True(file is not null, edit?.ToString());
        var module = PlatformModuleBuilder.Build(file.Manifest, editor.Context);
        edit = editor.Apply(file, kind, kind is EditKind.Record
            ? Recording.Of(file.Manifest, module, snapshot)
            : EditRun.OfHost(file.Manifest, module, snapshot));
        Text = edit.Content is { } content ? Encoding.UTF8.GetString(content.After) : "";
        return edit;
    }

    public void Dispose() => _root.Dispose();
}
