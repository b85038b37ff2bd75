using Platform.Hosts;
using Platform.Snapshots;
using Platform.Tests.Drift;
using Platform.Tests.Hosts;

namespace Platform.Tests.Snapshots;

/// <summary>A recorded snapshot of another host, or from the future, is never this host's now.</summary>
public sealed class RecordedSnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-recorded-").FullName;

    [Theory]
    [InlineData(0)]
    [InlineData(-365 * 24 * 60)]
    [InlineData(4)] // the clocks of two machines
    public async Task One_of_this_host_taken_by_now_is_read(int minutes) =>
        Assert.True((await ReadAsync("rs2000", minutes)).IsReachable);

    [Theory]
    [InlineData("vps1000")]
    [InlineData("RS2000")]
    [InlineData("rs2000 ")]
    [InlineData("")]
    public async Task One_of_another_host_is_refused_with_its_name_and_the_way_out(string name)
    {
        var observation = await ReadAsync(name, 0);
        Assert.Null(observation.Snapshot);
        Assert.Equal(HostFailureReason.SnapshotOfAnotherHost, observation.Failure?.Reason);
        Assert.Contains($"is a snapshot of {name}, not of rs2000", observation.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("hosts.yaml", observation.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(60 * 24 * 365 * 100)]
    public async Task One_from_the_future_is_refused_with_its_time(int minutes)
    {
        var observation = await ReadAsync("rs2000", minutes);
        Assert.Null(observation.Snapshot);
        Assert.Equal(HostFailureReason.SnapshotFromFuture, observation.Failure?.Reason);
        Assert.Contains("which is to come", observation.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fifo", "is a FIFO")]
    [InlineData("zero", "is a device")]
    [InlineData("sparse", "more than the 67108864 bytes")]
    [InlineData("folder", "is a folder")]
    public async Task One_that_is_no_ordinary_file_is_refused_with_the_reason(string kind, string words)
    {
        Files.OddFile.Make(kind, PathOfSnapshot);
        var observation = await ReadAsync();
        Assert.Equal(HostFailureReason.SnapshotUnreadable, observation.Failure?.Reason);
        Assert.Contains(words, observation.Failure!.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOfSnapshot => Path.Combine(_folder, "rs2000.json");

    private async Task<HostObservation> ReadAsync(string host, int minutes)
    {
        var snapshot = Fleet.Host(Fleet.Container).Snapshot!; // a host that was seen
        await SnapshotFile.SaveAsync(
            snapshot with { Host = host, ObservedAt = Fleet.Now.AddMinutes(minutes) }, PathOfSnapshot, within: null, TestContext.Current.CancellationToken);
        return await ReadAsync();
    }

    private async Task<HostObservation> ReadAsync()
    {
        var definition = TestHosts.Ssh("x") with { Transport = TransportKind.Recorded, Destination = null, SnapshotPath = PathOfSnapshot };
        return await new HostObserver(new Noon(), TestHosts.NoTrust).ReadAsync(HostQuestion.Ask(definition, SnapshotRequest.Probe), TestContext.Current.CancellationToken);
    }

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Fleet.Now;
    }
}
