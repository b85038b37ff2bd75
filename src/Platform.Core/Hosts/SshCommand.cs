using System.Globalization;
using Platform.Processes;
using Platform.Root;
using Platform.Shell;

namespace Platform.Hosts;

/// <summary>The command line of the system's OpenSSH client.</summary>
internal static class SshCommand
{
    /// <summary>
    /// Runs <c>sh</c> on the host, which reads the script from standard input: a login shell that is not POSIX (fish,
    /// csh) never sees it. Host key checking is left to ssh_config, never loosened.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="ssh">The words for ssh.</param>
    /// <param name="master">A connection to go through, or to leave behind; null for one of this command alone.</param>
    /// <remarks>
    /// Options stand behind the destination, which OpenSSH allows, so that wrappers that want the destination first
    /// (<c>tailscale ssh host …</c>) pass them through. The destination cannot be taken for an option:
    /// <see cref="ShellName.IsSshDestination"/> was asked.
    /// </remarks>
    public static ChildCommand For(HostDefinition host, TrustedProgram ssh, KeptMaster? master = null)
    {
        if (host.Destination is not { } destination || !ShellName.IsSshDestination(destination))
            throw new ArgumentException("unchecked ssh destination", nameof(host));

        var seconds = Math.Max(1, (int)Math.Ceiling(host.ConnectTimeout.TotalSeconds));
        List<string> arguments =
        [
            .. ssh.Words.Skip(1),
            destination,
            "-T",
            "-o", "BatchMode=yes",
            "-o", "ConnectTimeout=" + seconds.ToString(CultureInfo.InvariantCulture),
            "-o", "ServerAliveInterval=5",
            "-o", "ServerAliveCountMax=3",
        ];
        if (host.Port is { } port) arguments.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        if (master is not null) arguments.AddRange(master.Options);
        arguments.Add("sh");
        return new ChildCommand(ssh.Words[0], arguments);
    }
}
