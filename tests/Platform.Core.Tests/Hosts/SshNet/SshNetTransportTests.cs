using System.Diagnostics;
using Platform.Hosts;
using Platform.Shell;

namespace Platform.Tests.Hosts.SshNet;

/// <summary>What SSH.NET does where OpenSSH has ways of its own: keys, agents, authorities, algorithms.</summary>
public sealed class SshNetTransportTests(TestSshd sshd) : IClassFixture<TestSshd>, IDisposable
{
    private const string Transport = "SSH.NET";

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-sshnet-").FullName;

    [Fact]
    public async Task A_host_that_is_known_by_an_authority_only_is_refused_with_the_way_out()
    {
        TestSshd.SkipWithout();
        var known = Path.Combine(_folder, "known");
        await File.WriteAllTextAsync(known, $"@cert-authority * {await TestSshd.PublicKeyAsync(sshd.HostKey("ed25519"))}\n", Token);
        var failure = (await RunAsync(sshd.Host(Transport, known))).Failure;
        Assert.Equal(HostFailureReason.HostKeyUnknown, failure?.Reason);
        Assert.Contains($"{known}:1", failure!.Detail, StringComparison.Ordinal);
        Assert.Contains("transport: ssh", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_named_by_its_fingerprint()
    {
        TestSshd.SkipWithout();
        var known = Path.Combine(_folder, "none");
        var failure = (await RunAsync(sshd.Host(Transport, known))).Failure;
        var fingerprint = (await TestSshd.KeygenAsync("-l", "-f", sshd.HostKey("ed25519") + ".pub")).Split(' ')[1];
        Assert.Contains(fingerprint, failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_hosts_in_the_root_itself_is_not_believed()
    {
        TestSshd.SkipWithout();
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
        var link = Path.Combine(_folder, "link");
        Directory.CreateSymbolicLink(link, inside);
        File.Copy(sshd.KnownHosts, Path.Combine(inside, "known_hosts"));
        foreach (var folder in (string[])[inside, link])
        {
            var host = sshd.Host(Transport, Path.Combine(folder, "known_hosts")) with { SnapshotRoot = inside };
            Assert.Equal(HostFailureReason.Unsupported, (await RunAsync(host)).Failure?.Reason);
        }
    }

    [Fact]
    public async Task An_encrypted_key_is_used_through_the_agent_and_without_one_that_is_said()
    {
        TestSshd.SkipWithout();
        var key = await AcceptedKeyAsync("encrypted", "ed25519", "secret phrase");
        await WithoutAgentAsync(async () =>
        {
            var failure = (await RunAsync(sshd.Host(Transport, key: key))).Failure;
            Assert.Equal(HostFailureReason.AuthenticationFailed, failure?.Reason);
            Assert.Contains($"ssh-add {key}", failure!.Detail, StringComparison.Ordinal);
        });
        await WithAgentAsync(async agent =>
        {
            await AddAsync(agent, key, "secret phrase");
            Assert.Null((await RunAsync(sshd.Host(Transport, key: key))).Failure);
        });
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task Keys_of_each_type_sign_from_a_file_and_from_the_agent(string type)
    {
        TestSshd.SkipWithout();
        var key = await AcceptedKeyAsync(type, type, "");
        await WithoutAgentAsync(async () => Assert.Null((await RunAsync(sshd.Host(Transport, key: key))).Failure));
        await WithAgentAsync(async agent =>
        {
            await AddAsync(agent, key, "");
            // Without identity_file the agent's keys are offered.
            Assert.Null((await RunAsync(sshd.Host(Transport) with { IdentityFile = null })).Failure);
            // A public key as identity_file chooses one of them.
            Assert.Null((await RunAsync(sshd.Host(Transport, key: key + ".pub"))).Failure);
        });
    }

    [Fact]
    public async Task A_private_key_that_others_can_read_is_not_used()
    {
        TestSshd.SkipWithout();
        var key = await AcceptedKeyAsync("open", "ed25519", "");
        await TestSshd.RunAsync("chmod", "644", key);
        var failure = (await RunAsync(sshd.Host(Transport, key: key))).Failure;
        Assert.Equal(HostFailureReason.AuthenticationFailed, failure?.Reason);
        Assert.Contains("chmod 600", failure!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_breaks_off_or_talks_nonsense_is_no_agent()
    {
        TestSshd.SkipWithout();
        await WithAgentAsync(async agent =>
        {
            foreach (var answer in (byte[][])[[], [0, 0, 0, 1], [0xff, 0xff, 0xff, 0xff, 12], [0, 0, 0, 5, 12, 0xff, 0xff, 0xff, 0xff], [0, 0, 0, 1, 5]])
            {
                await using var fake = new FakeAgent(Path.Combine(_folder, "fake"), answer);
                Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", fake.Path);
                Assert.Null((await RunAsync(sshd.Host(Transport))).Failure);
            }

            Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", agent);
        });
    }

    [Theory]
    [InlineData("KexAlgorithms diffie-hellman-group14-sha1")]
    [InlineData("Ciphers aes128-cbc")]
    [InlineData("MACs hmac-sha1\nCiphers aes128-ctr")]
    [InlineData("HostKeyAlgorithms ssh-rsa")]
    public async Task What_OpenSSH_has_retired_is_not_talked(string lines)
    {
        TestSshd.SkipWithout();
        await sshd.RestartAsync(lines);
        try
        {
            var failure = (await RunAsync(sshd.Host(Transport))).Failure;
            Assert.Equal(HostFailureReason.Other, failure?.Reason);
            Assert.Contains("no algorithm in common", failure!.Detail, StringComparison.Ordinal);
        }
        finally
        {
            await sshd.RestartAsync("");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TransportAnswer> RunAsync(HostDefinition host)
    {
        await using var transport = HostTransport.To(host, TestHosts.NoTrust);
        return await transport.RunAsync(new ReadOnlyScript(ShellText.Literal("true"), "nonce"), Token);
    }

    private async Task<string> AcceptedKeyAsync(string name, string type, string passphrase)
    {
        var key = Path.Combine(_folder, name);
        await TestSshd.KeygenAsync("-q", "-t", type, "-N", passphrase, "-f", key);
        await File.AppendAllTextAsync(Path.Combine(sshd.Folder, "authorized_keys"), await File.ReadAllTextAsync(key + ".pub", Token), Token);
        return key;
    }

    private static async Task WithoutAgentAsync(Func<Task> test)
    {
        var before = Environment.GetEnvironmentVariable("SSH_AUTH_SOCK");
        Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", null);
        try
        {
            await test();
        }
        finally
        {
            Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", before);
        }
    }

    /// <summary>With an ssh-agent that has no key yet.</summary>
    private async Task WithAgentAsync(Func<string, Task> test)
    {
        var socket = Path.Combine(_folder, "agent");
        using var agent = Process.Start(new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        while (!File.Exists(socket)) await Task.Delay(10, Token);
        var before = Environment.GetEnvironmentVariable("SSH_AUTH_SOCK");
        Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", socket);
        try
        {
            await test(socket);
        }
        finally
        {
            Environment.SetEnvironmentVariable("SSH_AUTH_SOCK", before);
            agent.Kill();
            await agent.WaitForExitAsync(CancellationToken.None);
        }
    }

    private async Task AddAsync(string agent, string key, string passphrase)
    {
        var ask = Path.Combine(_folder, "askpass");
        await File.WriteAllTextAsync(ask, $"#!/bin/sh\nprintf '%s\\n' '{passphrase}'\n", Token);
        await TestSshd.RunAsync("chmod", "700", ask);
        await TestSshd.RunAsync("env", $"SSH_AUTH_SOCK={agent}", $"SSH_ASKPASS={ask}", "SSH_ASKPASS_REQUIRE=force", "ssh-add", "-q", key);
    }

    /// <summary>A socket that takes a request, gives one answer and hangs up.</summary>
    private sealed class FakeAgent : IAsyncDisposable
    {
        private readonly System.Net.Sockets.Socket _socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        private readonly Task _serving;

        public FakeAgent(string path, byte[] answer)
        {
            Path = path;
            File.Delete(path);
            _socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
            _socket.Listen();
            _serving = ServeAsync(answer);
        }

        public string Path { get; }

        public async ValueTask DisposeAsync()
        {
            _socket.Dispose();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task ServeAsync(byte[] answer)
        {
            while (true)
            {
                using var client = await _socket.AcceptAsync(Token);
                await client.ReceiveAsync(new byte[64], Token);
                await client.SendAsync(answer, Token);
            }
        }
    }
}
