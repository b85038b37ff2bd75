using Platform.Diagnostics;
using Platform.Files;
using Platform.Root;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Reads a YAML file that a root may have at a fixed place, and checks it against its schema.</summary>
internal static class RootDocument
{
    /// <param name="root">The root.</param>
    /// <param name="relativePath">Where the file lies, relative to the root.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="diagnostics">Gets what is wrong with it.</param>
    /// <param name="tell">What is said of an error of the schema, where that is not what the schema says.</param>
    /// <returns>The document; null where there is no such file, or it has errors.</returns>
    public static YamlDocument? Read(PlatformRoot root, string relativePath, Func<JsonSchema> schema, DiagnosticList diagnostics, Func<YamlNode, SchemaError, SchemaError>? tell = null)
    {
        var path = Path.Combine(root.Path, relativePath);
        if (!FileEntry.IsThere(path)) return null;
        var fence = new RootFence(root);
        if (fence.PlaceOf(path) is FilePlace.Outside)
        {
            diagnostics.Error(ManifestCode.PathOutsideRoot, TextPosition.Start, "", "a symbolic link leads out of the platform root; put the file itself there");
            return null;
        }

        var document = YamlReader.ReadFile(path, DocumentLimits.Default, fence.Files);
        diagnostics.Add(document.Diagnostics);
        if (document.IsValid) diagnostics.Add(schema().Evaluate(document.Root).Errors.Select(error => tell is null ? error : tell(document.Root, error)));
        return diagnostics.HasErrors ? null : document;
    }
}
