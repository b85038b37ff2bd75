using System.Management.Automation;
using Platform.Adopting;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Snapshots;

namespace Platform.PowerShell.Commands;

/// <summary>Writes manifests of what hosts run and no module declares (R8). Overwrites nothing.</summary>
/// <remarks>
/// The hosts are looked at anew, one connection each: what is written down is what runs, not what was piped in a while ago. <c>-WhatIf</c> shows the manifests
/// and writes nothing. What only a person knows stands as <c>TODO: …</c> in the manifest.
/// </remarks>
/// <example>
/// <code>Get-PlatformContainer -HostName rs2000 | Where-Object -not Declared | New-PlatformModule -Tier 2-tools -Owner operator -CopyComposeFile -WhatIf</code>
/// </example>
[Cmdlet(VerbsCommon.New, "PlatformModule", SupportsShouldProcess = true)]
[OutputType(typeof(AdoptedModule))]
public sealed class NewPlatformModuleCommand : HostCommand
{
    private readonly List<(string Host, string? Project, string? Service, string? Name)> _wanted = [];

    /// <summary>The host; of a piped container its own.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string HostName { get; set; } = "";

    /// <summary>The Compose project, with or without wildcards; all where none is named.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    public string? Project { get; set; }

    /// <summary>The service, with or without wildcards; all where none is named.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    public string? Service { get; set; }

    /// <summary>The container, with or without wildcards; all where none is named. The others of its service come with it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Container")]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    public string? Name { get; set; }

    /// <summary>The tier of the modules: a digit for the order and a name, <c>2-tools</c>. Without it the manifest has a TODO.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TierCompleter))]
    public string? Tier { get; set; }

    /// <summary>Who answers for the modules. Without it the manifest has a TODO.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Owner { get; set; }

    /// <summary>Copies compose files that the root has not got from the host. One with secrets as literals is not copied.</summary>
    [Parameter]
    public SwitchParameter CopyComposeFile { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord() => _wanted.Add((HostName, Given(Project), Given(Service), Given(Name)));

    // All services of a host are asked for in one round trip, so every one has to be known first.
    protected override void EndProcessing()
    {
        if (_wanted.Count == 0) return;
        AdoptOptions options = new() { Tier = Tier, Owner = Owner, CopyComposeFiles = CopyComposeFile };
        if (options.Fault is { } fault) ThrowTerminatingError(Failure.AdoptOptionInvalid(fault));
        var root = FindRoot(Root);
        var catalog = Interruptible(stop => ModuleCatalog.Read(root, new ModuleSelection(ModuleFolder.AllOf(root), []), stop));
        Diagnostic[] errors = [.. catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error)];
        if (errors.Where(e => e.Module is null).ToArray() is { Length: > 0 } ofInventory) ThrowTerminatingError(Failure.InventoryInvalid(ofInventory));
        if (errors.Length > 0) ThrowTerminatingError(Failure.ManifestInvalid(errors));

        var adoption = Adoption.Open(catalog, options);
        var containers = new HostContainers(catalog);
        HostQuestion[] questions = [.. _wanted.Select(w => w.Host).Distinct(StringComparer.Ordinal).Select(adoption.Ask)];
        Announce(questions);
        Receive(
            questions.Select(q => q.Name),
            stop => Reader.ReadAllAsync(questions, ThrottleLimit, stop),
            observation => observation.Host,
            observation =>
            {
                Announce(observation);
                if (observation.Failure is { } failure) WriteError(Failure.HostUnreachable(observation.Host, failure));
                if (HostContainers.GapOf(observation) is { } gap) WriteWarning(gap);
                var wanted = _wanted.Where(w => w.Host == observation.Host).ToArray();
                RefuseUnknown(wanted, containers.Of(observation), observation);
                foreach (var module in adoption.Read(observation, container => wanted.Any(w => Matches(w, container) && (!container.Declared || w != (w.Host, null, null, null))))) Report(adoption, module);
            });
    }

    private static string? Given(string? word) => string.IsNullOrEmpty(word) ? null : word;

    private static bool Matches((string Host, string? Project, string? Service, string? Name) wanted, HostContainer container) =>
        Matches(wanted.Project, container.Project) && Matches(wanted.Service, container.Service) && Matches(wanted.Name, container.Name);

    private static bool Matches(string? word, string? name) => word is null || (name is not null && new NamePatterns([word]).Matches(name));

    private void RefuseUnknown((string Host, string? Project, string? Service, string? Name)[] wanted, IReadOnlyList<HostContainer> seen, HostObservation observation)
    {
        if (!observation.IsReachable) return;
        foreach (var (what, words, names) in new[]
        {
            ("project", wanted.Select(w => w.Project), seen.Select(c => c.Project)), ("service", wanted.Select(w => w.Service), seen.Select(c => c.Service)),
            ("container", wanted.Select(w => w.Name), seen.Select(c => (string?)c.Name)),
        })
        {
            foreach (var word in new NamePatterns([.. words.OfType<string>().Distinct(StringComparer.Ordinal)]).Missing([.. names.OfType<string>()])) WriteError(Failure.ContainerNotFound(what, word));
        }
    }

    private void Report(Adoption adoption, AdoptedModule module)
    {
        var result = module.Status is AdoptStatus.Pending && MayWrite(module) ? adoption.Save(module) : module;
        WriteObject(result);
        if (result.Refusal is { } refusal) WriteError(Failure.NotAdopted(result, refusal));
    }

    private bool MayWrite(AdoptedModule module)
    {
        var files = string.Join(", ", module.Files.Select(f => f.Path));
        return ShouldProcess($"{files}\n{module.Manifest}", $"Write {files}?\n{module.Manifest}", "Adopt a service");
    }
}
