using System.Text;
using System.Text.Json;
using Platform.Docker;
using Platform.Tests.Drift;

namespace Platform.Tests.Docker;

public sealed class SnapshotFileTests
{
    [Fact]
    public void A_snapshot_survives_its_file_and_gives_the_same_comparisons()
    {
        var snapshot = Fleet.Host(Fleet.Container).Snapshot!;
        var read = SnapshotFile.Read(SnapshotFile.Write(snapshot));
        Assert.Equal(snapshot.ObservedAt, read.ObservedAt);
        var (live, declared) = (read.Containers[0].Surface, read.ComposeProjects[0].Services["honcho-api"]);
        Assert.Equal(declared.Environment["DB_URL"], live.Environment["DB_URL"]);
        Assert.NotEqual(declared.Environment["DB_URL"], live.Environment["LOG_LEVEL"]);
    }

    [Fact]
    public void No_value_is_in_the_file_and_no_two_files_have_the_same_fingerprints()
    {
        var snapshot = Fleet.Host(Fleet.Container).Snapshot!;
        var first = Encoding.UTF8.GetString(SnapshotFile.Write(snapshot));
        var second = Encoding.UTF8.GetString(SnapshotFile.Write(snapshot));
        foreach (var value in (string[])["hunter2", "postgres://", "INFO", "/entry"])
            Assert.DoesNotContain(value, first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal("…", new OpaqueValue("hunter2").ToString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "schema": "platform.snapshot/2" }""")]
    public void What_is_no_snapshot_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => SnapshotFile.Read(Encoding.UTF8.GetBytes(json)));
}
