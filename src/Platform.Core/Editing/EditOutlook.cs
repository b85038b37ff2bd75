using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Editing;

/// <summary>What <c>edit derive</c> and <c>edit digest</c> would do to manifests, as far as manifests and compose files tell. No host or registry is asked, and nothing is written.</summary>
public sealed class EditOutlook
{
    private readonly Dictionary<string, ModuleOutlook> _modules;

    private EditOutlook(Dictionary<string, ModuleOutlook> modules) => _modules = modules;

    /// <summary>Not looked at.</summary>
    public static EditOutlook None { get; } = new(new(StringComparer.Ordinal));

    /// <param name="root">The root of the modules.</param>
    /// <param name="modules">The modules. External ones are left out.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    public static EditOutlook Of(PlatformRoot root, IEnumerable<PlatformModule> modules, CancellationToken cancellationToken)
    {
        var editor = ManifestEditor.Open(root);
        Dictionary<string, ModuleOutlook> outlooks = new(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!module.IsExternal) outlooks[module.Path] = Of(editor, new ModuleFolder(module.Id, Path.GetDirectoryName(module.Path) ?? ""));
        }

        return new EditOutlook(outlooks);
    }

    /// <summary>Null where the module's manifest was not looked at.</summary>
    internal ModuleOutlook? Of(PlatformModule module) => _modules.GetValueOrDefault(module.Path);

    private static ModuleOutlook Of(ManifestEditor editor, ModuleFolder folder)
    {
        if (ManifestFile.Read(editor.Context, folder, EditKind.Derive, out var edit) is not { } file) return new ModuleOutlook(edit!, edit!.Refusal); // one or the other
        return new ModuleOutlook(editor.Apply(file, EditKind.Derive, Derivation.Of(file.Manifest, editor.Context)), NoDigest(editor, file));
    }

    private static Diagnostic? NoDigest(ManifestEditor editor, ManifestFile file)
    {
        if (!file.Manifest.HasValidShape) return null;
        var module = PlatformModuleBuilder.Build(file.Manifest, editor.Context);
        var desired = DigestDeclaration.Wanted(file.Manifest, module, editor.Context.Inventory.Conventions.Aliases, out var refusal);
        // Whether the text has a place for one depends on no digest in particular.
        var intent = refusal ?? DigestDeclaration.Of(file.Manifest, module, desired!, new DigestAnswer([module.Artifact?.Digest ?? desired!.Digest ?? $"sha256:{new string('0', 64)}"], null)); // one or the other
        return editor.Apply(file, EditKind.Digest, intent).Refusal;
    }
}

/// <summary>What edits would do to one manifest.</summary>
/// <param name="Derivation">The derivation: pending where source or artifact would be written.</param>
/// <param name="NoDigest">Why no digest could be declared, whoever proved one; null where one could.</param>
internal sealed record ModuleOutlook(ManifestEdit Derivation, Diagnostic? NoDigest);
