using Platform.Access;
using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Access.Running;
using Platform.Hosts;
using Platform.Root;
using Platform.Tests.Hosts.SshNet;

namespace Platform.Tests.Access.Backings;

/// <summary>R6.4: an agent per session, with a key that dies with it and opens the session's hosts alone.</summary>
public sealed class SshAgentTests(TestSshd sshd) : IClassFixture<TestSshd>, IDisposable
{
    private readonly BackingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_key_opens_the_host_through_the_sessions_ssh_and_is_gone_with_the_session()
    {
        TestSshd.SkipWithout();
        Declare();
        var backing = new SshAgentBacking(["lab"], Key());
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(5)));
        using var folder = RunFolder.TryMake(session.Session.Id);
        Assert.NotNull(folder);
        var answer = await acts.IssueAsync(session, Token);
        Assert.Null(answer.Refusal);
        ChildInjection child = new();
        acts.Inject(answer.Credential!, child);
        var (socket, path) = (child.Environment["SSH_AUTH_SOCK"]!, child.Environment["PATH"]!);
        Assert.StartsWith(RunFolder.PathOf(session.Session.Id), socket, StringComparison.Ordinal);

        // By its name in the inventory, which no ssh_config of the account knows.
        Assert.Equal("hello\n", await TestSshd.RunAsync("env", "PATH=" + path, "ssh", "lab", "echo", "hello"));
        Assert.Contains("ED25519", await TestSshd.RunAsync("env", "SSH_AUTH_SOCK=" + socket, "ssh-add", "-l"), StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("lock" or "agent")).Select(File.ReadAllText), text => text.Contains("PRIVATE KEY", StringComparison.Ordinal));
        Assert.Contains(SessionProcesses.All(), found => found.Session == session.Session.Id);

        Assert.Equal(RevokeAnswer.Gone, await acts.RevokeAsync(session.Session, answer.Credential, Token));
        Assert.False(File.Exists(socket));
        Assert.DoesNotContain(SessionProcesses.All(), found => found.Session == session.Session.Id);
    }

    [Fact]
    public async Task Another_process_ends_the_agent_by_what_was_written_down()
    {
        TestSshd.SkipWithout();
        Declare();
        var backing = new SshAgentBacking(["lab"], Key());
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(5)));
        using var folder = RunFolder.TryMake(session.Session.Id);
        var answer = await acts.IssueAsync(session, Token);
        var written = session.Session with { Run = session.Session.Run! with { Handles = answer.Credential!.Handles } };
        Assert.True((await _bench.Of(backing).RevokeAsync(written, null, Token)).IsGone);
        Assert.DoesNotContain(SessionProcesses.All(), found => found.Session == session.Session.Id);
    }

    [Fact]
    public async Task The_key_does_not_open_a_host_that_is_not_named()
    {
        TestSshd.SkipWithout();
        await using TestSshd other = new();
        await other.InitializeAsync();
        // The other host would let the key in.
        File.Copy(Path.Combine(sshd.Folder, "authorized_keys"), Path.Combine(other.Folder, "authorized_keys"), overwrite: true);
        Declare();
        var backing = new SshAgentBacking(["lab"], Key());
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(5)));
        using var folder = RunFolder.TryMake(session.Session.Id);
        var answer = await acts.IssueAsync(session, Token);
        ChildInjection child = new();
        acts.Inject(answer.Credential!, child);
        string[] elsewhere =
        [
            "-F", "none", "-p", $"{other.Port}", "-o", $"UserKnownHostsFile={other.KnownHosts}", "-o", "IdentityFile=none", "-o", "BatchMode=yes", $"{Environment.UserName}@127.0.0.1", "true",
        ];
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => TestSshd.RunAsync("env", ["SSH_AUTH_SOCK=" + child.Environment["SSH_AUTH_SOCK"], "/usr/bin/ssh", .. elsewhere]));
        // With the key itself it is let in: it is the agent that does not sign.
        await TestSshd.RunAsync("ssh", [.. elsewhere.Select(word => word == "IdentityFile=none" ? "IdentityFile=" + sshd.Key : word)]);
        await acts.RevokeAsync(session.Session, answer.Credential, Token);
    }

    [Theory]
    [InlineData("no key", "format")]
    [InlineData("", "is empty")]
    public async Task What_is_no_key_is_said_without_being_shown(string content, string said)
    {
        TestSshd.SkipWithout();
        Declare();
        var answer = await IssueAsync(new SshAgentBacking(["lab"], _bench.Keep(content)));
        Assert.Equal(AccessRefusalReason.NotIssued, answer.Refusal?.Reason);
        Assert.Contains(said, answer.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_key_nobody_knows_is_refused()
    {
        TestSshd.SkipWithout();
        Declare(knownHosts: "/dev/null");
        Assert.Contains("known_hosts", (await IssueAsync(new SshAgentBacking(["lab"], Key()))).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_the_inventory_does_not_name_is_refused()
    {
        Declare();
        Assert.Contains("hosts.yaml does not name", (await IssueAsync(new SshAgentBacking(["other"], Key()))).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_identities_and_kept_connections_is_taken_over()
    {
        const string Printed = """
            user ops
            hostname 10.0.0.7
            port 2222
            identityfile ~/.ssh/id_ed25519
            identityagent /run/agent
            controlpath /tmp/cm-%C
            controlmaster auto
            forwardagent yes
            userknownhostsfile ~/.ssh/known_hosts /srv/known
            proxyjump bastion
            stricthostkeychecking false
            """;
        var route = SshRoute.Parse(Hosts.TestHosts.Ssh("ops@vps.example"), Printed, "/home/ops")!;
        Assert.Equal("ops@[10.0.0.7]:2222", route.Constraint);
        Assert.Equal(["/home/ops/.ssh/known_hosts", "/srv/known"], route.KnownHosts);
        Assert.Equal(["rs2000", "vps.example"], route.Names);
        Assert.Equal(["user ops", "hostname 10.0.0.7", "port 2222", "userknownhostsfile ~/.ssh/known_hosts /srv/known", "proxyjump bastion"], route.Lines);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FileSecret Key() => _bench.Keep(File.Exists(sshd.Key) ? File.ReadAllText(sshd.Key) : "none");

    private void Declare(string? knownHosts = null)
    {
        var host = Hosts.TestHosts.Ssh($"{Environment.UserName}@127.0.0.1") with
        {
            Name = "lab",
            Port = sshd.Port,
            Ssh = RootProgram.BuiltIn("ssh", "-F", "none", "-o", $"UserKnownHostsFile={knownHosts ?? sshd.KnownHosts}", "-o", "GlobalKnownHostsFile=none"),
        };
        _bench.Inventory = new HostInventory(new Dictionary<string, HostDefinition>(StringComparer.Ordinal) { ["lab"] = host }, "home-platform");
    }

    private async Task<IssueAnswer> IssueAsync(SshAgentBacking backing)
    {
        var session = _bench.Session(backing, TimeSpan.FromMinutes(5));
        using var folder = RunFolder.TryMake(session.Session.Id);
        return await _bench.Of(backing).IssueAsync(session, Token);
    }
}
