using Platform.Diagnostics;
using Platform.Root;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>One manifest, read and checked against its schema.</summary>
internal sealed class LoadedManifest
{
    private LoadedManifest(ModuleFolder folder, YamlDocument document, DiagnosticList diagnostics)
    {
        Folder = folder;
        Document = document;
        Diagnostics = diagnostics;
    }

    public ModuleFolder Folder { get; }

    public YamlDocument Document { get; }

    public DiagnosticList Diagnostics { get; }

    public YamlNode Runtime => Document.Root["spec"]["runtime"];

    public bool IsExternal => Runtime["orchestrator"].Text == "external";

    public NamedFiles Files { get; private init; }

    /// <summary>True where the tree has the shape the schema promises, so that it can be read without looking again.</summary>
    public bool HasValidShape { get; private init; }

    /// <summary>
    /// True where nothing is wrong with it but ends of acknowledgements that cannot be read: all else can be read without looking again, and the rules say
    /// what is no longer acknowledged.
    /// </summary>
    public bool CanBeJudged { get; private init; }

    public static LoadedManifest Load(RootContext context, ModuleFolder folder, bool strict)
    {
        var diagnostics = new DiagnosticList(folder.ShownPath, folder.Name);
        switch (PathChecks.CheckManifest(folder, context.Fence, diagnostics))
        {
            case FilePlace.Missing: return Missing(folder, diagnostics);
            case FilePlace.Outside: return Empty(folder, diagnostics);
        }

        return Of(context, folder, YamlReader.ReadFile(folder.ManifestPath, DocumentLimits.Default, context.Fence.Files), diagnostics, strict);
    }

    /// <summary>The same of a text that stands for the manifest of a folder: one that is about to be written, say.</summary>
    public static LoadedManifest Of(RootContext context, ModuleFolder folder, YamlDocument document, bool strict) =>
        Of(context, folder, document, new DiagnosticList(folder.ShownPath, folder.Name), strict);

    private static LoadedManifest Of(RootContext context, ModuleFolder folder, YamlDocument document, DiagnosticList diagnostics, bool strict)
    {
        diagnostics.Add(document.Diagnostics);
        NamedFiles files = default;
        if (document.IsValid)
        {
            var schema = strict ? ShippedSchemas.ModuleStrict : ShippedSchemas.Module;
            if (!schema.IsValid(document.Root)) diagnostics.Add(schema.Evaluate(document.Root).Errors);
            else files = PathChecks.CheckReferences(document.Root, folder, context.Root, context.Fence, diagnostics);
            if (strict) Todo.Refuse(document.Root, diagnostics.Warn); // all warnings are errors there, and the rest of the manifest is checked all the same
        }

        return new LoadedManifest(folder, document, diagnostics) { Files = files, HasValidShape = !diagnostics.HasErrors, CanBeJudged = document.IsValid && diagnostics.Items.All(d => d.Severity is not DiagnosticSeverity.Error || IsExpiry(d.Pointer)) };
    }

    private static bool IsExpiry(string pointer) => pointer.Split('/') is ["", "spec", "risk", "acknowledged_risks", _, "expires_at"];

    private static LoadedManifest Missing(ModuleFolder folder, DiagnosticList diagnostics)
    {
        var other = Path.Combine(folder.Path, "module.yml");
        diagnostics.Warn(ManifestCode.ManifestMissing, default, "", File.Exists(other)
            ? "module.yml is not read; rename it to module.yaml"
            : $"the folder {folder.Name} has no {ModuleFolder.ManifestName}; write one or remove the folder");
        return Empty(folder, diagnostics);
    }

    private static LoadedManifest Empty(ModuleFolder folder, DiagnosticList diagnostics) =>
        new(folder, YamlReader.Parse("{}"), diagnostics);
}
