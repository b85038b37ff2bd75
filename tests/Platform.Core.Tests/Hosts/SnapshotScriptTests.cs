using System.Text.RegularExpressions;
using Platform.Hosts;

namespace Platform.Tests.Hosts;

public sealed partial class SnapshotScriptTests
{
    private static readonly string[] ReadOnlyCommands =
        ["version", "ps", "compose version", "container inspect", "image inspect"];

    [Fact] // R2.7
    public void The_script_asks_docker_for_nothing_that_changes_a_host()
    {
        var script = SnapshotScript.Create(new SnapshotRequest(["home-platform"], ["a-b-1"], WithComposeVersion: true), TimeSpan.FromSeconds(60));
        string[] commands = [.. DockerCommand().Matches(script.Text).Select(m => m.Groups[1].Value.Trim())];
        Assert.Equal(ReadOnlyCommands.Order(), commands.Distinct().Order());
        // `docker` itself stands only where `run` is defined, and where it is looked for.
        Assert.Equal(3, DockerWord().Count(script.Text));
        Assert.DoesNotMatch(FileRedirection(), script.Text);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("$(id)")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("Upper")]
    public void An_unchecked_project_name_never_becomes_part_of_a_script(string name) =>
        Assert.Throws<ArgumentException>(() => SnapshotScript.Create(new SnapshotRequest([name], []), TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("a'b")]
    [InlineData("a`id`")]
    [InlineData("*")]
    [InlineData("/x")]
    public void An_unchecked_container_name_never_becomes_part_of_a_script(string name) =>
        Assert.Throws<ArgumentException>(() => SnapshotScript.Create(new SnapshotRequest([], [name]), TimeSpan.FromSeconds(1)));

    [Fact]
    public void Each_script_marks_its_frame_anew()
    {
        var first = SnapshotScript.Create(SnapshotRequest.Probe, TimeSpan.FromSeconds(1));
        var second = SnapshotScript.Create(SnapshotRequest.Probe, TimeSpan.FromSeconds(1));
        Assert.NotEqual(first.Nonce, second.Nonce);
    }

    [GeneratedRegex(@"\brun ([a-z]+(?: (?:inspect|version))?)(?= )")]
    private static partial Regex DockerCommand();

    [GeneratedRegex(@"\bdocker (?!\.)|\bdocker\b(?= >)")]
    private static partial Regex DockerWord();

    [GeneratedRegex(@"(?<![0-9<])>(?!&|/dev/null|=)")]
    private static partial Regex FileRedirection();
}
