using System.Globalization;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Hosts;

/// <summary>Reaches a host through a child process: OpenSSH, or <c>sh</c> on this machine.</summary>
internal sealed class ProcessTransport : HostTransport
{
    private const int SshFailed = 255;

    /// <summary>What .NET adds to the number of the signal that ended a child; no exit status of ssh's own lies between.</summary>
    private const int Signalled = 128;
    private const int Sighup = 1;
    private const int Sigint = 2;
    private const int Sigquit = 3;
    private const int Sigterm = 15;

    private static readonly TimeSpan SignalGrace = TimeSpan.FromSeconds(1);

    private readonly ChildCommand? _command;
    private readonly TrustedProgram? _ssh;
    private readonly KeptConnections? _kept;
    private ChildProcess? _opened;

    private ProcessTransport(HostDefinition host, ChildCommand? command, HostFailure? refusal = null)
        : base(host)
    {
        _command = command;
        Refusal = refusal;
    }

    private ProcessTransport(HostDefinition host, TrustedProgram ssh, KeptConnections? kept)
        : this(host, SshCommand.For(host, ssh)) => (_ssh, _kept) = (ssh, kept);

    public override HostFailure? Refusal { get; }

    /// <summary>Over ssh, or whatever the root names in its place, if the user trusts the root for it.</summary>
    public static ProcessTransport Ssh(HostDefinition host, Trust trust, KeptConnections? kept) => TrustedProgram.Of(host.Ssh, trust) is { } ssh
        ? new ProcessTransport(host, ssh, kept)
        : new ProcessTransport(host, null, UntrustedProgram.Refuse(host, trust));

    /// <summary>The shell of this machine. It starts in the top folder, so that nothing depends on where the operator stands.</summary>
    public static ProcessTransport Local(HostDefinition host) => new(host, new ChildCommand("sh", []) { WorkingFolder = "/" });

    public override void Open() => _opened = _command is null ? null : ChildProcess.Start(_command);

    public override ValueTask DisposeAsync() => _opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task<TransportAnswer> RunAsync(string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_command is null) return new TransportAnswer([], Refusal);
        var timeout = limit + (IsSsh ? Host.ConnectTimeout : TimeSpan.Zero);
        var result = await RunThroughMasterAsync(script, timeout, cancellationToken) ?? await RunAloneAsync(_command, script, timeout, cancellationToken);
        // Ctrl+C on a terminal meets ssh as well, and ssh may be the faster one to end.
        if (WasInterrupted(result)) await Task.Delay(SignalGrace, cancellationToken);
        return new TransportAnswer(result.Output, Failure(result, timeout));
    }

    private Task<ChildResult> RunAloneAsync(ChildCommand command, string script, TimeSpan timeout, CancellationToken cancellationToken) => _opened is null
        ? ChildProcess.RunAsync(command, script, timeout, OutputLimit, cancellationToken)
        : _opened.FinishAsync(script, timeout, OutputLimit, cancellationToken);

    /// <summary>
    /// Through the session's connection. Null where there is none, and where it turns out to be dead before a byte has come
    /// through it: the host went to sleep, or another network was joined.
    /// </summary>
    private async Task<ChildResult?> RunThroughMasterAsync(string script, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_ssh is null || _kept is null || _opened is not null) return null;
        if (await _kept.MasterOfAsync(Host, cancellationToken) is not { } master) return null;
        var wasUp = master.IsUp;
        var result = await ChildProcess.RunAsync(SshCommand.For(Host, _ssh, master), script, timeout, OutputLimit, cancellationToken);
        return wasUp && result is { End: ChildEnd.Exited, ExitCode: SshFailed, Output.Length: 0 } ? null : result;
    }

    private HostFailure? Failure(ChildResult result, TimeSpan timeout) => result.End switch
    {
        ChildEnd.NotStarted => new HostFailure(
            HostFailureReason.ClientMissing,
            $"{_command?.Program} could not be started; is it installed and on PATH?",
            KnownWords.In(result.Error)),
        ChildEnd.TimedOut => ScriptFailure.TimedOut(Host, timeout, result.Output, result.Error, WayToSee),
        ChildEnd.OutputTooLarge => ScriptFailure.TooLarge(Host),
        _ when result.ExitCode == SshFailed && IsSsh => SshFailure.Classify(Host, result.Error, hadBegun: result.Output.Length > 0),
        _ when result.ExitCode > Signalled && IsSsh => new HostFailure(
            HostFailureReason.ConnectionLost,
            string.Create(CultureInfo.InvariantCulture, $"{_command?.Program} to {Host.Name} was ended by signal {result.ExitCode - Signalled}"),
            KnownWords.In(result.Error, WayToSee)),
        _ when result.ExitCode != 0 => ScriptFailure.ExitStatus(Host, result.ExitCode, result.Output, result.Error, WayToSee),
        _ => null,
    };

    private bool IsSsh => Host.Transport is TransportKind.Ssh;

    private string WayToSee => IsSsh ? $"run '{_command?.Program} … {Host.Destination}'" : "run 'sh'";

    private static bool WasInterrupted(ChildResult result) =>
        result is { End: ChildEnd.Exited, ExitCode: Signalled + Sighup or Signalled + Sigint or Signalled + Sigquit or Signalled + Sigterm };
}
