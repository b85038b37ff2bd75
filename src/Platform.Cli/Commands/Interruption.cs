using System.Runtime.InteropServices;

namespace Platform.Cli.Commands;

/// <summary>
/// Ctrl+C and SIGTERM, from before a verb starts anything until it ends. The library takes them, too, but not before the
/// verb's task has been returned: by then ssh may run, and nobody would end it.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <param name="library">Cancelled by the library.</param>
    public Interruption(CancellationToken library)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(library);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose(); // a signal that came just before may still be on its way to the source, which has nothing to let go
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true; // the verb ends the process, with an exit code
        _source.Cancel();
    }
}
