using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Platform.Access.Catalog;
using Platform.Access.Running;
using Platform.Access.Sessions;
using Platform.Files;
using Platform.Hosts;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Backings;

/// <summary>
/// A key in an agent that lives for one session. The key goes from its source to the agent through pipes, with a life that ends with the
/// session and confined to the session's hosts (ssh-add(1), <c>-t</c> and <c>-h</c>), so that it dies on time even if everything of ours is killed.
/// </summary>
internal sealed class SshAgentCredentials(SshAgentBacking backing, HostInventory inventory, SecretReader secrets, Trust trust, TimeSpan limit, TimeProvider time) : IBacking
{
    private const string AgentHandle = "agent";
    private const string MachineHandle = "machine";
    private const int MostOutput = 1 << 20;

    /// <summary>The longest path that a socket takes, with its end (unix(7)); the agent first binds a longer name.</summary>
    private const int LongestSocket = 104 - 17 - 1;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    public async Task<IssueAnswer> IssueAsync(PermittedSession session, CancellationToken cancellationToken)
    {
        var id = session.Session.Id;
        var socket = SessionProcesses.SocketOf(id);
        if (socket.Length > LongestSocket) return Refuse($"{socket} is too long for a socket; set XDG_RUNTIME_DIR to a folder with a shorter path");
        List<SshRoute> routes = [];
        foreach (var name in backing.Hosts)
        {
            var (route, refusal) = await RouteAsync(name, cancellationToken);
            if (route is null) return new IssueAnswer(null, refusal);
            routes.Add(route);
        }

        var (key, missing) = await secrets.ReadAsync(backing.Key, cancellationToken);
        if (key is null) return new IssueAnswer(null, missing);
        using (key)
        {
            var seconds = (long)Math.Floor((session.ExpiresAt - time.GetUtcNow()).TotalSeconds);
            if (seconds < 1) return new IssueAnswer(null, new AccessRefusal(AccessRefusalReason.Expired, "the session is over; ask for a new one"));
            ProcessSecrecy.LeaveNoCores();
            var agent = ChildProcess.Start(new ChildCommand("ssh-agent", ["-D", "-a", socket, "-t", Text(seconds)])
            {
                InheritsEnvironment = false,
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { [SessionProcesses.Variable] = id, [SessionProcesses.FolderVariable] = RunFolder.Parent },
                WorkingFolder = "/",
            });
            var kept = false;
            try
            {
                if (!await ListensAsync(agent, socket, cancellationToken)) return Refuse($"ssh-agent did not start: {agent.Fault ?? "it ended at once"}; is OpenSSH installed?");
                if (await AddAsync(socket, key, seconds, routes, cancellationToken) is { } fault) return Refuse(fault);
                var programs = SessionSsh.Write(RunFolder.PathOf(id), socket, routes);
                kept = true;
                return new IssueAnswer(
                    new AgentCredential(agent, socket, programs, session.ExpiresAt, new SortedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        [AgentHandle] = agent.Identity,
                        [MachineHandle] = ProcessIdentity.Plain(Environment.MachineName),
                    }),
                    null);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Refuse($"the session's folder cannot be written: {KnownWords.OfFile(exception)}");
            }
            finally
            {
                if (!kept) await agent.DisposeAsync();
            }
        }
    }

    public void Inject(IssuedCredential credential, ChildInjection child)
    {
        var agent = (AgentCredential)credential;
        child.Environment["SSH_AUTH_SOCK"] = agent.Socket;
        child.Environment["PATH"] = string.Join(Path.PathSeparator, agent.Programs, ProgramPath.Trusted(Environment.GetEnvironmentVariable("PATH")));
        // Both look for ssh where they were built to, not in PATH.
        child.Environment["GIT_SSH"] = child.Environment["RSYNC_RSH"] = Path.Combine(agent.Programs, "ssh");
    }

    public async Task<RevokeAnswer> RevokeAsync(AccessSession session, IssuedCredential? credential, CancellationToken cancellationToken)
    {
        if (credential is AgentCredential own) await own.Agent.DisposeAsync();
        var socket = SessionProcesses.SocketOf(session.Id);
        if (session.Run?.Handles.GetValueOrDefault(AgentHandle) is { } identity)
        {
            if (session.Run.Handles.GetValueOrDefault(MachineHandle) != ProcessIdentity.Plain(Environment.MachineName))
                return time.GetUtcNow() >= session.Expiry().At ? RevokeAnswer.Gone : new RevokeAnswer(false, $"the agent runs on another machine, {session.Run.Handles.GetValueOrDefault(MachineHandle)}; its key dies at the session's end");
            if (await StaysAsync(identity, cancellationToken)) return new RevokeAnswer(false, "the session's ssh-agent does not end");
        }

        if (!await SessionProcesses.EndAsync(session.Id, TimeSpan.Zero, time)) return new RevokeAnswer(false, "a process of the session does not end");
        try
        {
            AtomicFile.Delete(socket);
        }
        catch (DirectoryNotFoundException)
        {
            // The run's own wrapper has removed the folder meanwhile.
        }

        return RevokeAnswer.Gone;
    }

    /// <summary>Ends an agent that another process started. One of an earlier boot, or whose id another process has now, is gone already.</summary>
    private static async Task<bool> StaysAsync(string identity, CancellationToken cancellationToken)
    {
        if (identity.Split('/') is not [_, var text, _] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process)) return false;
        if (identity.Split('/')[0] != ProcessIdentity.Current().Split('/')[0]) return false;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (ProcessIdentity.IsGone(identity)) return false;
            UnixSignal.End(process);
            await Task.Delay(Step, cancellationToken);
        }

        return true;
    }

    private async Task<(SshRoute? Route, AccessRefusal? Refusal)> RouteAsync(string name, CancellationToken cancellationToken)
    {
        var clean = TerminalText.Clean(name);
        if (inventory.Find(name) is not { } host) return (null, NotIssued($"hosts.yaml does not name the host {clean}; add it there"));
        if (host is not { Transport: TransportKind.Ssh, Destination: { } destination }) return (null, NotIssued($"{clean} is not reached by the system's ssh; an agent's key is of use there alone"));
        if (TrustedProgram.Of(host.Ssh, trust) is not { } ssh) return (null, UntrustedBacking.Refuse(host.Ssh, trust));
        if (Path.GetFileName(ssh.Words[0]) != "ssh") return (null, NotIssued($"{clean} is reached by {RootProgram.TextOf(ssh.Words)}, to which an agent's key cannot be confined"));
        List<string> arguments = [.. ssh.Words.Skip(1), "-G"];
        if (host.Port is { } port) arguments.AddRange(["-p", Text(port)]);
        var asked = await ChildProcess.RunAsync(new ChildCommand(ssh.Words[0], [.. arguments, destination]), "", limit, MostOutput, cancellationToken);
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return asked is { End: ChildEnd.Exited, ExitCode: 0 } && SshRoute.Parse(host, Encoding.UTF8.GetString(asked.Output), home) is { } route
            ? (route, null)
            : (null, NotIssued($"ssh does not say how {clean} is reached; run 'ssh -G {TerminalText.Clean(destination)}' to see why"));
    }

    /// <returns>Why the key was not added; null where it was.</returns>
    private async Task<string?> AddAsync(string socket, Secret key, long seconds, IReadOnlyList<SshRoute> routes, CancellationToken cancellationToken)
    {
        List<string> arguments = ["-q", "-t", Text(seconds)];
        foreach (var file in routes.SelectMany(route => route.KnownHosts).Distinct(StringComparer.Ordinal).Where(File.Exists)) arguments.AddRange(["-H", file]);
        foreach (var constraint in routes.Select(route => route.Constraint)) arguments.AddRange(["-h", constraint]);
        var command = new ChildCommand("ssh-add", [.. arguments, "-"])
        {
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSH_AUTH_SOCK"] = socket, ["SSH_ASKPASS_REQUIRE"] = "never", ["LC_ALL"] = "C" },
            WorkingFolder = "/",
        };
        // Without the last line break ssh-add takes a key for none.
        var input = new byte[key.Bytes.Length + 1];
        try
        {
            key.Bytes.CopyTo(input);
            input[^1] = (byte)'\n';
            var result = await ChildProcess.RunAsync(command, input, limit, MostOutput, cancellationToken);
            return result is { End: ChildEnd.Exited, ExitCode: 0 } ? null : FaultOf(result);
        }
        finally
        {
            Array.Clear(input);
        }
    }

    /// <summary>What ssh-add says may repeat what it read: its words are looked for, and not shown.</summary>
    private static string FaultOf(ChildResult result) => result.Error.Says("No host keys found for destination")
        ? "a host of the capability is in no known_hosts, and a key cannot be confined to it; connect to it once by hand, and compare its key"
        : result.Error.Says("passphrase")
            ? "the key of the capability is locked with a passphrase, for which nobody is asked; let its source print it unlocked"
            : result.End is ChildEnd.NotStarted ? "ssh-add was not started; is OpenSSH installed?"
            : "ssh-add did not take the key of the capability; look at whether its source prints a private key in OpenSSH's format";

    private static async Task<bool> ListensAsync(ChildProcess agent, string socket, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 250 && !agent.HasExited; attempt++)
        {
            try
            {
                using Socket probe = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await probe.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellationToken);
                return true;
            }
            catch (SocketException)
            {
                await Task.Delay(Step, cancellationToken);
            }
        }

        return false;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static AccessRefusal NotIssued(string message) => new(AccessRefusalReason.NotIssued, message);

    private static IssueAnswer Refuse(string message) => new(null, NotIssued(message));

    private sealed class AgentCredential(ChildProcess agent, string socket, string programs, DateTimeOffset expiresAt, IReadOnlyDictionary<string, string> handles)
        : IssuedCredential(expiresAt, handles)
    {
        public ChildProcess Agent { get; } = agent;

        public string Socket { get; } = socket;

        public string Programs { get; } = programs;
    }
}
