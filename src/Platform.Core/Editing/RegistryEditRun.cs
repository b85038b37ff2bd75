using Platform.Docker;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Registries;
using Platform.Yaml;

namespace Platform.Editing;

/// <summary>Manifests that were read so that registries be asked for the digests of their artifacts (R5.3). No host is looked at.</summary>
public sealed class RegistryEditRun
{
    private readonly ManifestEditor _editor;
    private readonly List<ManifestEdit> _known = [];
    private readonly List<Asked> _waiting = [];

    private RegistryEditRun(ManifestEditor editor) => _editor = editor;

    /// <summary>The references that registries are asked for, each once, in the order of the modules.</summary>
    public IReadOnlyList<string> References => [.. _waiting.Select(w => w.Text).Distinct(StringComparer.Ordinal)];

    internal static RegistryEditRun Read(ManifestEditor editor, IReadOnlyList<ModuleFolder> folders, CancellationToken cancellationToken)
    {
        var run = new RegistryEditRun(editor);
        foreach (var folder in folders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Read(folder);
        }

        return run;
    }

    /// <summary>Asks the registries, and gives one edit for each module. Nothing is written.</summary>
    /// <param name="resolver">Asks registries. It has to know the mirrors of the same root.</param>
    /// <param name="time">The operator's clock.</param>
    /// <param name="cancellationToken">Ends all requests.</param>
    public async Task<IReadOnlyList<ManifestEdit>> ReadAsync(ImageResolver resolver, TimeProvider time, CancellationToken cancellationToken)
    {
        Dictionary<string, ImageResolution> answers = new(StringComparer.Ordinal);
        await foreach (var resolution in resolver.ResolveAsync(References, cancellationToken)) answers[resolution.Reference] = resolution;
        var now = time.GetUtcNow();
        return [.. _known, .. _waiting.Select(w => Edit(w, answers[w.Text], now))];
    }

    private void Read(ModuleFolder folder)
    {
        if (ManifestFile.Read(_editor.Context, folder, EditKind.Digest, out var edit) is not { } file)
        {
            _known.Add(edit!); // one or the other
            return;
        }

        var module = PlatformModuleBuilder.Build(file.Manifest, _editor.Context);
        var desired = DigestDeclaration.Wanted(file.Manifest, module, _editor.Context.Inventory.Conventions.Aliases, out var refusal);
        if (desired is not null && IsOfAnotherHost(desired, module))
        {
            refusal = EditIntent.Refuse(
                EditCode.RegistryOfHost, file.Manifest.Document.Root["spec"]["artifact"]["reference"], "/spec/artifact/reference",
                $"The registry {desired.Registry} is another one on each host: the one of this machine cannot tell what {module.Host} has. Leave out --registry (-Registry) and ask the host.");
        }

        if (refusal is null) _waiting.Add(new Asked(file, module, desired!, module.Artifact!.Reference)); // there is one, for it was read
        else _known.Add(_editor.Apply(file, EditKind.Digest, refusal));
    }

    /// <summary>What <c>localhost</c> is, is told by the machine that is asked. An alias says whose images it serves, and is still asked there.</summary>
    private bool IsOfAnotherHost(ImageReference desired, PlatformModule module) =>
        RegistryHost.IsThisMachine(desired.Registry) && _editor.Context.Inventory.Find(module.Host) is not { Transport: TransportKind.Local };

    private ManifestEdit Edit(Asked asked, ImageResolution resolution, DateTimeOffset now)
    {
        var (file, module, desired, _) = asked;
        if (resolution.IsAnswered)
        {
            var answer = DigestAnswer.OfRegistry(resolution);
            var intent = answer.Digests.Count > 0
                ? DigestDeclaration.Of(file.Manifest, module, desired, answer)
                : EditIntent.Refuse(EditCode.NotProven, Reference(file), "/spec/artifact/digest", $"The digest is not proven: {answer.WhyNone}.");
            return _editor.Apply(file, EditKind.Digest, intent) with { Registry = resolution.Registry, ObservedAt = now };
        }

        return ManifestFile.NotEdited(file.Folder, EditKind.Digest, EditStatus.Unreachable, ManifestFile.Diagnostic(
            file.Folder, EditCode.RegistryUnreachable, Reference(file).Position, "/spec/artifact/reference", resolution.Message ?? $"{resolution.Registry} gives no answer")) with { Registry = resolution.Registry };
    }

    private static YamlNode Reference(ManifestFile file) => file.Manifest.Document.Root["spec"]["artifact"]["reference"];

    private sealed record Asked(ManifestFile File, PlatformModule Module, ImageReference Desired, string Text);
}
