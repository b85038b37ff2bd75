using System.Management.Automation;
using System.Text;
using Platform.Hosts;
using Platform.Root;
using Platform.Text;

namespace Platform.PowerShell.Commands;

/// <summary>What all cmdlets share: the root in use, paths relative to the session's location, and Ctrl+C.</summary>
public abstract class PlatformCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled by Ctrl+C, and by anything else that stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Runs on another thread than the cmdlet, while that one waits.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just come to its end by itself.
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Writes to the verbose stream. Not where <c>-Debug</c> alone is given: the engine would stop at each message and
    /// ask whether to go on.
    /// </summary>
    private protected void Tell(string message)
    {
        if (!MyInvocation.BoundParameters.ContainsKey("Debug") || MyInvocation.BoundParameters.ContainsKey("Verbose")) WriteVerbose(message);
    }

    /// <summary>Gives a document as one string, which is what the command line prints with <c>--json</c>.</summary>
    private protected void WriteJson(byte[] document) => WriteObject(Encoding.UTF8.GetString(document).TrimEnd('\n'));

    /// <summary>The part of a fleet that <c>-Shard</c> names; null for all of it.</summary>
    private protected HostShard? ShardOf(string? text)
    {
        if (text is null) return null;
        if (!HostShard.TryParse(text, out var shard)) ThrowTerminatingError(Failure.ShardInvalid(text));
        return shard;
    }

    // Everything a cmdlet says passes here: what comes from a host or a file is made harmless for a terminal. Objects are given as
    // they are, for programs; the views in formats/ clean what they show of them.
    internal new void WriteVerbose(string text) => base.WriteVerbose(TerminalText.CleanLines(text));

    internal new void WriteDebug(string text) => base.WriteDebug(TerminalText.CleanLines(text));

    internal new void WriteWarning(string text) => base.WriteWarning(TerminalText.CleanLines(text));

    internal new void WriteError(ErrorRecord error) => base.WriteError(error.Cleaned());

    internal new void ThrowTerminatingError(ErrorRecord error) => base.ThrowTerminatingError(error.Cleaned());

    internal new bool ShouldProcess(string target, string action) => base.ShouldProcess(TerminalText.CleanLines(target), TerminalText.CleanLines(action));

    internal new bool ShouldProcess(string description, string question, string caption) =>
        base.ShouldProcess(TerminalText.CleanLines(description), TerminalText.CleanLines(question), TerminalText.CleanLines(caption));

    internal void WriteProgress(int id, string activity, string status, int percent) =>
        base.WriteProgress(new ProgressRecord(id, activity, TerminalText.CleanLines(status)) { PercentComplete = percent });

    internal void CompleteProgress(int id, string activity) =>
        base.WriteProgress(new ProgressRecord(id, activity, "done") { RecordType = ProgressRecordType.Completed });

    /// <summary>The root that <c>-Root</c>, PLATFORM_ROOT or the session's location names; none ends the call.</summary>
    private protected PlatformRoot FindRoot(string? named)
    {
        var location = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
        var path = named is null ? null : ProviderPath(named);
        if (PlatformRoot.TryFind(
            path, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), location, out var root, out var error))
        {
            return root;
        }

        ThrowTerminatingError(Failure.RootNotFound(error, path ?? location));
        throw new InvalidOperationException(error); // never reached; the compiler cannot know
    }

    /// <summary>A path as the session means it (relative to its location, with its drives), as the system writes it.</summary>
    private protected string ProviderPath(string path) =>
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _) is var resolved &&
        string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal)
            ? resolved
            : throw new PSNotSupportedException($"'{path}' is a path of the provider {provider.Name}; name one of the file system");

    /// <summary>Does work that may be stopped; a stopped pipeline is told so in the engine's own way.</summary>
    private protected T Interruptible<T>(Func<CancellationToken, T> work)
    {
        try
        {
            return work(StopToken);
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
