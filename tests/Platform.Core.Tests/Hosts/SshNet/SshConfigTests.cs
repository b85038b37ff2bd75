using Platform.Hosts.SshNet;

namespace Platform.Tests.Hosts.SshNet;

/// <summary>What ssh_config asks and SSH.NET cannot heed is found, where it applies.</summary>
public sealed class SshConfigTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-sshconfig-").FullName;

    [Theory]
    [InlineData("Host rs2000\n  ProxyJump bastion", "ProxyJump", 2)]
    [InlineData("proxycommand=nc %h %p", "proxycommand", 1)]
    [InlineData("Host *\n\n  CertificateFile \"~/.ssh/a cert.pub\"", "CertificateFile", 3)]
    [InlineData("Host other\n  ProxyJump a\nHost rs*\n  HostName 10.0.0.7", "HostName", 4)]
    [InlineData("Match host rs2000\n  ProxyJump a", "ProxyJump", 2)]
    [InlineData("Match originalhost rs*,!x\n  RevokedHostKeys /etc/revoked", "RevokedHostKeys", 2)]
    [InlineData("Match exec \"test -f /x\"\n  ProxyJump a", "ProxyJump", 2)]
    [InlineData("Match all\n  KnownHostsCommand /bin/x", "KnownHostsCommand", 2)]
    [InlineData("Match final host rs2000\n  ProxyJump a", "ProxyJump", 2)]
    [InlineData("Host rs2000\n  User ops", "User", 2)]
    [InlineData("Port 2222", "Port", 1)]
    [InlineData("HostKeyAlias other", "HostKeyAlias", 1)]
    [InlineData("Include more", "ProxyJump", 1)]
    [InlineData("Host rs2000\nInclude mo*", "ProxyJump", 1)]
    public void What_cannot_be_heeded_is_found_with_its_place(string text, string keyword, int line)
    {
        var setting = Unheeded(text, "ProxyJump elsewhere");
        Assert.Equal((keyword, line), (setting?.Written, setting?.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host other\n  ProxyJump bastion")]
    [InlineData("Host * !rs2000\n  ProxyJump bastion")]
    [InlineData("Host rs2000\n  ProxyJump none\nHost *\n  ProxyJump bastion")]
    [InlineData("Host rs2000\n  HostName %h\n  Port 22\n  ProxyCommand none")]
    [InlineData("HostName rs2000\nForwardAgent no\nIdentityFile ~/.ssh/x\nGSSAPIAuthentication yes")]
    [InlineData("# ProxyJump bastion\n  # Port 23")]
    [InlineData("Match host other\n  ProxyJump bastion")]
    [InlineData("Match !host rs2000\n  ProxyJump bastion")]
    [InlineData("Match host other exec true\n  ProxyJump bastion")]
    [InlineData("Host other\nInclude more")]
    public void What_changes_nothing_of_the_host_is_no_hindrance(string text) => Assert.Null(Unheeded(text, "ProxyJump elsewhere"));

    [Fact]
    public void What_the_inventory_says_itself_needs_no_ssh_config()
    {
        File.WriteAllText(Path.Combine(_folder, "config"), "User ops\nPort 2222");
        var host = TestHosts.Ssh("root@rs2000") with { Port = 22 };
        Assert.Null(SshConfig.Of("rs2000", [Path.Combine(_folder, "config")]).Unheeded(host, SshTarget.Of(host)));
    }

    [Fact]
    public void A_file_that_includes_itself_ends()
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, $"Include {file}\nInclude {file}\n");
        Assert.Null(SshConfig.Of("rs2000", [file]).Unheeded(TestHosts.Ssh("rs2000"), SshTarget.Of(TestHosts.Ssh("rs2000"))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private SshConfig.Setting? Unheeded(string text, string more)
    {
        File.WriteAllText(Path.Combine(_folder, "config"), text.Replace("Include ", $"Include {_folder}/", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(_folder, "more"), more);
        var host = TestHosts.Ssh("rs2000");
        return SshConfig.Of("rs2000", [Path.Combine(_folder, "config")]).Unheeded(host, SshTarget.Of(host));
    }
}
