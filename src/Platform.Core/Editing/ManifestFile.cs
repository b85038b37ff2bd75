using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Editing;

/// <summary>A manifest that is to be edited: its bytes and what they say, of one look at the file.</summary>
internal sealed class ManifestFile
{
    private ManifestFile(ModuleFolder folder, byte[] bytes, LoadedManifest manifest) => (Folder, Bytes, Manifest) = (folder, bytes, manifest);

    public ModuleFolder Folder { get; }

    public byte[] Bytes { get; }

    public LoadedManifest Manifest { get; }

    /// <summary>Reads a manifest; null, with the edit that says why, where it cannot be edited.</summary>
    /// <param name="context">The root.</param>
    /// <param name="folder">The module's folder.</param>
    /// <param name="kind">What it is read for.</param>
    /// <param name="edit">The edit that came of it already; null where the manifest was read.</param>
    public static ManifestFile? Read(RootContext context, ModuleFolder folder, EditKind kind, out ManifestEdit? edit)
    {
        edit = null;
        if (context.Fence.PlaceOf(folder.ManifestPath) is not FilePlace.Inside and var place)
        {
            var status = place is FilePlace.Missing ? EditStatus.Invalid : EditStatus.Refused;
            edit = NotEdited(folder, kind, status, DiagnosticOf(context, folder));
            return null;
        }

        var content = OrdinaryFile.Read(folder.ManifestPath, OrdinaryFile.MostWritten, context.Fence.Files);
        if (!content.IsRead)
        {
            edit = NotEdited(folder, kind, EditStatus.Refused, Diagnostic(folder, EditCode.File, TextPosition.Start, "", $"The file {content.Refusal?.What}."));
            return null;
        }

        var document = YamlReader.Read(content.Bytes, folder.ManifestPath);
        var manifest = LoadedManifest.Of(context, folder, document, strict: false);
        var fault = manifest.Diagnostics.Items
            .Where(d => d.Severity is DiagnosticSeverity.Error && !(kind is EditKind.Derive && Derivation.Fills(d.Pointer, document.Root)))
            .OrderBy(d => d.Line).ThenBy(d => d.Column).FirstOrDefault();
        if (fault is null) return new ManifestFile(folder, content.Bytes, manifest);
        edit = NotEdited(folder, kind, document.IsValid ? EditStatus.Invalid : EditStatus.Refused, fault);
        return null;
    }

    /// <summary>The edit that says why a manifest is not edited.</summary>
    public static ManifestEdit NotEdited(ModuleFolder folder, EditKind kind, EditStatus status, Diagnostic refusal) =>
        new() { Module = folder.Name, File = folder.ShownPath, Kind = kind, Status = status, Refusal = refusal };

    public static Diagnostic Diagnostic(ModuleFolder folder, string code, TextPosition position, string pointer, string message) => new()
    {
        Code = code,
        Severity = DiagnosticSeverity.Error,
        Message = message,
        File = folder.ShownPath,
        Line = position.Line,
        Column = position.Column,
        Pointer = pointer,
        Module = folder.Name,
    };

    private static Diagnostic DiagnosticOf(RootContext context, ModuleFolder folder) =>
        LoadedManifest.Load(context, folder, strict: false).Diagnostics.Items is [var first, ..]
            ? first with { Severity = DiagnosticSeverity.Error }
            : Diagnostic(folder, EditCode.File, TextPosition.Start, "", "The file changes while it is looked at; try again.");
}
