using System.Management.Automation;
using Platform.Docker;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Writes what hosts run now to snapshot files, from which drift can be read without the hosts.</summary>
/// <remarks>
/// A snapshot holds the containers of the modules that the root declares on the host, and no environment values. A
/// host with the transport <c>recorded</c> in <c>hosts.yaml</c> is read from such a file.
/// </remarks>
/// <example>
/// <code>Get-PlatformHost | Save-PlatformSnapshot -Path ./audit-2026-05</code>
/// </example>
[Cmdlet(VerbsData.Save, "PlatformSnapshot", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class SavePlatformSnapshotCommand : HostCommand
{
    private const string NameSet = "Name";
    private const string InputSet = "InputObject";

    private readonly List<string> _names = [];
    private readonly List<HostDefinition> _hosts = [];

    /// <summary>Names of hosts, with or without wildcards.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("HostName", "Host")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Hosts from <c>Get-PlatformHost</c>.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public HostDefinition[] InputObject { get; set; } = [];

    /// <summary>
    /// The file, or the folder of the files, which then are named <c>HOST.json</c>. Without it the folder
    /// <c>observations</c> of the root.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Keeps a file that exists, with an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet) _hosts.AddRange(InputObject);
        else _names.AddRange(Name);
    }

    protected override void EndProcessing()
    {
        var root = FindRoot(Root);
        var selection = RootReading.Select(this, root, []);
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        if (ParameterSetName == NameSet)
        {
            var known = Interruptible(stop => RootHosts.Read(root, stop));
            _hosts.AddRange(HostSelection.Of(this, root, known, _names));
        }

        HostDefinition[] hosts = [.. _hosts.DistinctBy(h => h.Name, StringComparer.Ordinal)];
        var target = SnapshotTarget.Of(Path is null ? null : ProviderPath(Path), IsFolderName(Path), root);
        if (!target.IsFolder && hosts.Length > 1)
            ThrowTerminatingError(Failure.OneFileManyHosts(target.Path));

        HostQuestion[] questions = [.. hosts.Where(h => MayAsk(h, target)).Select(h => Question(h, catalog))];
        Announce(questions);
        Receive(
            questions.Select(q => q.Name),
            stop => new HostReader(TimeProvider.System).ReadAllAsync(questions, ThrottleLimit, stop),
            observation => observation.Host,
            observation => Save(observation, target.FileOf(observation.Host)));
    }

    private static bool IsFolderName(string? path) => path is not null && System.IO.Path.EndsInDirectorySeparator(path);

    /// <summary>Asked before the host is contacted: <c>-WhatIf</c> opens no connection.</summary>
    private bool MayAsk(HostDefinition host, SnapshotTarget target)
    {
        var path = target.FileOf(host.Name);
        if (host.Transport is TransportKind.Recorded)
        {
            WriteError(Failure.NothingLive(host));
            return false;
        }

        if (NoClobber && File.Exists(path))
        {
            WriteError(Failure.FileExists(path));
            return false;
        }

        return ShouldProcess(path, $"Save snapshot of {host.Name}");
    }

    private static HostQuestion Question(HostDefinition host, ModuleCatalog catalog)
    {
        var request = DriftReader.RequestFor(catalog.Modules.Where(m => string.Equals(m.Host, host.Name, StringComparison.Ordinal)));
        return HostQuestion.Ask(host, request with { WithComposeVersion = true });
    }

    private void Save(HostObservation observation, string path)
    {
        Announce(observation);
        if (!observation.IsReachable)
        {
            WriteError(Failure.HostUnreachable(observation.Host, observation.Failure));
            return;
        }

        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!); // a file always lies in a folder
            Replace(path, SnapshotFile.Write(observation.Snapshot));
            WriteObject(new FileInfo(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.NotWritten(exception, path));
        }
    }

    // A reader never meets half a file, and a full disk leaves the old one.
    private static void Replace(string path, byte[] content)
    {
        var part = path + ".part";
        try
        {
            File.WriteAllBytes(part, content);
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
