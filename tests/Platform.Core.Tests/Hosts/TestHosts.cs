using Platform.Hosts;
using Platform.Root;

namespace Platform.Tests.Hosts;

internal static class TestHosts
{
    /// <summary>Of a user who trusts no root.</summary>
    public static Trust NoTrust { get; } = new(new TrustFolder("/nowhere"), TrustedRoots.Parse(null));

    public static HostDefinition Ssh(string destination, params string[] sshCommand) => new()
    {
        Name = "rs2000",
        Transport = TransportKind.Ssh,
        Destination = destination,
        Ssh = sshCommand.Length == 0 ? HostDefinition.PlainSsh : RootProgram.BuiltIn(sshCommand),
        ComposeProject = "home-platform",
        ConnectTimeout = TimeSpan.FromSeconds(5),
        CommandTimeout = TimeSpan.FromSeconds(5),
    };
}
