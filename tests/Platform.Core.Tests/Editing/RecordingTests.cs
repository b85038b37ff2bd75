using Platform.Drift;
using Platform.Editing;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Editing;

/// <summary>What is recorded of a host: what it proves, and nothing else (R5.3).</summary>
public sealed class RecordingTests : IDisposable
{
    private const string Live = "ghcr.io/plastic-labs/honcho:3.0.6";

    private readonly LiveEdits _edits = new();

    public void Dispose() => _edits.Dispose();

    [Fact]
    public void The_image_its_digest_and_the_time_at_which_they_were_seen_are_recorded()
    {
        var edit = Record(Snapshot(), "ghcr.io/plastic-labs/honcho:3.0.3");
        Assert.Equal(
            [("/spec/runtime/image_observed", "ghcr.io/plastic-labs/honcho:3.0.3", $"{Live}@{Fleet.DigestA}"), ("/spec/runtime/image_audit_ts", "2026-04-01T00:00:00Z", "2026-05-02T12:00:00Z")],
            edit.Changes.Select(fact => (fact.Pointer, fact.Before, fact.After)));
        Assert.Contains($"    image_observed: {Live}@{Fleet.DigestA}\n    image_audit_ts: \"2026-05-02T12:00:00Z\"\n", _edits.Text, StringComparison.Ordinal);
        Assert.Contains("reference: ghcr.io/plastic-labs/honcho:3.0.6\n    update_policy", _edits.Text, StringComparison.Ordinal); // what is desired stays
    }

    [Fact]
    public void A_record_that_was_never_made_is_put_where_it_belongs()
    {
        Assert.Equal(EditStatus.Pending, Record(Snapshot(), null, text => text.Replace("    image_audit_ts: \"2026-04-01T00:00:00Z\"\n", "", StringComparison.Ordinal)).Status);
        Assert.Contains($"    compose_service: honcho-api\n    image_observed: {Live}@{Fleet.DigestA}\n    image_audit_ts: \"2026-05-02T12:00:00Z\"\n", _edits.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "docker.io/x/y@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestA }, Live, Fleet.DigestA)]
    [InlineData(new[] { Fleet.Repository + "@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestA }, Live, null)]
    [InlineData(new[] { Fleet.Repository + "@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestA }, Live + "@" + Fleet.DigestA, Fleet.DigestA)]
    [InlineData(new[] { "docker.io/x/y@" + Fleet.DigestB }, Live, null)]
    [InlineData(new string[0], Live, null)]
    public void Of_the_digests_of_an_image_only_the_one_that_is_proven_is_recorded(string[] digests, string observed, string? proven)
    {
        var edit = Record(Snapshot(Fleet.Image with { RepoDigests = digests }), observed);
        Assert.Equal(EditStatus.Pending, edit.Status);
        Assert.Contains($"    image_observed: {Live}{(proven is null ? "" : "@" + proven)}\n", _edits.Text, StringComparison.Ordinal);
        Assert.Equal(proven is null ? 1 : 0, edit.Remarks.Count);
    }

    [Fact]
    public void A_recorded_digest_that_the_host_proves_no_more_is_not_lost()
    {
        var edit = Record(Snapshot(Fleet.Image with { RepoDigests = [] }), $"{Live}@{Fleet.DigestA}");
        Assert.Equal(EditCode.NotProven, edit.Refusal?.Code);
        Assert.Equal(12, edit.Refusal?.Line);
        Assert.Equal(EditStatus.Pending, Record(Snapshot(Fleet.Image with { RepoDigests = [] }), $"ghcr.io/plastic-labs/honcho:3.0.3@{Fleet.DigestB}").Status);
    }

    [Fact]
    public void Podmans_digests_prove_nothing()
    {
        var edit = Record(Snapshot() with { Engine = new EngineSnapshot("4.3.1", "4.3.1", "linux", "amd64", null, EngineKind.Podman) }, Live);
        Assert.Equal(["/spec/runtime/image_audit_ts"], edit.Changes.Select(fact => fact.Pointer));
        Assert.Contains("podman", Assert.Single(edit.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_means_the_same_stays_as_it_is_written()
    {
        var edit = Record(Snapshot() with { ObservedAt = new DateTimeOffset(2026, 4, 1, 0, 0, 0, 900, TimeSpan.Zero) }, $"{Live}@{Fleet.DigestA}");
        Assert.Equal((EditStatus.Unchanged, null), (edit.Status, edit.Refusal));
    }

    [Fact]
    public void An_older_look_does_not_replace_a_newer_record()
    {
        var edit = Record(Snapshot() with { ObservedAt = new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.Zero) }, Live);
        Assert.Equal((EditCode.RecordNewer, 13), (edit.Refusal?.Code, edit.Refusal?.Line));
    }

    [Fact]
    public void What_a_host_does_not_prove_is_not_recorded()
    {
        Assert.Equal(FindingCode.ContainerMissing, Record(Fleet.Host().Snapshot!, Live).Refusal?.Code);
        Assert.Equal(FindingCode.SnapshotIncomplete, Record(Snapshot() with { Projects = ["other"] }, Live).Refusal?.Code);
        Assert.Equal(FindingCode.ContainerNameMismatch, Record(Fleet.Host(Fleet.Container with { ComposeService = "other" }).Snapshot!, Live).Refusal?.Code);
        Assert.Equal(EditCode.NotProven, Record(Fleet.Host(Fleet.Container with { ImageReference = Fleet.ImageId }).Snapshot!, Live).Refusal?.Code);
        Assert.Equal(EditCode.NotProven, Record(Fleet.Host(Fleet.Container, Fleet.Container with { Name = "second", ComposeNumber = 2, ImageReference = "ghcr.io/plastic-labs/honcho:3.0.3" }).Snapshot!, Live).Refusal?.Code);
        Assert.Equal(EditStatus.Pending, Record(Fleet.Host(Fleet.Container, Fleet.Container with { Name = "second", ComposeNumber = 2 }).Snapshot!, Live).Status);
    }

    private static HostSnapshot Snapshot(ImageSnapshot? image = null) => Fleet.Host([image ?? Fleet.Image], Fleet.Container).Snapshot!; // a fleet's host is reachable

    private ManifestEdit Record(HostSnapshot snapshot, string? observed, Func<string, string>? write = null) => _edits.Edit(EditKind.Record, snapshot, observed, write: write);
}
