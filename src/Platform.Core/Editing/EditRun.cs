using System.Runtime.CompilerServices;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Editing;

/// <summary>Manifests that were read for an edit, and the hosts that have to be looked at for it.</summary>
public sealed class EditRun
{
    private readonly ManifestEditor _editor;
    private readonly EditKind _kind;
    private readonly List<ManifestEdit> _known = [];
    private readonly List<EditedModule> _waiting = [];

    private EditRun(ManifestEditor editor, EditKind kind) => (_editor, _kind) = (editor, kind);

    /// <summary>One for each host; none for an edit that no host is needed for.</summary>
    public IReadOnlyList<HostQuestion> Questions { get; private set; } = [];

    internal static EditRun Read(ManifestEditor editor, EditKind kind, IReadOnlyList<ModuleFolder> folders, CancellationToken cancellationToken)
    {
        var run = new EditRun(editor, kind);
        foreach (var folder in folders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Read(folder);
        }

        run.Questions =
        [
            .. run._waiting.GroupBy(w => w.Module.Host, StringComparer.Ordinal)
                .Select(host => HostQuestion.Ask(editor.Context.Inventory, host.Key, DriftCheck.RequestFor(host.Select(w => w.Module), root: null) with { Files = [], Owners = [] })),
        ];
        return run;
    }

    /// <summary>Yields the edits that need no host, then those of each host as it answers. Nothing is written.</summary>
    /// <param name="hosts">Looks at hosts.</param>
    /// <param name="throttle">How many hosts are looked at together, 1 and up.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    public async IAsyncEnumerable<HostEdits> ReadAsync(HostObserver hosts, int throttle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new HostEdits(null, _known);
        if (Questions.Count == 0) yield break;
        await foreach (var observation in hosts.ReadAllAsync(Questions, throttle, cancellationToken))
            yield return new HostEdits(observation, [.. _waiting.Where(w => w.Module.Host == observation.Host).Select(w => Edit(w, observation))]);
    }

    private void Read(ModuleFolder folder)
    {
        if (ManifestFile.Read(_editor.Context, folder, _kind, out var edit) is not { } file) _known.Add(edit!); // one or the other
        else if (_kind is EditKind.Derive) _known.Add(_editor.Apply(file, _kind, Derivation.Of(file.Manifest, _editor.Context)));
        else if (file.Manifest.IsExternal)
            _known.Add(_editor.Apply(file, _kind, EditIntent.Refuse(
                EditCode.NotOurs, file.Manifest.Runtime["orchestrator"], "/spec/runtime/orchestrator", "The orchestrator is external: the host is not looked at for this module.")));
        else _waiting.Add(new EditedModule(file, PlatformModuleBuilder.Build(file.Manifest, _editor.Context)));
    }

    private ManifestEdit Edit(EditedModule waiting, HostObservation observation)
    {
        var (file, module) = waiting;
        if (!observation.IsReachable)
        {
            var host = file.Manifest.Runtime["host"];
            return ManifestFile.NotEdited(file.Folder, _kind, EditStatus.Unreachable, ManifestFile.Diagnostic(
                file.Folder, FindingCode.HostUnreachable, host.Position, "/spec/runtime/host", observation.Failure.Message)) with { Host = observation.Host };
        }

        var edit = _editor.Apply(file, _kind, _kind is EditKind.Record ? Recording.Of(file.Manifest, module, observation.Snapshot) : OfHost(file.Manifest, module, observation.Snapshot));
        return edit with { Host = observation.Host, ObservedAt = observation.Snapshot.ObservedAt };
    }

    internal static EditIntent OfHost(LoadedManifest manifest, PlatformModule module, HostSnapshot snapshot) =>
        DigestDeclaration.Wanted(manifest, module, snapshot.Conventions.Aliases, out var refusal) is { } desired
            ? DigestDeclaration.Of(manifest, module, desired, DigestAnswer.OfHost(module, desired, snapshot))
            : refusal!; // one or the other

    private sealed record EditedModule(ManifestFile File, PlatformModule Module);
}

/// <summary>The edits of one host's modules.</summary>
/// <param name="Observation">What was seen of the host; null for edits that need none.</param>
/// <param name="Edits">One for each module.</param>
public sealed record HostEdits(HostObservation? Observation, IReadOnlyList<ManifestEdit> Edits);
