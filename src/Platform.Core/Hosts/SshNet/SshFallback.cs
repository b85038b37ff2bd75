using Platform.Processes;

namespace Platform.Hosts.SshNet;

/// <summary>Decides where SSH.NET stands in for an OpenSSH client that is not there, and says so.</summary>
internal static class SshFallback
{
    /// <summary>Whether a host with <c>transport: ssh</c> and no words of its own is reached by SSH.NET.</summary>
    public static bool Takes(HostDefinition host) =>
        host.Transport is TransportKind.Ssh && host.Ssh.Root is null && host.Ssh.Words is ["ssh"] &&
        ProgramPath.Find("ssh", Environment.GetEnvironmentVariable("PATH")) is null;
}
