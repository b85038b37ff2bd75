using Platform.Hosts;
using Platform.Processes;
using Platform.Root;

namespace Platform.Tests.Hosts;

public sealed class SshCommandTests
{
    [Fact]
    public void Ssh_runs_sh_in_batch_mode_with_a_connect_timeout()
    {
        var command = For(TestHosts.Ssh("ops@h") with { Port = 2222 });
        Assert.Equal("ssh", command.Program);
        Assert.Equal(
            ["ops@h", "-T", "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", "-o", "ServerAliveInterval=5", "-o", "ServerAliveCountMax=3", "-p", "2222", "sh"],
            command.Arguments);
    }

    [Fact]
    public void Host_key_checking_is_never_loosened() =>
        Assert.DoesNotContain(For(TestHosts.Ssh("h")).Arguments, a => a.Contains("HostKey", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Another_command_may_stand_for_ssh()
    {
        var command = For(TestHosts.Ssh("h", "tailscale", "ssh"));
        Assert.Equal("tailscale", command.Program);
        Assert.Equal(["ssh", "h", "-T"], command.Arguments.Take(3));
    }

    [Fact]
    public void An_unchecked_destination_never_becomes_an_argument() =>
        Assert.Throws<ArgumentException>(() => For(TestHosts.Ssh("-oProxyCommand=id")));

    private static ChildCommand For(HostDefinition host) => SshCommand.For(host, TrustedProgram.Of(host.Ssh, TestHosts.NoTrust)!); // no root names it
}
