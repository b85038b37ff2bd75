using System.Management.Automation;
using System.Runtime.CompilerServices;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Snapshots;

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
public sealed class SavePlatformSnapshotCommand : HostTargetCommand
{
    /// <summary>
    /// The file, or the folder of the files, which then are named <c>HOST.json</c>. Without it the folder
    /// <c>observations</c> of the root.
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("OutFile", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Keeps a file that exists, with an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Records everything that the hosts run, declared or not.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    protected override void EndProcessing()
    {
        // What writes files is told for which hosts.
        if (NamesNoHost) ThrowTerminatingError(Failure.NoHostNamed());

        var root = FindRoot(Root);
        var hosts = Targets(out _);
        var target = SnapshotTarget.Of(Path is null ? null : ProviderPath(Path), IsFolderName(Path), root);
        if (!target.IsFolder && hosts.Length > 1)
            ThrowTerminatingError(Failure.OneFileManyHosts(target.Path));

        HostDefinition[] wanted = [.. hosts.Where(h => MayAsk(h, target))];
        if (wanted.Length == 0) return;

        var selection = RootReading.Select(this, root, [], judges: false);
        if (selection.Folders.Count == 0) return;
        var catalog = Interruptible(stop => RootReading.Read(this, root, selection, stop));
        HostQuestion[] questions = [.. wanted.Select(h => Question(h, catalog))];
        Announce(questions);
        Receive(
            questions.Select(q => q.Name),
            stop => ReadAndSaveAsync(questions, target, stop),
            saved => saved.Observation.Host,
            Report);
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

    private HostQuestion Question(HostDefinition host, ModuleCatalog catalog)
    {
        var request = DriftCheck.RequestFor(catalog.Modules.Where(m => string.Equals(m.Host, host.Name, StringComparison.Ordinal)));
        return HostQuestion.Ask(host, request with { WithComposeVersion = true, AllContainers = All, AllProjects = All });
    }

    private async IAsyncEnumerable<Saved> ReadAndSaveAsync(
        HostQuestion[] questions, SnapshotTarget target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var observation in Reader.ReadAllAsync(questions, ThrottleLimit, cancellationToken))
        {
            var file = target.FileOf(observation.Host);
            var failure = observation.IsReachable ? await SaveAsync(observation.Snapshot, file, target, cancellationToken) : null;
            yield return new Saved(observation, file, failure);
        }
    }

    private static async Task<Exception?> SaveAsync(HostSnapshot snapshot, string file, SnapshotTarget target, CancellationToken cancellationToken)
    {
        try
        {
            await SnapshotFile.SaveAsync(snapshot, file, target.Within, cancellationToken);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    private void Report(Saved saved)
    {
        var (observation, file, failure) = saved;
        Announce(observation);
        if (!observation.IsReachable) WriteError(Failure.HostUnreachable(observation.Host, observation.Failure));
        else if (failure is not null) WriteError(Failure.NotWritten(failure, file));
        else WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true); // as Get-Item gives it
    }

    private sealed record Saved(HostObservation Observation, string File, Exception? Failure);
}
