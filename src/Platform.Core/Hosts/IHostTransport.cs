namespace Platform.Hosts;

/// <summary>
/// Carries one read-only script to a host and its answer back. The seam for other ways than a child process, an SSH
/// library for instance.
/// </summary>
internal interface IHostTransport
{
    /// <summary>Runs the script in <c>sh</c> on the host.</summary>
    /// <param name="script">The script.</param>
    /// <param name="cancellationToken">Ends the child process first.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing is left running here.</exception>
    Task<TransportAnswer> RunAsync(ReadOnlyScript script, CancellationToken cancellationToken);
}

/// <summary>What came back: the raw output, or the reason why there is none.</summary>
internal sealed record TransportAnswer(byte[] Output, HostFailure? Failure);
