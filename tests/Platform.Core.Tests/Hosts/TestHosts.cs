using Platform.Hosts;

namespace Platform.Tests.Hosts;

internal static class TestHosts
{
    public static HostDefinition Ssh(string destination, params string[] sshCommand) => new()
    {
        Name = "rs2000",
        Transport = TransportKind.Ssh,
        Destination = destination,
        SshCommand = sshCommand.Length == 0 ? ["ssh"] : sshCommand,
        ComposeProject = "home-platform",
        ConnectTimeout = TimeSpan.FromSeconds(5),
        CommandTimeout = TimeSpan.FromSeconds(5),
    };
}
