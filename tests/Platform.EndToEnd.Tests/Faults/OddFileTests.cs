using System.Net.Sockets;
using Platform.Planning;

namespace Platform.EndToEnd.Faults;

/// <summary>
/// Something else than an ordinary file where a verb reads one: told with the file and the reason, with the right exit
/// code, and never waited for.
/// </summary>
public sealed class OddFileTests : IDisposable
{
    private const int Killed = 137;

    private readonly SampleRoot _root = new();
    private Socket? _socket;

    [Theory]
    [InlineData("fifo", 1, "compose/apps/compose.yaml of the root is a FIFO")]
    [InlineData("socket", 1, "compose/apps/compose.yaml of the root is a socket")]
    [InlineData("sparse", 1, "compose/apps/compose.yaml of the root has more than the 1048576 bytes")]
    [InlineData("folder", 1, "compose/apps/compose.yaml of the root is a folder")]
    public async Task A_plan_leaves_out_what_has_no_compose_file_to_rest_on(string kind, int exitCode, string words)
    {
        await ReplaceAsync("compose/apps/compose.yaml", kind);
        var result = await RunAsync("plan", "honcho-api");
        Assert.True(result.ExitCode == exitCode && result.Output.Contains(words, StringComparison.Ordinal), result.ToString());
        Assert.Contains("0 changes", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hosts.yaml", "fifo", "hosts.yaml of the root is a FIFO")]
    [InlineData("hosts.yaml", "folder", "hosts.yaml of the root is a folder")]
    [InlineData("compose/apps/compose.yaml", "fifo", "compose.yaml of the root is a FIFO")]
    [InlineData("compose/apps/compose.yaml", "sparse", "compose.yaml of the root has more than")]
    [InlineData("compose/apps/compose.yaml", "zero", "leads out of the platform root")]
    [InlineData("modules/honcho-api/module.yaml", "fifo", "The file is a FIFO")]
    public async Task An_approved_plan_is_stale_where_its_root_cannot_be_read_any_more(string file, string kind, string words)
    {
        Assert.Equal(1, (await RunAsync("plan", "honcho-api", "--out", _root.PathOf("plan.json"))).ExitCode);
        await ReplaceAsync(file, kind);
        var result = await RunAsync("apply", _root.PathOf("plan.json"), "--dry-run");
        Assert.True(result.ExitCode == 3 && result.Error.Contains(words, StringComparison.Ordinal), result.ToString());
    }

    [Theory]
    [InlineData("hosts.yaml", "fifo", 2, "plan")]
    [InlineData("hosts.yaml", "folder", 1, "drift-check")]
    [InlineData("hosts.yaml", "zero", 1, "hosts")]
    [InlineData("hosts.yaml", "dangling", 2, "plan")]
    [InlineData("odd", "fifo", 1, "apply", "odd", "--approved", "00")]
    [InlineData("odd", "socket", 1, "apply", "odd", "--approved", "00")]
    [InlineData("odd", "zero", 1, "apply", "odd", "--dry-run")]
    [InlineData("odd", "sparse", 1, "apply", "odd", "--approved", "00")]
    [InlineData("odd", "folder", 1, "apply", "odd", "--approved", "00")]
    [InlineData(".platform/journal.jsonl", "fifo", 1, "journal")]
    [InlineData(".platform/journal.jsonl", "socket", 1, "journal", "--verify")]
    [InlineData(".platform/journal.jsonl", "zero", 1, "journal")]
    [InlineData(".platform/journal.jsonl", "sparse", 1, "journal", "--json")]
    [InlineData(".platform/journal.jsonl.head", "fifo", 1, "journal")]
    [InlineData("odd", "fifo", 1, "validate", "--schema", "odd", "hosts.yaml")]
    [InlineData("odd", "zero", 1, "validate", "--schema", "schema.json", "odd")]
    [InlineData("odd", "sparse", 1, "validate", "--schema", "schema.json", "odd")]
    [InlineData("hosts.yaml", "fifo", 1, "edit", "derive", "redis")]
    [InlineData("modules/redis/module.yaml", "fifo", 8, "edit", "derive", "redis")]
    [InlineData("modules/redis/module.yaml", "sparse", 8, "edit", "record", "redis")]
    [InlineData("modules/redis/module.yaml", "zero", 8, "edit", "digest", "redis")]
    [InlineData("observations/rs2000.json", "sparse", 5, "edit", "record", "redis")]
    [InlineData("observations/rs2000.json", "sparse", 5, "drift-check", "redis")]
    [InlineData("observations/rs2000.json", "socket", 5, "drift-check", "redis")]
    public async Task A_verb_that_meets_no_ordinary_file_names_it_and_goes_on_or_ends(string file, string kind, int exitCode, params string[] command)
    {
        File.WriteAllText(_root.PathOf("schema.json"), "{}");
        Directory.CreateDirectory(_root.PathOf(".platform"));
        await ReplaceAsync(file, kind);
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Matches($"{Path.GetFileName(file)}.*( is a | has more than | leads out of )", result.Output + result.Error);
    }

    [Fact]
    public async Task A_journal_folder_that_leads_out_of_the_root_is_not_read()
    {
        Directory.CreateSymbolicLink(_root.PathOf(".platform"), Path.GetTempPath());
        var result = await RunAsync("journal", "--verify");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(".platform leads out of", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan.json.tmp")]
    [InlineData("plan.json")]
    public async Task A_plan_is_never_written_through_a_link(string link)
    {
        var victim = _root.PathOf("victim");
        File.CreateSymbolicLink(_root.PathOf(link), victim);
        Assert.Equal(1, (await RunAsync("plan", "honcho-api", "--out", _root.PathOf("plan.json"))).ExitCode);
        Assert.False(File.Exists(victim));
        Assert.Contains(PlatformPlan.SchemaId, File.ReadAllText(_root.PathOf("plan.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("zero")]
    [InlineData("folder/")]
    public async Task A_plan_replaces_no_device_and_leaves_nothing_behind(string kind)
    {
        await ReplaceAsync("out", kind.TrimEnd('/'));
        var before = Directory.GetFileSystemEntries(_root.Path);
        // A folder is given a file of its own.
        var result = await RunAsync("plan", "honcho-api", "--out", _root.PathOf("out"));
        Assert.Equal(kind == "folder/" ? 1 : 2, result.ExitCode);
        Assert.Equal(before, Directory.GetFileSystemEntries(_root.Path));
    }

    [Theory]
    [InlineData("\"host\": \"rs2000\"", "\"host\": \"vps1000\"", "SnapshotOfAnotherHost")]
    [InlineData("\"observedAt\": \"20", "\"observedAt\": \"29", "SnapshotFromFuture")]
    public async Task A_snapshot_of_another_host_or_time_is_never_this_hosts_now(string old, string replacement, string reason)
    {
        _root.Edit("observations/rs2000.json", old, replacement);
        var result = await RunAsync("drift-check", "--json");
        Assert.Equal(8, result.ExitCode);
        Assert.Contains($"\"reason\": \"{reason}\"", result.Output, StringComparison.Ordinal);
        var planned = await RunAsync("plan", "honcho-api");
        Assert.Equal(2, planned.ExitCode);
        Assert.Equal(5, (await RunAsync("drift-check", "redis")).ExitCode);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _root.Dispose();
    }

    private async Task ReplaceAsync(string relative, string kind)
    {
        var path = _root.PathOf(relative);
        File.Delete(path);
        if (kind == "socket")
        {
            // It takes its file away when it is closed.
            _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            _socket.Bind(new UnixDomainSocketEndPoint(path));
            return;
        }

        var make = kind switch
        {
            "fifo" => "mkfifo \"$0\"",
            "zero" => "ln -s /dev/zero \"$0\"",
            "dangling" => "ln -s nowhere \"$0\"",
            "sparse" => "truncate --size 1500M \"$0\"",
            "folder" => "mkdir \"$0\"",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        var result = await Command.RunAsync("sh", ["-c", make, path], Repository.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>By `timeout`, so that a verb that waits fails the test and leaves no process.</summary>
    private async Task<CommandResult> RunAsync(params string[] command)
    {
        var result = await Command.RunAsync(
            "timeout", ["--signal=KILL", "30", Repository.Platformctl, .. command, "--root", _root.Path], _root.Path);
        Assert.NotEqual(Killed, result.ExitCode);
        return result;
    }
}
