using System.Text;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Reporting;
using static Platform.Tests.Readiness.ReadinessFleet;

namespace Platform.Tests.Readiness;

/// <summary>What is said of an earlier document, and of a file that is none.</summary>
public sealed class EarlierReadinessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-readiness-").FullName;

    [Fact]
    public void Tells_what_moved_what_is_newly_blocked_and_what_came_and_went()
    {
        var before = JudgeFleet(
            Ready with { Id = "same" }, Ready with { Id = "moved" }, Ready with { Id = "blocked" }, Bare() with { Id = "unblocked" }, Bare() with { Id = "still" }, Ready with { Id = "gone" },
            Ready with { Id = "given-away" }, Ready with { Id = "broken" });
        var now = JudgeFleet(
            Ready with { Id = "same" }, Ready with { Id = "moved", Tier = "1-iskra-value-layer" }, Bare() with { Id = "blocked" }, Ready with { Id = "unblocked" },
            Bare() with { Id = "still", Source = Ready.Source, Owner = "TODO: who" }, Ready with { Id = "new" },
            Ready with { Id = "given-away", Runtime = Ready.Runtime with { Orchestrator = Orchestrator.External } });
        var since = ReadinessComparison.Of(Read(Save(before)), now, ["broken"]);
        Assert.Equal(Now, since.At);
        Assert.Equal(
            [
                ("blocked", ReadinessChangeKind.NewlyBlocked, 1, 0, "source artifact digest", ""),
                ("given-away", ReadinessChangeKind.Moved, 1, null, "", ""),
                ("gone", ReadinessChangeKind.Removed, 1, null, "", ""),
                ("moved", ReadinessChangeKind.Moved, 1, 2, "", ""),
                ("new", ReadinessChangeKind.Added, null, 1, "", ""),
                ("still", ReadinessChangeKind.BlockersChanged, 0, 0, "metadata", "source"),
                ("unblocked", ReadinessChangeKind.Unblocked, 0, 1, "", "source artifact digest"),
            ],
            since.Changes.Select(c => (c.Module, c.Kind, c.From, c.To, string.Join(' ', c.NewBlockers), string.Join(' ', c.ClearedBlockers))));
    }

    [Fact]
    public void A_part_of_a_fleet_adds_and_removes_nothing()
    {
        var all = JudgeFleet(Ready with { Id = "a" }, Ready with { Id = "b" });
        var part = JudgeFleet(Bare() with { Id = "a" }) with { WholeFleet = false };
        Assert.Equal(["a"], ReadinessComparison.Of(Read(Save(all)), part, []).Changes.Select(c => c.Module));
        Assert.Equal(["a"], ReadinessComparison.Of(Read(Save(part)), all, []).Changes.Select(c => c.Module));
    }

    [Theory]
    [InlineData("""{ "schema": "platform.drift/2" }""", "1:13: it is platform.drift/2")]
    [InlineData("""{ "schema": "platform.readiness/2" }""", "1:13: it is platform.readiness/2")]
    [InlineData("""{ "schema": "platform.readiness/1" }""", "1:1: ")]
    [InlineData("""{ "schema": 1 }""", "it has no 'schema'")]
    [InlineData("{}", "it has no 'schema'")]
    [InlineData("[]", "it has no 'schema'")]
    [InlineData("{", "1:2: ")]
    [InlineData("", "1:1: ")]
    public void A_file_of_another_kind_or_version_is_named_with_its_place(string text, string words)
    {
        Assert.False(EarlierReadiness.TryRead(Write(text), withDrift: false, out _, out var error));
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains("platformctl readiness --json", error, StringComparison.Ordinal);
        Assert.StartsWith(_folder, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    public void A_time_that_no_calendar_has_is_no_crash(string at)
    {
        var text = Encoding.UTF8.GetString(ReportJson.Write(ReadinessReport.Of(JudgeFleet(Ready), 0, [], []))).Replace("2026-05-02T12:00:00.000Z", at, StringComparison.Ordinal);
        if (!EarlierReadiness.TryRead(Write(text), withDrift: false, out _, out var error)) Assert.Contains("time", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_told()
    {
        Assert.False(EarlierReadiness.TryRead(Path.Combine(_folder, "none.json"), withDrift: false, out _, out var error));
        Assert.Contains("does not exist", error, StringComparison.Ordinal);
        Assert.False(EarlierReadiness.TryRead(_folder, withDrift: false, out _, out error));
        Assert.Contains("is a folder", error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_drift_and_without_are_not_compared()
    {
        var without = Save(JudgeFleet(Ready));
        var with = Save(JudgeFleet(Ready) with { WithDrift = true });
        Assert.False(EarlierReadiness.TryRead(without, withDrift: true, out _, out var error));
        Assert.Contains("made without drift", error, StringComparison.Ordinal);
        Assert.False(EarlierReadiness.TryRead(with, withDrift: false, out _, out error));
        Assert.Contains("add --drift", error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static EarlierReadiness Read(string path) => EarlierReadiness.TryRead(path, withDrift: false, out var earlier, out var error) ? earlier : throw new InvalidDataException(error);

    private string Save(FleetReadiness fleet)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        File.WriteAllBytes(path, ReportJson.Write(ReadinessReport.Of(fleet, 0, [], [])));
        return path;
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "other.json");
        File.WriteAllText(path, text);
        return path;
    }
}
