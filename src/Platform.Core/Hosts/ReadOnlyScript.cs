using Platform.Shell;

namespace Platform.Hosts;

/// <summary>
/// A fixed POSIX <c>sh</c> script that looks and does not touch. Only this folder can make one, so a transport for
/// read-only work cannot be handed anything that changes a host.
/// </summary>
public sealed class ReadOnlyScript
{
    internal ReadOnlyScript(ShellText text, string nonce)
    {
        Text = text.ToString();
        Nonce = nonce;
    }

    /// <summary>The script as it goes to the host's standard input.</summary>
    public string Text { get; }

    /// <summary>Marks the lines of the frame; random, so that no output of the host can pass for one.</summary>
    internal string Nonce { get; }
}
