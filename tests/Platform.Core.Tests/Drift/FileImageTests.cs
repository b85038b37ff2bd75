using System.Text;
using Platform.Docker;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>Artifact, compose file and container: whichever two name different images, it is drift (R2.3).</summary>
public sealed class FileImageTests
{
    private const string Path = "compose/apps/compose.yaml";
    private static readonly PlatformModule Module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ComposeFile = Path } };

    // The tags of spec.artifact, of the root's file, of what the host makes of its file, and of the container; "-" for none.
    // A root's file with a dollar sign leaves it to the host.
    [Theory]
    [InlineData("1", "1", "1", "1", "")]
    [InlineData("1", "2", "2", "1", "ARTIFACT_COMPOSE_DISAGREE compose.image")]
    [InlineData("1", "2", "1", "1", "ARTIFACT_COMPOSE_DISAGREE compose.image")]
    [InlineData("1", "2", "2", "2", "ARTIFACT_COMPOSE_DISAGREE compose.image, IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("1", "${TAG:-2}", "2", "1", "ARTIFACT_COMPOSE_DISAGREE compose.image")]
    [InlineData("1", "${TAG}", "2", "1", "ARTIFACT_COMPOSE_DISAGREE compose.image")]
    [InlineData("1", "${TAG:-2}", "1", "1", "")]
    [InlineData("1", "1", "2", "1", "IMAGE_TAG_MISMATCH compose.image")]
    [InlineData("1", "1", "2", "2", "IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("1", "1", "1", "2", "IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("1", "1", "3", "2", "IMAGE_TAG_MISMATCH compose.image, IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("1", "-", "-", "1", "")]
    [InlineData("-", "1", "1", "1", "")]
    [InlineData("-", "2", "2", "1", "IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("-", "1", "2", "1", "IMAGE_TAG_MISMATCH compose.image")]
    [InlineData("-", "${TAG}", "2", "1", "IMAGE_TAG_MISMATCH image.tag")]
    [InlineData("-", "${TAG}", "2", "2", "")]
    public void Every_disagreement_is_drift(string artifact, string inRoot, string evaluated, string live, string expected)
    {
        var drift = Compare(artifact, inRoot, evaluated, live);
        Assert.Equal(expected, string.Join(", ", drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => $"{f.Code} {f.Field}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_disagreement_says_both_and_the_rest_is_compared()
    {
        var drift = Compare("1", "2", "2", "1", Fleet.Container.Configuration with { User = "root" });
        Assert.Equal([FindingCode.ArtifactComposeDisagree, FindingCode.UserMismatch], drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => f.Code));
        Assert.Equal($"{Path} says {Fleet.Repository}:2, spec.artifact {Fleet.Repository}:1@{Fleet.DigestA}; make them agree", drift.Findings[0].Message);
    }

    [Fact]
    public void A_disagreement_is_there_without_a_container() =>
        Assert.Equal([FindingCode.ContainerMissing, FindingCode.ArtifactComposeDisagree], Compare("1", "2", "2", null).Findings.Select(f => f.Code));

    [Fact] // what the host's older file says of the root's, nobody knows
    public void A_file_that_is_not_the_roots_says_nothing_about_the_roots()
    {
        var drift = Compare("2", "${TAG:-2}", "1", "1", hostFile: "services: {}");
        Assert.Equal([FindingCode.ComposeFileMismatch, FindingCode.ImageTagMismatch], drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => f.Code));
    }

    [Fact]
    public void The_file_is_the_measure_before_the_record()
    {
        var drift = Compare("-", "2", "2", "2");
        Assert.Equal(Fleet.Repository + ":2", drift.Desired?.Image);
        var remark = Assert.Single(drift.Findings, f => f.Code == FindingCode.DesiredNotDeclared);
        Assert.Equal($"no spec.artifact: judged against {Fleet.Repository}:2 of {Path}", remark.Message);
        Assert.Contains(drift.Findings, f => f.Code == FindingCode.ImageRecordStale);
    }

    [Theory] // a record of the same image lends its digest, one of another does not
    [InlineData("2", DigestCertainty.ProvenEqual)]
    [InlineData("1", DigestCertainty.NotProven)]
    public void A_record_proves_the_digest_of_its_own_image_only(string recorded, DigestCertainty certainty)
    {
        var module = Module with { Artifact = null, Runtime = Module.Runtime with { ImageObserved = $"{Fleet.Repository}:{recorded}@{Fleet.DigestA}" } };
        var drift = Compare(module, "2", "2", "2");
        Assert.Equal(certainty, drift.Live?.Containers[0].DigestCertainty);
        Assert.Null(drift.Desired?.Digest);
    }

    [Theory]
    [InlineData(Fleet.DigestA, "")]
    [InlineData(Fleet.DigestB, "IMAGE_DIGEST_MISMATCH")]
    public void A_digest_in_the_file_is_compared(string digest, string expected)
    {
        var module = Module with { Artifact = Module.Artifact! with { Digest = null, Reference = Fleet.Repository + ":1" } };
        var drift = Compare(module, "1", "1@" + digest, "1");
        Assert.Equal(expected, string.Join(", ", drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => f.Code)));
    }

    [Theory] // a rollback names an image by its id
    [InlineData(Fleet.ImageId, "")]
    [InlineData(Fleet.DigestB, "IMAGE_DIGEST_MISMATCH compose.image")]
    public void An_id_in_the_file_is_compared(string id, string expected)
    {
        var observation = Observe(Fleet.Container with { ImageReference = Fleet.ImageId }, "x", null, Fleet.Container.Configuration, Configuration.Declared with { Image = id });
        var drift = DriftComparer.Compare(Module, observation, (byte[]?)null, Fleet.Now);
        Assert.Equal(expected, string.Join(", ", drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => $"{f.Code} {f.Field}")));
    }

    private static ModuleDrift Compare(string artifact, string inRoot, string evaluated, string? live, ContainerConfiguration? surface = null, string? hostFile = null)
    {
        var module = Module with { Artifact = artifact == "-" ? null : Module.Artifact! with { Reference = $"{Fleet.Repository}:{artifact}" } };
        return Compare(module, inRoot, evaluated, live, surface, hostFile);
    }

    private static ModuleDrift Compare(PlatformModule module, string inRoot, string evaluated, string? live, ContainerConfiguration? surface = null, string? hostFile = null)
    {
        var file = $"services:\n  honcho-api:\n    {(inRoot == "-" ? "build: ." : $"image: {Fleet.Repository}:{inRoot}")}\n";
        var container = live is null ? null : Fleet.Container with { ImageReference = $"{Fleet.Repository}:{live}" };
        var declared = Configuration.Declared with { Image = evaluated == "-" ? null : $"{Fleet.Repository}:{evaluated}" };
        return DriftComparer.Compare(module, Observe(container, file, hostFile, surface ?? Fleet.Container.Configuration, declared), Encoding.UTF8.GetBytes(file), Fleet.Now);
    }

    private static HostObservation Observe(ContainerSnapshot? container, string file, string? hostFile, ContainerConfiguration surface, DeclaredConfiguration declared)
    {
        var host = Fleet.Host(container is null ? [] : [container with { Configuration = surface }]);
        return host with
        {
            Snapshot = host.Snapshot! with
            {
                Files = [new HostFile { Path = Path, Exists = true, Content = Encoding.UTF8.GetBytes(hostFile ?? file) }],
                ComposeProjects = [Configuration.Project with { Services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal) { ["honcho-api"] = declared } }],
            },
        };
    }
}
