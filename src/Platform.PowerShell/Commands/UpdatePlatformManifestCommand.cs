using System.Management.Automation;
using Platform.Diagnostics;
using Platform.Editing;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Registries;

namespace Platform.PowerShell.Commands;

/// <summary>Puts facts into manifests, and leaves all else in them as it is (R5.2, R5.3).</summary>
/// <remarks>
/// <c>-Record</c> and <c>-Digest</c> look at the hosts again: what is written down is what runs, not what was piped in a while ago.
/// <c>-WhatIf</c> shows the difference and writes nothing.
/// </remarks>
/// <example>
/// <code>Get-PlatformDrift | Where-Object FindingCodes -Match IMAGE_RECORD_STALE | Update-PlatformManifest -Record</code>
/// </example>
[Cmdlet(VerbsData.Update, "PlatformManifest", SupportsShouldProcess = true)]
[OutputType(typeof(ManifestEdit))]
public sealed class UpdatePlatformManifestCommand : ModuleFilterCommand
{
    private const string DeriveSet = "Derive";
    private const string RecordSet = "Record";
    private const string DigestSet = "Digest";

    private readonly List<(string? Root, string Name)> _named = [];

    /// <summary>Ids of modules, with or without wildcards. What writes files is told for which modules.</summary>
    /// <remarks>Of a container that no module declares it is null, and nothing is meant.</remarks>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Module")]
    [AllowNull]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string?[]? Name { get; set; }

    /// <summary>The id of a piped object. It goes before its name, which for a module is one for people.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Id { get; set; }

    /// <summary>Writes <c>source</c> and <c>artifact</c>, from <c>image_observed</c>.</summary>
    [Parameter(ParameterSetName = DeriveSet, Mandatory = true)]
    public SwitchParameter Derive { get; set; }

    /// <summary>Writes <c>image_observed</c> and <c>image_audit_ts</c>, from what the host runs.</summary>
    [Parameter(ParameterSetName = RecordSet, Mandatory = true)]
    public SwitchParameter Record { get; set; }

    /// <summary>Writes the artifact's digest, where the host proves it and none is declared.</summary>
    [Parameter(ParameterSetName = DigestSet, Mandatory = true)]
    public SwitchParameter Digest { get; set; }

    /// <summary>Asks the registries of the artifacts for the digests, in place of the hosts.</summary>
    [Parameter(ParameterSetName = DigestSet)]
    public SwitchParameter Registry { get; set; }

    /// <summary>Gives results of this status alone; the others are edited all the same.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public EditStatus[]? Status { get; set; }

    /// <summary>The platform root. Without it that of a piped module, else PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    private EditKind Kind => ParameterSetName switch
    {
        RecordSet => EditKind.Record,
        DigestSet => EditKind.Digest,
        _ => EditKind.Derive,
    };

    protected override void ProcessRecord() =>
        _named.AddRange((Id is null ? Name ?? [] : [Id]).OfType<string>().Where(name => name.Length > 0).Select(name => (Root, name)));

    // All modules of a host are asked for in one round trip, so every module has to be known first.
    protected override void EndProcessing()
    {
        if (_named.Count == 0 && !MyInvocation.ExpectingInput) ThrowTerminatingError(Failure.NoModuleNamed());
        foreach (var group in _named.GroupBy(named => named.Root, StringComparer.Ordinal)) Edit(group.Key, [.. group.Select(named => named.Name).Distinct(StringComparer.Ordinal)]);
    }

    private void Edit(string? named, IReadOnlyList<string> names)
    {
        var root = FindRoot(named);
        var selection = Interruptible(stop => Filter.Narrow(this, root, RootReading.Select(this, root, names, judges: true), stop));
        if (selection.Folders.Count == 0) return;
        var editor = ManifestEditor.Open(root);
        Diagnostic[] errors = [.. editor.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error)];
        if (errors.Length > 0) ThrowTerminatingError(Failure.InventoryInvalid(errors));

        if (Registry)
        {
            using var resolver = new ImageResolver(new RegistryOptions { Settings = RootRegistries.Read(root).Settings }, TimeProvider.System);
            var asked = Interruptible(stop => editor.ReadForRegistries(selection.Folders, stop));
            if (asked.References.Count > 0) Tell($"asking registries for {string.Join(", ", asked.References)}");
            Report(editor, new HostEdits(null, Interruptible(stop => asked.ReadAsync(resolver, TimeProvider.System, stop).GetAwaiter().GetResult())));
            return;
        }

        var run = Interruptible(stop => editor.Read(Kind, selection.Folders, stop));
        Announce(run.Questions);
        Receive(
            run.Questions.Select(question => question.Name),
            stop => run.ReadAsync(Reader, ThrottleLimit, stop),
            host => host.Observation?.Host,
            host => Report(editor, host));
    }

    private void Report(ManifestEditor editor, HostEdits host)
    {
        if (host.Observation is { } observation) Announce(observation);
        foreach (var edit in host.Edits) Report(edit.Status is EditStatus.Pending && MayWrite(edit) ? editor.Save(edit) : edit);
        if (host.Observation is { Failure: { } failure }) WriteError(Failure.HostUnreachable(host.Observation.Host, failure));
    }

    private void Report(ManifestEdit edit)
    {
        if (Status is null || Status.Contains(edit.Status)) WriteObject(edit);
        if (edit.Refusal is not { } refusal) return;
        if (edit.Status is EditStatus.Invalid) WriteError(Failure.ManifestInvalid([refusal]));
        else if (edit is { Status: EditStatus.Unreachable, Registry: { } registry }) WriteError(Failure.RegistryUnreachable(registry, refusal));
        else if (edit.Status is EditStatus.Refused) WriteError(Failure.EditRefused(edit.Module, refusal));
    }

    private bool MayWrite(ManifestEdit edit) => ShouldProcess($"{edit.File}\n{edit.Diff}", $"Write {edit.File}?\n{edit.Diff}", "Edit a manifest");
}
