using Platform.Shell;

namespace Platform.Hosts;

/// <summary>
/// A POSIX <c>sh</c> script that changes a host. A type of its own: what carries a <see cref="ReadOnlyScript"/> cannot
/// be handed one.
/// </summary>
internal sealed class ChangeScript
{
    public ChangeScript(ShellText text, string nonce)
    {
        Text = text.ToString();
        Nonce = nonce;
    }

    public string Text { get; }

    /// <summary>Marks the lines of the answer; random, so that no output of a command can pass for one.</summary>
    public string Nonce { get; }
}

/// <summary>Carries one change to a host. Only applying a plan is given one of these.</summary>
internal interface IChangeTransport
{
    /// <summary>Runs the script in <c>sh</c> on the host. It goes on to its end there if the connection is lost.</summary>
    /// <param name="script">The change.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled; nothing is left running here.</exception>
    Task<TransportAnswer> RunAsync(ChangeScript script, TimeSpan limit, CancellationToken cancellationToken);
}
