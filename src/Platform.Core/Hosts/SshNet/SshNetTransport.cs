using Platform.Text;
using Renci.SshNet;

namespace Platform.Hosts.SshNet;

/// <summary>Reaches a host by SSH.NET, in this process: where there is no OpenSSH client, or <c>transport: sshnet</c>.</summary>
/// <remarks>
/// SSH.NET notices a peer that has gone silent by no keep-alive: the command timeout ends that wait. A handshake that is
/// given up goes on in its thread until the connect timeout, and then closes.
/// </remarks>
/// <param name="host">The host.</param>
/// <param name="kept">Connections of the session; null for one of its own.</param>
internal sealed class SshNetTransport(HostDefinition host, KeptConnections? kept = null) : HostTransport(host)
{
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private Task<SshNetConnection>? _opened;

    public override HostFailure? Refusal => null;

    public override void Open() => _opened = ConnectAsync();

    public override ValueTask DisposeAsync()
    {
        if (_opened is { } opened) GiveUp(opened);
        return ValueTask.CompletedTask;
    }

    protected override async Task<TransportAnswer> RunAsync(string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (kept?.Clients.Take(Host) is { } earlier)
        {
            var answer = await RunAsync(earlier, script, limit, cancellationToken);
            // It was dead: the host went to sleep, or another network was joined.
            if (answer is not { Failure.Reason: HostFailureReason.ConnectionLost, Output.Length: 0 }) return answer;
        }

        var connecting = _opened ?? ConnectAsync();
        _opened = null;
        SshNetConnection connection;
        try
        {
            connection = await connecting.WaitAsync(Host.ConnectTimeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            GiveUp(connecting);
            return new TransportAnswer([], SshFailure.Of(Host, HostFailureReason.ConnectTimedOut, null));
        }
        catch (OperationCanceledException)
        {
            GiveUp(connecting);
            throw;
        }

        return connection.Client is { } client
            ? await RunAsync(client, script, limit, cancellationToken)
            : new TransportAnswer([], connection.Failure);
    }

    private async Task<TransportAnswer> RunAsync(SshClient client, string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        SshNetScript run = new(client);
        var hasAnswered = false;
        var running = OwnThread.RunAsync(() => run.Run(script, OutputLimit));
        try
        {
            var end = await running.WaitAsync(limit, cancellationToken);
            hasAnswered = end.ExitStatus is not null;
            return new TransportAnswer(run.Output, Failure(end, run));
        }
        catch (TimeoutException)
        {
            return new TransportAnswer(run.Output, ScriptFailure.TimedOut(Host, limit, run.Output, run.Error, WayToSee));
        }
        finally
        {
            if (hasAnswered && kept is not null) kept.Clients.Keep(Host, client);
            else await CloseAsync(client);
        }
    }

    /// <summary>Saying goodbye to a host that has gone silent can block.</summary>
    private static Task CloseAsync(SshClient client) => Task.WhenAny(
        OwnThread.RunAsync(() => { client.Dispose(); return true; }), Task.Delay(Goodbye, CancellationToken.None));

    private HostFailure? Failure(SshNetScript.End end, SshNetScript run) => end switch
    {
        { IsTooLarge: true } => ScriptFailure.TooLarge(Host),
        { ExitStatus: 0 } => null,
        { ExitStatus: { } status } => ScriptFailure.ExitStatus(Host, status, run.Output, run.Error, WayToSee),
        _ => SshFailure.Of(Host, HostFailureReason.ConnectionLost, KnownWords.In(run.Error, WayToSee)),
    };

    private string WayToSee => $"run 'ssh {Host.Destination}'";

    private Task<SshNetConnection> ConnectAsync() => OwnThread.RunAsync(() => SshNetConnection.Connect(Host));

    /// <summary>Nobody waits any more; what is connected in the end is closed.</summary>
    private static void GiveUp(Task<SshNetConnection> connecting) => _ = connecting.ContinueWith(
        static connected => connected.Result.Client?.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
}
