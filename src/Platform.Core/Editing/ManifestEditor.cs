using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>
/// Edits manifests of a root as texts: facts are put in, and all else stays as it is. An edit is worked out first and saved on
/// its own, so that it can be shown before.
/// </summary>
public sealed class ManifestEditor
{
    private ManifestEditor(RootContext context) => Context = context;

    /// <summary>What is wrong with <c>hosts.yaml</c>. Where something is, nothing can be edited: mirrors and hosts stand there.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Context.Diagnostics;

    internal RootContext Context { get; }

    public static ManifestEditor Open(PlatformRoot root) => new(RootContext.Open(root));

    /// <summary>Reads the manifests of some modules for an edit.</summary>
    /// <param name="kind">What is to be edited.</param>
    /// <param name="folders">The modules.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public EditRun Read(EditKind kind, IReadOnlyList<ModuleFolder> folders, CancellationToken cancellationToken) => EditRun.Read(this, kind, folders, cancellationToken);

    /// <summary>Reads the manifests of some modules, whose digests registries are asked for in place of hosts.</summary>
    /// <param name="folders">The modules.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public RegistryEditRun ReadForRegistries(IReadOnlyList<ModuleFolder> folders, CancellationToken cancellationToken) => RegistryEditRun.Read(this, folders, cancellationToken);

    /// <summary>Writes a pending edit, unless the file is no longer what was read; any other edit comes back as it is.</summary>
    public ManifestEdit Save(ManifestEdit edit)
    {
        if (edit is not { Status: EditStatus.Pending, Content: { } content }) return edit;
        if (FileReplacement.Make(content.Path, content.Before, content.After, Context.Fence.Files) is not { } refusal) return edit with { Status = EditStatus.Written };
        var folder = new ModuleFolder(edit.Module, Path.GetDirectoryName(content.Path) ?? "");
        return edit with
        {
            Status = EditStatus.Refused,
            Changes = [],
            Diff = "",
            Content = null,
            Refusal = ManifestFile.Diagnostic(folder, EditCode.File, TextPosition.Start, "", $"The file {refusal.What}."),
        };
    }

    /// <summary>Works out what an intention does to a manifest. The result is proven and valid, or it is refused.</summary>
    internal ManifestEdit Apply(ManifestFile file, EditKind kind, EditIntent intent)
    {
        if (intent.Refusal is { } refused) return Refuse(refused.Code, refused.Position, refused.Pointer, refused.Message);
        var edit = YamlEditor.Apply(file.Bytes, intent.Changes);
        if (edit.Refusal is { } refusal) return Refuse(EditCode.Of(refusal.Reason), refusal.Position, edit.Refused?.Pointer ?? "", refusal.Message);
        var result = new ManifestEdit { Module = file.Folder.Name, File = file.Folder.ShownPath, Kind = kind, Status = EditStatus.Unchanged, Remarks = intent.Remarks };
        if (edit.Made.Count == 0) return result;

        var (error, warnings) = NewDiagnostics(file, edit.Bytes);
        if (error is not null)
        {
            var observed = file.Manifest.Runtime["image_observed"];
            return Refuse(EditCode.WouldBeInvalid, observed.Position, error.Pointer, $"The manifest would not be valid: {error.Code}, {error.Message}.");
        }

        return result with
        {
            Status = EditStatus.Pending,
            Changes = [.. ManifestDiff.Facts(file.Manifest.Document, edit.Made)],
            Remarks = [.. intent.Remarks, .. warnings],
            Diff = ManifestDiff.Of(file.Folder.ShownPath, file.Bytes, edit.Bytes),
            Content = new EditedContent(file.Folder.ManifestPath, file.Bytes, edit.Bytes),
        };

        ManifestEdit Refuse(string code, TextPosition position, string pointer, string message) =>
            ManifestFile.NotEdited(file.Folder, kind, EditStatus.Refused, ManifestFile.Diagnostic(file.Folder, code, position, pointer, message));
    }

    /// <summary>What <c>validate</c> would say of the edited manifest and does not say of it now.</summary>
    private (Diagnostic? Error, IEnumerable<string> Warnings) NewDiagnostics(ManifestFile file, byte[] after)
    {
        var edited = LoadedManifest.Of(Context, file.Folder, YamlReader.Read(after, file.Folder.ManifestPath), strict: false);
        if (edited.HasValidShape) ReferenceChecks.Check(edited, Context);
        var old = LoadedManifest.Of(Context, file.Folder, file.Manifest.Document, strict: false);
        if (old.HasValidShape) ReferenceChecks.Check(old, Context);
        var known = old.Diagnostics.Items.Select(d => (d.Code, d.Pointer)).ToHashSet();
        Diagnostic[] added = [.. edited.Diagnostics.Items.Where(d => !known.Contains((d.Code, d.Pointer)))];
        return (added.FirstOrDefault(d => d.Severity is DiagnosticSeverity.Error), added.Select(d => $"{d.Code}: {d.Message}"));
    }
}
