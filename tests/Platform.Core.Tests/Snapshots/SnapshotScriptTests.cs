using System.Text.RegularExpressions;
using Platform.Hosts;
using Platform.Snapshots;
using Platform.Tests.Hosts;

namespace Platform.Tests.Snapshots;

public sealed partial class SnapshotScriptTests
{
    private static readonly string[] ReadOnlyCommands =
        ["version", "info", "ps", "compose", "cp", "container inspect", "image inspect", "network inspect", "volume inspect"];

    private static SnapshotRequest Everything { get; } = new()
    {
        Projects = ["home-platform"], Services = ["a"], ContainerNames = ["a-b-1"], Files = ["compose/a.yaml"], WithComposeVersion = true, WithEngineId = true,
    };

    [Fact] // R2.7
    public void The_script_asks_docker_for_nothing_that_changes_a_host()
    {
        var script = Create(Everything);
        string[] commands = [.. DockerCommand().Matches(script.Text).Select(m => m.Groups[1].Value.Trim())];
        Assert.Equal(ReadOnlyCommands.Order(), commands.Distinct().Order());
        Assert.All(ComposeCommand().Matches(script.Text), m => Assert.Matches("^(version --short|.* config --format json)$", m.Groups["words"].Value));
        Assert.Equal(["""ask cp "$1" - 2>"""], CopyCommand().Matches(script.Text).Select(m => m.Value).Distinct()); // from a container, to standard output
        // `docker` itself stands only where `ask` is defined, and where it is looked for.
        Assert.Equal(2, DockerWord().Count(script.Text));
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
        Assert.Throws<ArgumentException>(() => Create(Everything with { Projects = [name] }));

    [Theory]
    [InlineData("p", "A;B")]
    [InlineData("p", "A}$(id)")]
    [InlineData("p", "1A")]
    [InlineData("p", "")]
    [InlineData("p q", "A")]
    public void An_unchecked_variable_never_becomes_part_of_a_script(string project, string name) =>
        Assert.Throws<ArgumentException>(() => Create(Everything with { Variables = [new ProjectVariable(project, name)] }));

    [Theory]
    [InlineData("a'b")]
    [InlineData("a`id`")]
    [InlineData("*")]
    [InlineData("/x")]
    public void An_unchecked_container_name_never_becomes_part_of_a_script(string name) =>
        Assert.Throws<ArgumentException>(() => Create(Everything with { ContainerNames = [name] }));

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("")]
    public void An_unchecked_path_never_becomes_part_of_a_script(string path) =>
        Assert.Throws<ArgumentException>(() => Create(Everything with { Files = [path] }));

    [Theory]
    [InlineData("a;b")]
    [InlineData("a/b")]
    [InlineData("")]
    public void An_unchecked_service_name_never_becomes_part_of_a_script(string name) =>
        Assert.Throws<ArgumentException>(() => Create(Everything with { Services = [name] }));

    [Theory]
    [InlineData("relative")]
    [InlineData("/a/../b")]
    [InlineData("/a'b")]
    public void An_unchecked_folder_never_becomes_part_of_a_script(string path) =>
        Assert.Throws<ArgumentException>(() => SnapshotScript.Create(TestHosts.Ssh("h") with { PlatformDirectory = path }, Everything));

    [Fact]
    public void Each_script_marks_its_frame_anew()
    {
        var first = Create(SnapshotRequest.Probe);
        var second = Create(SnapshotRequest.Probe);
        Assert.NotEqual(first.Nonce, second.Nonce);
    }

    private static ReadOnlyScript Create(SnapshotRequest request) =>
        SnapshotScript.Create(TestHosts.Ssh("h") with { PlatformDirectory = "/srv/platform" }, request);

    [GeneratedRegex("ask cp [^>]*>")]
    private static partial Regex CopyCommand();

    [GeneratedRegex(@"\brun compose (?<words>.*?)(?:;|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ComposeCommand();

    [GeneratedRegex(@"\b(?:run|ask) ([a-z]+(?: inspect)?)(?= )")]
    private static partial Regex DockerCommand();

    [GeneratedRegex(@"\bdocker (?!\.)|\bdocker\b(?= >)")]
    private static partial Regex DockerWord();

    // Standard error, in awk, is no file.
    [GeneratedRegex(@"(?<![0-9<])>(?!&|/dev/null|=| ""/dev/stderr"")")]
    private static partial Regex FileRedirection();
}
