using Platform.Editing;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Editing;

/// <summary>Which digest is declared: the one that what runs proves for the reference that is desired.</summary>
public sealed class DigestDeclarationTests : IDisposable
{
    private readonly LiveEdits _edits = new();

    public void Dispose() => _edits.Dispose();

    [Theory]
    [InlineData(Fleet.Repository + "@" + Fleet.DigestA)]
    [InlineData("docker.io/x/y@" + Fleet.DigestB, Fleet.Repository + "@" + Fleet.DigestA)]
    public void The_digest_of_that_repository_is_declared(params string[] digests)
    {
        var edit = Declare(Fleet.Container, Fleet.Image with { RepoDigests = digests });
        Assert.Equal([("/spec/artifact/digest", Fleet.DigestA)], edit.Changes.Select(fact => (fact.Pointer, fact.After)));
        Assert.Contains($"honcho:3.0.6\n    digest: {Fleet.DigestA}\n    update_policy", _edits.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_proven_is_refused_and_said()
    {
        Refused("was built or loaded", Fleet.Container, Fleet.Image with { RepoDigests = [] });
        Refused("was built or loaded", Fleet.Container, Fleet.Image with { RepoDigests = ["docker.io/x/y@" + Fleet.DigestA] });
        Refused("2 digests", Fleet.Container, Fleet.Image with { RepoDigests = [Fleet.Repository + "@" + Fleet.DigestA, Fleet.Repository + "@" + Fleet.DigestB] });
        Refused("runs ghcr.io/plastic-labs/honcho:3.0.3", Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" }, Fleet.Image);
        Refused("runs quay.io/x/honcho:3.0.6", Fleet.Container with { ImageReference = "quay.io/x/honcho:3.0.6" }, Fleet.Image);
        Refused($"runs {Fleet.Repository}@{Fleet.DigestA}", Fleet.Container with { ImageReference = $"{Fleet.Repository}@{Fleet.DigestA}" }, Fleet.Image);
        Refused("removed", Fleet.Container, Fleet.Image with { Id = "sha256:" + new string('9', 64) });
        Refused("names no repository", Fleet.Container with { ImageReference = Fleet.ImageId }, Fleet.Image);

        void Refused(string reason, ContainerSnapshot container, ImageSnapshot image)
        {
            var edit = Declare(container, image);
            Assert.Equal((EditStatus.Refused, EditCode.NotProven, 17), (edit.Status, edit.Refusal?.Code, edit.Refusal?.Line));
            Assert.Contains(reason, edit.Refusal!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_declared_digest_is_never_overwritten()
    {
        Assert.Equal((EditStatus.Unchanged, 0), (Declare(Fleet.Container, Fleet.Image, Fleet.DigestA).Status, Declare(Fleet.Container, Fleet.Image, Fleet.DigestA).Remarks.Count));
        var other = Declare(Fleet.Container, Fleet.Image, Fleet.DigestB);
        Assert.Equal((EditCode.Disagrees, 18), (other.Refusal?.Code, other.Refusal?.Line));
        var unproven = Declare(Fleet.Container, Fleet.Image with { RepoDigests = [] }, Fleet.DigestB);
        Assert.Equal(EditStatus.Unchanged, unproven.Status);
        Assert.Single(unproven.Remarks);
    }

    [Fact]
    public void Without_an_artifact_or_for_a_built_image_there_is_no_digest()
    {
        Assert.Equal(EditCode.NoArtifact, Declare(Fleet.Container, Fleet.Image, write: text => text[..text.IndexOf("  artifact:", StringComparison.Ordinal)]).Refusal?.Code);
        Assert.Equal(EditCode.ImageBuilt, Declare(Fleet.Container, Fleet.Image, write: text => text.Replace("    image_observed", "    image_build: local\n    image_observed", StringComparison.Ordinal)).Refusal?.Code);
    }

    private ManifestEdit Declare(ContainerSnapshot container, ImageSnapshot image, string? digest = null, Func<string, string>? write = null) =>
        _edits.Edit(EditKind.Digest, Fleet.Host([image], container).Snapshot!, digest: digest, write: write); // a fleet's host is reachable
}
