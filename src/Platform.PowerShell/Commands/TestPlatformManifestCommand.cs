using System.Management.Automation;
using Platform.Access.Catalog;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Reporting;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Validates manifests, and gives what is wrong with them: nothing where all is well.</summary>
/// <remarks>
/// Besides the schema: what a manifest points at exists, and no two modules claim one thing. With <c>-Quiet</c> the
/// answer is a Boolean.
/// </remarks>
/// <example>
/// <code>if (-not (Test-PlatformManifest -Strict -Quiet)) { exit 1 }</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Test, "PlatformManifest", DefaultParameterSetName = NameSet)]
[OutputType(typeof(Diagnostic), ParameterSetName = [NameSet, PathSet, InputSet])]
[OutputType(typeof(bool), ParameterSetName = [NameSet, PathSet, InputSet])]
[OutputType(typeof(string), ParameterSetName = [NameSet, PathSet, InputSet])]
public sealed class TestPlatformManifestCommand : ModuleReadingCommand
{
    private const string NameSet = "Name";
    private const string PathSet = "Path";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<string> _paths = [];
    private bool _isValid = true;
    private HostShard? _shard;

    /// <summary>Ids of modules, with or without wildcards. All modules of the root where none is named.</summary>
    [Parameter(ParameterSetName = NameSet, Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModuleNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The id of a piped object. Not its name: that of a module is for people, that of a file a file's.</summary>
    [Parameter(ParameterSetName = NameSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    [Alias("Module")]
    public string? Id { get; set; }

    /// <summary>Folders of modules, manifests, or whole roots; wildcards are expanded.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Modules from <c>Get-PlatformModule</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformModule[] InputObject { get; set; } = [];

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Requires what strict v2 requires, and turns warnings into errors.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>Gives one Boolean instead: whether there is no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Gives the diagnostics of manifests of this status alone.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ManifestStatus[]? Status { get; set; }

    /// <summary>A part of the fleet, <c>K/N</c>: only the modules on the hosts of that part.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl validate --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void BeginProcessing()
    {
        _shard = ShardOf(Shard);
        if (AsJson && (Quiet || Status is not null)) ThrowTerminatingError(Failure.JsonIsWhole(Quiet ? "-Quiet" : "-Status"));
    }

    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case InputSet: _paths.AddRange(InputObject.Select(m => m.Path)); break;
            case PathSet: _paths.AddRange(Path.SelectMany(Expand)); break;
            default: _names.AddRange(Id is null ? Name ?? [] : [Id]); break;
        }
    }

    protected override void EndProcessing()
    {
        if (_paths.Count > 0) ValidatePaths();
        if (_names.Count > 0 || (ParameterSetName == NameSet && !MyInvocation.ExpectingInput)) ValidateNames();
        if (Quiet) WriteObject(_isValid);
    }

    private void ValidateNames()
    {
        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, _names, judges: true);
        if (selection.Folders.Count == 0 || new NamePatterns(_names).Missing([.. selection.Folders.Select(f => f.Name)]).Any()) _isValid = false;
        Validate(root, selection);
    }

    private void ValidatePaths()
    {
        var byRoot = _paths.Select(path => (Path: path, Root: PlatformRoot.Above(path))).GroupBy(p => p.Root?.Path, StringComparer.Ordinal);
        foreach (var group in byRoot)
        {
            if (group.First().Root is not { } root)
            {
                foreach (var (path, _) in group) Refuse(Failure.PathNotInRoot(path));
                continue;
            }

            var all = ModuleFolder.AllOf(root);
            if (all.Length == 0)
            {
                Refuse(Failure.NoModules(root));
                continue;
            }

            Dictionary<string, ModuleFolder> places = new(StringComparer.Ordinal);
            foreach (var folder in all) places[folder.Path] = places[folder.ManifestPath] = folder;
            HashSet<ModuleFolder> chosen = [];
            foreach (var (path, _) in group)
            {
                if (path == root.Path || path == root.ModulesPath) chosen.UnionWith(all);
                else if (places.TryGetValue(path, out var folder)) chosen.Add(folder);
                else Refuse(Failure.PathNotInRoot(path));
            }

            Validate(root, new ModuleSelection([.. chosen], []));
        }
    }

    private void Validate(PlatformRoot root, ModuleSelection chosen)
    {
        var selection = Interruptible(stop => Filter.Narrow(this, root, chosen, stop));
        if (selection.Folders.Count == 0) _isValid = false;
        // Which host a module is on matters for a shard alone.
        var catalog = _shard is null ? null : Interruptible(stop => ModuleCatalog.Read(root, selection, stop, shard: _shard));
        var part = catalog?.Part(selection) ?? selection;
        // What is of no module is checked by the first shard alone.
        var validation = Interruptible(stop => CatalogValidation.AddTo(ManifestValidator.Validate(root, part, Strict, stop), root, _shard is { Number: > 1 } ? part : selection));
        Tell($"{root}: {validation.Files} modules, {validation.Invalid} of them invalid; {validation.Errors} errors, {validation.Warnings} warnings");
        _isValid &= validation.IsValid;
        if (AsJson) WriteJson(ReportJson.Write(ValidationReport.Of(validation, ShardReport.Of(catalog?.Shard))));
        else if (!Quiet) WriteObject(validation.Of(status => Status is null || Status.Contains(status)), enumerateCollection: true);
    }

    private IEnumerable<string> Expand(string path)
    {
        try
        {
            string[] found = [.. SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _).Select(System.IO.Path.TrimEndingDirectorySeparator)];
            if (found.Length == 0) Refuse(Failure.PathNotFound(path)); // of a wildcard
            return found;
        }
        catch (ItemNotFoundException)
        {
            Refuse(Failure.PathNotFound(path));
            return [];
        }
    }

    private void Refuse(ErrorRecord error)
    {
        _isValid = false;
        WriteError(error);
    }
}
