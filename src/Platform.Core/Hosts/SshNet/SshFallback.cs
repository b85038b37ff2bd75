using Platform.Processes;

namespace Platform.Hosts.SshNet;

/// <summary>Decides where SSH.NET stands in for an OpenSSH client that is not there, and says so.</summary>
public static class SshFallback
{
    /// <summary>What is said, once in a run, where it happens.</summary>
    public const string Sentence =
        "there is no ssh client on PATH: hosts are reached with SSH.NET, which reads known_hosts and asks the ssh agent, and heeds no ssh_config (transport: sshnet says so for good)";

    /// <summary>Whether a host with <c>transport: ssh</c> and no words of its own is reached by SSH.NET.</summary>
    public static bool Takes(HostDefinition host) =>
        host.Transport is TransportKind.Ssh && host.Ssh.Root is null && host.Ssh.Words is ["ssh"] &&
        ProgramPath.Find("ssh", Environment.GetEnvironmentVariable("PATH")) is null;
}
