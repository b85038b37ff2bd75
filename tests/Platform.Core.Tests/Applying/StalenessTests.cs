using Platform.Applying;
using Platform.Planning;

namespace Platform.Tests.Applying;

public sealed class StalenessTests
{
    private static readonly SeenContainer Container = new(new string('c', 64), "redis", "redis:7", "sha256:1", SeenContainer.Running);
    private static readonly SeenModule Planned = new("redis", [Container], "f11e", ["IMAGE_TAG_MISMATCH image.tag: 7.4 / 7.2"]);

    [Fact]
    public void What_did_not_move_is_not_told() => Assert.Empty(Staleness.OfModule("rs2000", Planned, Planned with { Findings = [.. Planned.Findings] }));

    [Theory]
    [InlineData("id", "the container was redis (cccccccccccc)")]
    [InlineData("state", "is redis (cccccccccccc), stopped")]
    [InlineData("gone", "and is not there")]
    [InlineData("file", "compose file on the host was changed")]
    [InlineData("finding", "now there is PORTS_MISMATCH")]
    [InlineData("mended", "no more IMAGE_TAG_MISMATCH")]
    public void What_moved_is_told(string what, string sentence)
    {
        var now = what switch
        {
            "id" => Planned with { Containers = [Container with { Id = new string('d', 64) }] },
            "state" => Planned with { Containers = [Container with { State = SeenContainer.Stopped }] },
            "gone" => Planned with { Containers = [] },
            "file" => Planned with { ComposeFile = "0" },
            "finding" => Planned with { Findings = [.. Planned.Findings, "PORTS_MISMATCH ports: - / 80"] },
            _ => Planned with { Findings = [] },
        };
        Assert.Contains(sentence, Assert.Single(Staleness.OfModule("rs2000", Planned, now)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_at_another_commit_or_with_another_file_is_told()
    {
        var root = new PlanRoot(new string('a', 40), false, new Dictionary<string, string>(StringComparer.Ordinal) { ["hosts.yaml"] = "1" }, new Dictionary<string, string>(StringComparer.Ordinal));
        Assert.Empty(Staleness.OfRoot(root, root.Commit, root.Files));
        Assert.Contains("the root is at commit bbbbbbbbbbbb", Assert.Single(Staleness.OfRoot(root, new string('b', 40), root.Files)), StringComparison.Ordinal);
        var changed = new Dictionary<string, string>(StringComparer.Ordinal) { ["hosts.yaml"] = "2" };
        Assert.Contains("hosts.yaml of the root was changed", Assert.Single(Staleness.OfRoot(root, root.Commit, changed)), StringComparison.Ordinal);
    }
}
