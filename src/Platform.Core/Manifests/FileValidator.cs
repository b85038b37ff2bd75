using Platform.Diagnostics;
using Platform.Files;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Validates any YAML or JSON file against any schema.</summary>
public static class FileValidator
{
    /// <summary>The name of standard input, among files and in diagnostics.</summary>
    public const string StandardInput = "-";

    /// <summary>Validates the text of a manifest, wherever it comes from: by its schema alone, for it points nowhere yet.</summary>
    /// <param name="manifest">Its bytes.</param>
    /// <param name="strict">Whether by the strict schema.</param>
    public static Validation ValidateManifest(ReadOnlySpan<byte> manifest, bool strict)
    {
        var document = YamlReader.Read(manifest, StandardInput);
        var list = Check(document, strict ? ShippedSchemas.ModuleStrict : ShippedSchemas.Module, StandardInput);
        if (strict && document.IsValid) Todo.Refuse(document.Root, list.Error);
        return new Validation(1, list.HasErrors ? 1 : 0, list.Items);
    }

    /// <param name="schemaPath">A JSON Schema (draft 2020-12), itself in JSON or YAML. Formats are asserted.</param>
    /// <param name="files">Files; <c>.json</c> is read as strict JSON, everything else as YAML.</param>
    /// <param name="currentFolder">What relative paths are relative to.</param>
    /// <param name="input">What stands for <see cref="StandardInput"/> among the files: YAML, of which JSON is a part.</param>
    public static Validation Validate(string schemaPath, IReadOnlyList<string> files, string currentFolder, ReadOnlyMemory<byte> input = default)
    {
        var schemaDiagnostics = new DiagnosticList(schemaPath, null);
        var document = Read(Path.GetFullPath(schemaPath, currentFolder));
        schemaDiagnostics.Add(document.Diagnostics);
        if (!document.IsValid) return new Validation(0, 0, schemaDiagnostics.Items);

        var folder = new SchemaFolder(document);
        var compilation = JsonSchema.Compile(document.Root, new SchemaOptions { AssertFormat = true, BaseUri = folder.BaseUri, Resolve = folder.Resolve });
        schemaDiagnostics.Add(compilation.Errors);
        if (!compilation.IsValid) return new Validation(0, 0, schemaDiagnostics.Items);

        List<Diagnostic> diagnostics = [];
        var invalid = 0;
        foreach (var file in files)
        {
            var instance = file is StandardInput ? YamlReader.Read(input.Span, file, DocumentLimits.Large) : Read(Path.GetFullPath(file, currentFolder));
            var list = Check(instance, compilation.Schema, file);
            diagnostics.AddRange(list.Items);
            if (list.HasErrors) invalid++;
        }

        return new Validation(files.Count, invalid, diagnostics);
    }

    private static DiagnosticList Check(YamlDocument document, JsonSchema schema, string name)
    {
        var list = new DiagnosticList(name, null);
        list.Add(document.Diagnostics);
        if (document.IsValid) list.Add(schema.Evaluate(document.Root).Errors);
        return list;
    }

    internal static YamlDocument Read(string path, FileFence? fence = null) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        ? JsonReader.ReadFile(path, DocumentLimits.Large, fence)
        : YamlReader.ReadFile(path, DocumentLimits.Large, fence);
}
