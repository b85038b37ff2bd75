using Platform.Hosts;
using Platform.Snapshots;

namespace Platform.Tests.Hosts;

public sealed class OpenConnectionsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-connections-");

    private string Log => Path.Combine(_folder.FullName, "log");

    // Says that it is there, runs what it is sent as sshd's sh would, and says how that ended.
    private HostDefinition Host(string name = "rs2000") =>
        TestHosts.Ssh("host", "sh", "-c", $"echo connected >> {Log}; sh; echo ended >> {Log}") with { Name = name };

    [Fact]
    public async Task A_connection_is_opened_once_and_takes_the_script_of_the_question()
    {
        await using (var connections = new OpenConnections(TimeProvider.System, TestHosts.NoTrust, most: 16))
        {
            connections.Open(Host());
            connections.Open(Host());
            await WaitForAsync("connected");
            var question = HostQuestion.Ask(Host(), SnapshotRequest.Probe);
            await new HostObserver(TimeProvider.System, TestHosts.NoTrust, connections).ReadAsync(question, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["connected", "ended"], await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_connection_without_a_question_is_ended_before_anything_runs_on_it()
    {
        var connections = new OpenConnections(TimeProvider.System, TestHosts.NoTrust, most: 16);
        connections.Open(Host());
        await WaitForAsync("connected");
        await connections.DisposeAsync();
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Assert.Equal(["connected"], await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_more_are_opened_than_are_read_at_a_time()
    {
        await using var connections = new OpenConnections(TimeProvider.System, TestHosts.NoTrust, most: 1);
        connections.Open(Host("a"));
        connections.Open(Host("b"));
        Assert.NotNull(connections.Find(Host("a")));
        Assert.Null(connections.Find(Host("b")));
    }

    [Theory]
    [InlineData("-oProxyCommand=id")]
    [InlineData("a;b")]
    public async Task An_unchecked_destination_is_not_connected_to(string destination)
    {
        await using var connections = new OpenConnections(TimeProvider.System, TestHosts.NoTrust, most: 16);
        connections.Open(Host() with { Destination = destination });
        Assert.Null(connections.Find(Host()));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task WaitForAsync(string line)
    {
        while (!File.Exists(Log) || !(await File.ReadAllTextAsync(Log, TestContext.Current.CancellationToken)).Contains(line, StringComparison.Ordinal))
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }
}
