using Platform.Files;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Validates any YAML or JSON file against any schema.</summary>
public static class FileValidator
{
    /// <param name="schemaPath">A JSON Schema (draft 2020-12), itself in JSON or YAML. Formats are asserted.</param>
    /// <param name="files">Files; <c>.json</c> is read as strict JSON, everything else as YAML.</param>
    /// <param name="currentFolder">What relative paths are relative to.</param>
    public static Validation Validate(string schemaPath, IReadOnlyList<string> files, string currentFolder)
    {
        var schemaDiagnostics = new DiagnosticList(schemaPath, null);
        var document = Read(Path.GetFullPath(schemaPath, currentFolder));
        schemaDiagnostics.Add(document.Diagnostics);
        if (!document.IsValid) return new Validation(0, 0, schemaDiagnostics.Items);

        var folder = new SchemaFolder(document);
        var compilation = JsonSchema.Compile(document.Root, new SchemaOptions { AssertFormat = true, BaseUri = folder.BaseUri, Resolve = folder.Resolve });
        schemaDiagnostics.Add(compilation.Errors);
        if (!compilation.IsValid) return new Validation(0, 0, schemaDiagnostics.Items);

        List<ManifestDiagnostic> diagnostics = [];
        var invalid = 0;
        foreach (var file in files)
        {
            var list = new DiagnosticList(file, null);
            var instance = Read(Path.GetFullPath(file, currentFolder));
            list.Add(instance.Diagnostics);
            if (instance.IsValid) list.Add(compilation.Schema.Evaluate(instance.Root).Errors);
            diagnostics.AddRange(list.Items);
            if (list.HasErrors) invalid++;
        }

        return new Validation(files.Count, invalid, diagnostics);
    }

    internal static YamlDocument Read(string path, FileFence? fence = null) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? JsonReader.ReadFile(path, DocumentLimits.Large, fence)
        : YamlReader.ReadFile(path, DocumentLimits.Large, fence);
}
