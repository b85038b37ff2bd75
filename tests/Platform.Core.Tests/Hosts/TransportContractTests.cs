using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Platform.Hosts;
using Platform.Shell;
using Platform.Tests.Hosts.SshNet;

namespace Platform.Tests.Hosts;

/// <summary>What every way to a host over ssh does alike, tried on one sshd.</summary>
public sealed class TransportContractTests(TestSshd sshd) : IClassFixture<TestSshd>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-contract-").FullName;

    public static TheoryData<string> Transports => ["OpenSSH", "SSH.NET"];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task The_output_comes_byte_by_byte_and_what_goes_to_standard_error_is_no_part_of_it(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), "printf 'one\\r\\n\\000\\377\\033]0;title\\007'; echo secret >&2; printf two");
        Assert.Null(answer.Failure);
        Assert.Equal([.. "one\r\n\0"u8, 0xff, .. "\u001b]0;title\u0007two"u8], answer.Output);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_answer_of_twenty_megabytes_is_whole(string transport)
    {
        const string Line = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde\n";
        var answer = await RunAsync(sshd.Host(transport), $"yes '{Line.Trim()}' | head -n 327680; yes noise | head -c 1000000 >&2");
        Assert.Null(answer.Failure);
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Line, 327680)))), SHA256.HashData(answer.Output));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_answer_without_end_is_cut_off(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), "cat /dev/zero");
        Assert.Equal(HostFailureReason.OutputTooLarge, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_script_of_a_megabyte_arrives(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), string.Concat(Enumerable.Repeat(": 0123456789012345678901234567890123456789\n", 25_000)) + "echo arrived");
        Assert.Equal("arrived\n", Encoding.UTF8.GetString(answer.Output));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task An_exit_status_is_said_and_the_output_before_it_kept(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), "echo part; exit 7");
        Assert.Equal(HostFailureReason.Other, answer.Failure?.Reason);
        Assert.Contains("exit status 7", answer.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("part\n", Encoding.UTF8.GetString(answer.Output));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_shell_that_a_signal_ends_in_mid_answer_is_a_lost_one(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), "echo part; kill -KILL $$");
        Assert.Equal(HostFailureReason.ConnectionLost, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_connection_that_is_cut_in_mid_answer_is_lost(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport), "echo part; sleep 0.5; kill -KILL $PPID; sleep 5; echo rest");
        Assert.Equal(HostFailureReason.ConnectionLost, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_whose_key_is_not_known_gets_no_script(string transport)
    {
        var mark = Path.Combine(_folder, "ran");
        var answer = await RunAsync(sshd.Host(transport, knownHosts: await FileAsync("unknown", "")), $"touch {mark}");
        Assert.Equal(HostFailureReason.HostKeyUnknown, answer.Failure?.Reason);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_whose_key_has_changed_gets_no_script(string transport)
    {
        var mark = Path.Combine(_folder, "ran");
        var other = Path.Combine(_folder, "other");
        await TestSshd.KeygenAsync("-q", "-t", "ed25519", "-N", "", "-f", other);
        var known = await FileAsync("changed", $"{sshd.Name} {await TestSshd.PublicKeyAsync(other)}\n");
        var answer = await RunAsync(sshd.Host(transport, known), $"touch {mark}");
        Assert.Equal(HostFailureReason.HostKeyChanged, answer.Failure?.Reason);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_whose_key_is_revoked_gets_no_script(string transport)
    {
        var mark = Path.Combine(_folder, "ran");
        var key = await TestSshd.PublicKeyAsync(sshd.HostKey("ed25519"));
        var known = await FileAsync("revoked", $"{sshd.Name} {key}\n@revoked * {key}\n");
        var answer = await RunAsync(sshd.Host(transport, known), $"touch {mark}");
        Assert.Equal(HostFailureReason.HostKeyRevoked, answer.Failure?.Reason);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Keys_of_other_types_that_a_host_has_do_not_matter_where_one_is_known(string transport)
    {
        foreach (var type in (string[])["ecdsa", "rsa"])
        {
            var known = Path.Combine(_folder, type);
            await sshd.KnowAsync(known, type);
            Assert.Null((await RunAsync(sshd.Host(transport, known), "true")).Failure);
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_key_that_the_host_does_not_accept_is_said(string transport)
    {
        var key = Path.Combine(_folder, "stranger");
        await TestSshd.KeygenAsync("-q", "-t", "ed25519", "-N", "", "-f", key);
        var answer = await RunAsync(sshd.Host(transport, key: key), "true");
        Assert.Equal(HostFailureReason.AuthenticationFailed, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Nobody_listens(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport) with { Port = TestSshd.FreePort() }, "true");
        Assert.Equal(HostFailureReason.ConnectionRefused, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_name_that_does_not_resolve(string transport)
    {
        var answer = await RunAsync(sshd.Host(transport) with { Destination = "no-such-host.invalid" }, "true");
        Assert.Equal(HostFailureReason.NameNotResolved, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_host_that_accepts_and_says_nothing_takes_the_connect_timeout(string transport)
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var answer = await RunAsync(sshd.Host(transport) with { Port = port, ConnectTimeout = TimeSpan.FromSeconds(1) }, "true");
        Assert.Equal(HostFailureReason.ConnectTimedOut, answer.Failure?.Reason);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Something_else_than_an_sshd_is_no_host(string transport)
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        var serving = ServeAsync(other);
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var answer = await RunAsync(sshd.Host(transport) with { Port = port, ConnectTimeout = TimeSpan.FromSeconds(5) }, "true");
        Assert.Contains(answer.Failure?.Reason, (HostFailureReason?[])[HostFailureReason.NetworkUnreachable, HostFailureReason.ConnectTimedOut, HostFailureReason.Other]);
        Assert.DoesNotContain("220 mail", answer.Failure!.ToString() + answer.Failure.Detail, StringComparison.Ordinal);
        other.Stop();
        await serving;

        static async Task ServeAsync(TcpListener listener)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("220 mail.example ESMTP\r\n"u8.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_command_without_end_takes_the_command_timeout_and_what_came_is_kept(string transport)
    {
        var host = sshd.Host(transport) with { CommandTimeout = TimeSpan.FromSeconds(2), ConnectTimeout = TimeSpan.FromSeconds(1) };
        var answer = await RunAsync(host, "echo part; sleep 60");
        Assert.Equal(HostFailureReason.CommandTimedOut, answer.Failure?.Reason);
        Assert.Equal("part\n", Encoding.UTF8.GetString(answer.Output));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Cancelling_ends_the_wait(string transport)
    {
        using CancellationTokenSource stop = new();
        var mark = Path.Combine(_folder, "begun");
        await using var transported = HostTransport.To(sshd.Host(transport), TestHosts.NoTrust);
        var running = transported.RunAsync(Script($"touch {mark}; sleep 600"), stop.Token);
        while (!File.Exists(mark)) await Task.Delay(10, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_connection_that_was_opened_ahead_takes_the_script(string transport)
    {
        await using var transported = HostTransport.To(sshd.Host(transport), TestHosts.NoTrust);
        transported.Open();
        var answer = await transported.RunAsync(Script("echo here"), TestContext.Current.CancellationToken);
        Assert.Equal("here\n", Encoding.UTF8.GetString(answer.Output));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task Fifty_hosts_answer_together_each_with_its_own(string transport)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => RunAsync(sshd.Host(transport), $"sleep 0.2; echo {i}")));
        Assert.All(answers, answer => Assert.Null(answer.Failure));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}\n"), answers.Select(answer => Encoding.UTF8.GetString(answer.Output)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<TransportAnswer> RunAsync(HostDefinition host, string script)
    {
        TestSshd.SkipWithout();
        await using var transport = HostTransport.To(host, TestHosts.NoTrust);
        return await transport.RunAsync(Script(script), TestContext.Current.CancellationToken);
    }

#pragma warning disable CA1857 // the tests' own text
    private static ReadOnlyScript Script(string text) => new(ShellText.Literal(text), "nonce");
#pragma warning restore CA1857

    private async Task<string> FileAsync(string name, string text)
    {
        TestSshd.SkipWithout();
        var path = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
