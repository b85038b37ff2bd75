using System.Text;
using Platform.Processes;
using Platform.Text;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Platform.Hosts.SshNet;

/// <summary>One script on a connection.</summary>
/// <param name="client">Connected; whoever disposes it ends the script's wait.</param>
internal sealed class SshNetScript(SshClient client)
{
    private const int ErrorLimit = 64 * 1024;

    private readonly BoundedOutput _error = new(ErrorLimit);
    private BoundedOutput? _output;

    /// <summary>What has come by now. Safe to ask while it runs.</summary>
    public byte[] Output => _output?.ToArray() ?? [];

    public RawText Error => RawText.OfUtf8(_error.ToArray());

    /// <summary>
    /// Runs <c>sh</c>, writes the script to it, and reads what it prints at once: SSH.NET holds without a bound what nobody
    /// reads. Blocks until it has ended.
    /// </summary>
    public End Run(string script, int outputLimit)
    {
        _output = new BoundedOutput(outputLimit);
        try
        {
            using var command = client.CreateCommand("sh");
            var ended = command.ExecuteAsync(CancellationToken.None);
            var errors = OwnThread.RunAsync(() => { _error.Fill(command.ExtendedOutputStream, stopWhenFull: false); return true; });
            Write(command, script);
            _output.Fill(command.OutputStream, stopWhenFull: true);
            if (_output.IsFull) return new End(null, IsTooLarge: true);
            Task.WaitAll(ended, errors);
            return new End(command.ExitStatus, IsTooLarge: false);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(IsLoss))
        {
            return End.Lost;
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            return End.Lost;
        }
    }

    private static void Write(Renci.SshNet.SshCommand command, string script)
    {
        try
        {
            using var input = command.CreateInputStream();
            input.Write(Encoding.UTF8.GetBytes(script));
            input.Flush();
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // The shell went away without reading; its exit status and error output say why.
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception is SshException or IOException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException;

    /// <param name="ExitStatus">Null where the shell gave none: a signal ended it, or the connection.</param>
    /// <param name="IsTooLarge">More came than is taken.</param>
    internal readonly record struct End(int? ExitStatus, bool IsTooLarge)
    {
        public static End Lost => new(null, IsTooLarge: false);
    }
}
