using System.Globalization;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Hosts;

/// <summary>Reaches a host through a child process: OpenSSH, or <c>sh</c> on this machine.</summary>
internal sealed class ProcessTransport : IHostTransport, IChangeTransport, IAsyncDisposable
{
    /// <summary>88 containers come as about a megabyte; thousands still fit.</summary>
    public const int OutputLimit = 64 * 1024 * 1024;

    private const int SshFailed = 255;

    /// <summary>What .NET adds to the number of the signal that ended a child; no exit status of ssh's own lies between.</summary>
    private const int Signalled = 128;
    private const int Sighup = 1;
    private const int Sigint = 2;
    private const int Sigquit = 3;
    private const int Sigterm = 15;

    private static readonly TimeSpan SignalGrace = TimeSpan.FromSeconds(1);

    private readonly HostDefinition _host;
    private readonly ChildCommand? _command;
    private ChildProcess? _opened;

    private ProcessTransport(HostDefinition host, ChildCommand? command, HostFailure? refusal = null)
    {
        _host = host;
        _command = command;
        Refusal = refusal;
    }

    /// <summary>Why no process is started, whatever is asked; null where one may be.</summary>
    public HostFailure? Refusal { get; }

    /// <summary>Over ssh, or whatever the root names in its place, if the user trusts the root for it.</summary>
    public static ProcessTransport Ssh(HostDefinition host, Trust trust) => TrustedProgram.Of(host.Ssh, trust) is { } ssh
        ? new ProcessTransport(host, SshCommand.For(host, ssh))
        : new ProcessTransport(host, null, UntrustedProgram.Refuse(host, trust));

    /// <summary>The shell of this machine. It starts in the top folder, so that nothing depends on where the operator stands.</summary>
    public static ProcessTransport Local(HostDefinition host) => new(host, new ChildCommand("sh", []) { WorkingFolder = "/" });

    /// <summary>The way to a host that runs scripts at all: a recorded one does not.</summary>
    public static ProcessTransport To(HostDefinition host, Trust trust) => host.Transport switch
    {
        TransportKind.Ssh => Ssh(host, trust),
        TransportKind.Local => Local(host),
        _ => throw new ArgumentException($"{host.Transport} is no way to run a script", nameof(host)),
    };

    /// <summary>Begins to connect, before the script is known. Without a script, disposing ends the connection.</summary>
    public void Open() => _opened = _command is null ? null : ChildProcess.Start(_command);

    public ValueTask DisposeAsync() => _opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    public Task<TransportAnswer> RunAsync(ReadOnlyScript script, CancellationToken cancellationToken) =>
        RunAsync(script.Text, _host.CommandTimeout, cancellationToken);

    public Task<TransportAnswer> RunAsync(ChangeScript script, TimeSpan limit, CancellationToken cancellationToken) =>
        RunAsync(script.Text, limit, cancellationToken);

    private async Task<TransportAnswer> RunAsync(string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (_command is null) return new TransportAnswer([], Refusal);
        var timeout = limit + (_host.Transport is TransportKind.Ssh ? _host.ConnectTimeout : TimeSpan.Zero);
        var result = _opened is null
            ? await ChildProcess.RunAsync(_command, script, timeout, OutputLimit, cancellationToken)
            : await _opened.FinishAsync(script, timeout, OutputLimit, cancellationToken);
        // Ctrl+C on a terminal meets ssh as well, and ssh may be the faster one to end.
        if (WasInterrupted(result)) await Task.Delay(SignalGrace, cancellationToken);
        return new TransportAnswer(result.Output, Failure(result, timeout));
    }

    private HostFailure? Failure(ChildResult result, TimeSpan timeout) => result.End switch
    {
        ChildEnd.NotStarted => new HostFailure(
            HostFailureReason.ClientMissing,
            $"{_command?.Program} could not be started; is it installed and on PATH?",
            KnownWords.In(result.Error)),
        ChildEnd.TimedOut => new HostFailure(
            HostFailureReason.CommandTimedOut,
            string.Create(CultureInfo.InvariantCulture, $"{_host.Name} did not finish within {timeout.TotalSeconds:0.#} s; {Progress(result)} (command_timeout_seconds in hosts.yaml)"),
            KnownWords.In(result.Error, WayToSee)),
        ChildEnd.OutputTooLarge => new HostFailure(
            HostFailureReason.OutputTooLarge,
            string.Create(CultureInfo.InvariantCulture, $"{_host.Name} sent more than {OutputLimit / 1024 / 1024} MiB and was cut off")),
        _ when result.ExitCode == SshFailed && _host.Transport is TransportKind.Ssh =>
            SshFailure.Classify(_host, result.Error, hadBegun: result.Output.Length > 0),
        _ when result.ExitCode > Signalled && _host.Transport is TransportKind.Ssh => new HostFailure(
            HostFailureReason.ConnectionLost,
            string.Create(CultureInfo.InvariantCulture, $"{_command?.Program} to {_host.Name} was ended by signal {result.ExitCode - Signalled}"),
            KnownWords.In(result.Error, WayToSee)),
        _ when result.ExitCode != 0 => new HostFailure(
            HostFailureReason.Other,
            string.Create(CultureInfo.InvariantCulture, $"the command on {_host.Name} ended with exit status {result.ExitCode}"),
            KnownWords.In(result.Error) ?? KnownWords.In(End(result.Output)) ?? KnownWords.In(result.Error.IsBlank ? End(result.Output) : result.Error, WayToSee)),
        _ => null,
    };

    private string WayToSee => _host.Transport is TransportKind.Ssh ? $"run '{_command?.Program} … {_host.Destination}'" : "run 'sh'";

    /// <summary>The last of an answer that is none: what keeps an account from logging in says so there.</summary>
    private static RawText End(byte[] output) => RawText.OfUtf8(output.AsSpan()[^Math.Min(output.Length, 1024)..]);

    private static bool WasInterrupted(ChildResult result) =>
        result is { End: ChildEnd.Exited, ExitCode: Signalled + Sighup or Signalled + Sigint or Signalled + Sigquit or Signalled + Sigterm };

    private static string Progress(ChildResult result) =>
        result.Output.Length == 0 ? "not a byte of an answer came" : "it had begun to answer; is its Docker daemon stuck?";
}
