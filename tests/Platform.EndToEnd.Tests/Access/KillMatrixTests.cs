using System.Diagnostics;
using System.Globalization;

namespace Platform.EndToEnd.Access;

/// <summary>Dies on time: whatever is killed, lost, full or put back, nothing of value is left.</summary>
public sealed class KillMatrixTests : IDisposable
{
    private const string Forever = "echo up; trap '' TERM HUP; (setsid sleep 300 &) ; (trap '' TERM; sleep 300) & sleep 300\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly AccessBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Both kinds of backing that have something on this machine.</summary>
    public static TheoryData<string> Backings => ["work", "agent"];

    public static TheoryData<string, string> Kills
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var backing in (string[])["work", "agent"])
            foreach (var victim in (string[])["wrapper", "child", "all"])
                all.Add(backing, victim);
            all.Add("agent", "agent");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task A_command_that_outlives_the_session_is_ended_with_all_that_it_started(string backing)
    {
        var (id, run) = await StartAsync(backing, "20s");
        using var running = run;
        var result = await run.EndAsync();
        Assert.Equal(124, result.ExitCode);
        Assert.Equal("Expired", await _bench.StatusAsync(id));
        Assert.Empty(AccessBench.ProcessesOf(id));
        _bench.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Kills))]
    public async Task Whatever_is_killed_a_sweep_leaves_nothing(string backing, string victim)
    {
        var (id, run) = await StartAsync(backing, "10m");
        using var running = run;
        var before = AccessBench.ProcessesOf(id);
        Assert.NotEmpty(before);
        var agents = before.Where(process => CommandOf(process) == "ssh-agent").ToArray();
        Assert.Equal(backing == "agent", agents.Length == 1);
        if (victim is "wrapper" or "all") run.Kill();
        if (victim is "agent") foreach (var process in agents) Kill(process);
        if (victim is "all") foreach (var process in before) Kill(process);
        if (victim is "child") foreach (var process in before.Except(agents)) Kill(process);
        if (victim is "agent")
        {
            // Its command goes on, without a key.
            Assert.False(run.HasExited);
            Assert.Equal(0, (await _bench.RunAsync("revoke", id)).ExitCode);
        }

        await run.GoneAsync();
        var sweep = await _bench.RunAsync("sweep", "--json");
        Assert.True(sweep.ExitCode == 0, sweep.ToString());
        Assert.Empty(AccessBench.ProcessesOf(id));
        Assert.NotEqual("Active", await _bench.StatusAsync(id));
        Assert.Equal("nothing was left\nnot enforced: same account\n", (await _bench.RunAsync("sweep")).Output);
        _bench.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task State_that_is_lost_leaves_nothing_of_value(string backing)
    {
        var (id, run) = await StartAsync(backing, "10m");
        using var running = run;
        Directory.Delete(_bench.AccessState, recursive: true);
        run.Kill();
        await run.GoneAsync();
        Assert.Equal(0, (await _bench.RunAsync("sweep")).ExitCode);
        Assert.Empty(AccessBench.ProcessesOf(id));
        _bench.AssertNothingIsLeft();
    }

    [Theory]
    [MemberData(nameof(Backings))]
    public async Task A_session_that_is_revoked_ends_while_it_runs(string backing)
    {
        var (id, run) = await StartAsync(backing, "10m");
        using var running = run;
        var revoked = await _bench.RunAsync("revoke", id, "--reason", "enough");
        Assert.True(revoked.ExitCode == 0, revoked.ToString());
        Assert.Equal(4, (await run.EndAsync()).ExitCode);
        Assert.Equal("Revoked", await _bench.StatusAsync(id));
        Assert.Empty(AccessBench.ProcessesOf(id));
        _bench.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Two_wrappers_for_one_session_are_one_run()
    {
        var (id, run) = await StartAsync("work", "10m");
        using var running = run;
        var second = await _bench.RunAsync("run", id, "--", _bench.ProgramOf("work"));
        Assert.Equal(4, second.ExitCode);
        Assert.False(run.HasExited);
        Assert.Equal(0, (await _bench.RunAsync("sweep")).ExitCode); // it leaves what lives
        Assert.False(run.HasExited);
        Assert.Equal(0, (await _bench.RunAsync("revoke", id)).ExitCode);
        await run.EndAsync();
        _bench.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Whoever_interrupts_the_wrapper_ends_the_command()
    {
        var (id, run) = await StartAsync("work", "10m");
        using var running = run;
        await SignalAsync("TERM", run.Id);
        await run.EndAsync();
        Assert.Empty(AccessBench.ProcessesOf(id));
        _bench.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Sockets_of_before_a_restart_are_taken_away()
    {
        _bench.WrappedCommand("work", "true\n");
        const string Id = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        Directory.CreateDirectory(_bench.RunFolderOf(Id));
        AccessBench.Write(Path.Combine(_bench.RunFolderOf(Id), "agent"), "");
        Assert.Equal(0, (await _bench.RunAsync("sweep")).ExitCode);
        Assert.False(Directory.Exists(_bench.RunFolderOf(Id)));
    }

    [Theory]
    [InlineData("audit.jsonl")] // the audit is no file
    [InlineData("sessions")] // sessions cannot be written
    public async Task Without_audit_or_state_nothing_is_given(string broken)
    {
        _bench.WrappedCommand("work", $"touch {_bench.Folder}/ran\n");
        var id = await _bench.SessionAsync("work");
        var path = Path.Combine(_bench.AccessState, broken);
        if (File.Exists(path)) File.Delete(path);
        else Directory.Move(path, path + "-aside");
        if (broken == "sessions") File.WriteAllText(path, "");
        else Directory.CreateDirectory(path);
        var run = await _bench.RunAsync("run", id, "--", "do-work");
        Assert.Equal(broken == "sessions" ? 1 : 6, run.ExitCode);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "ran")));
        _bench.AssertNothingIsLeft();
    }

    [Theory]
    [InlineData("size=256k")]
    [InlineData("ro")]
    public async Task A_disk_that_is_full_or_read_only_gives_nothing(string options)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare"), "needs root and unshare, to mount a disk that is full");
        _bench.WrappedCommand("work", $"touch {_bench.Folder}/ran\n");
        var id = await _bench.SessionAsync("work");
        var fill = options == "ro" ? "mount -o remount,ro $1" : "dd if=/dev/zero of=$1/full bs=4k 2>/dev/null; true";
        var script = $"cp -a $1 $1.kept && mount -t tmpfs -o size=256k,mode=0700 none $1 && cp -a $1.kept/. $1/ && {fill}; shift; exec \"$@\"";
        var run = await Command.RunAsync(
            "unshare", ["--mount", "sh", "-c", script, "sh", _bench.State, Repository.Platformctl, "access", "run", id, "--", "do-work"], _bench.Root, _bench.Environment);
        Assert.True(run.ExitCode is 6 or 1, run.ToString());
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "ran")));
        _bench.AssertNothingIsLeft();
    }

    private async Task<(string Session, RunningCommand Run)> StartAsync(string backing, string ttl)
    {
        if (backing == "work") _bench.WrappedCommand("work", $"touch {_bench.Folder}/up; {Forever}");
        else DeclareAgent();
        var id = await _bench.SessionAsync(backing, ttl);
        var run = backing == "work"
            ? _bench.Start(id, "--", _bench.ProgramOf("work"))
            : _bench.Start(id, "--", "sh", "-c", $"ssh-add -l >{_bench.Folder}/keys && touch {_bench.Folder}/up; {Forever}");
        var began = Stopwatch.GetTimestamp();
        while (!File.Exists(Path.Combine(_bench.Folder, "up")) && !run.HasExited && Stopwatch.GetElapsedTime(began) < Patience) await Task.Delay(50, TestContext.Current.CancellationToken);
        if (!File.Exists(Path.Combine(_bench.Folder, "up"))) Assert.Fail((await run.EndAsync()).ToString());
        return (id, run);
    }

    /// <summary>An agent whose key is for a host that need not answer.</summary>
    private void DeclareAgent()
    {
        var known = Path.Combine(_bench.Folder, "known_hosts");
        AccessBench.Write(known, "lab.example " + File.ReadAllText(_bench.Key("operator") + ".pub"));
        File.WriteAllText(Path.Combine(_bench.Root, "hosts.yaml"), $"schema_version: 1\nhosts:\n  lab: {{ transport: ssh, destination: ops@lab.example, ssh_command: [ssh, -F, none, -o, UserKnownHostsFile={known}] }}\n");
        _bench.Add($"{{ id: agent, tier: medium, description: a, actors: [claude], max_ttl: 1h, backing: {{ type: ssh-agent, hosts: [lab], key: {{ command: [cat, {_bench.Key("agent")}] }} }} }}");
    }

    private static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static void Kill(int process)
    {
        try
        {
            using var victim = Process.GetProcessById(process);
            victim.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
