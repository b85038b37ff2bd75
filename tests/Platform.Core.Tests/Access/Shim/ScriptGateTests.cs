using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Access.Shim;
using Platform.Hosts;
using Platform.Snapshots;
using Platform.Tests.Hosts;

namespace Platform.Tests.Access.Shim;

/// <summary>Reads, and cannot deploy: what a host's forced command lets in.</summary>
public sealed class ScriptGateTests
{
    private const string Folder = "/srv/platform";

    private static readonly ShimRules Rules = new(Folder, null, []);

    private static readonly HostDefinition Host = TestHosts.Ssh("ops@vps1000") with { PlatformDirectory = Folder };

    private static readonly SnapshotRequest Request = new()
    {
        Projects = ["home-platform"],
        ContainerNames = ["home-platform-redis-1"],
        Services = ["redis"],
        Files = ["compose/data/compose.yaml"],
        SecretFiles = ["compose/data/redis.env"],
        Owners = [new ServiceFile("home-platform", "redis", "compose/data/compose.yaml")],
        Contents = [new ServiceFile("home-platform", "redis", "/etc/redis.conf")],
        Variables = [new ProjectVariable("home-platform", "REDIS_CONFIG")],
        WithEngineId = true,
    };

    [Fact]
    public void The_script_of_this_version_is_let_in_whatever_it_asks_for()
    {
        var names = Gen.Elements("a", "redis", "home-platform-redis-1", "x0");
        var requests =
            from projects in names.ListOf()
            from containers in names.ListOf()
            from services in names.ListOf()
            from files in Gen.Elements("a.yaml", "compose/b/compose.yml").ListOf()
            from flags in ArbMap.Default.GeneratorFor<(bool, bool)>()
            select new SnapshotRequest { Projects = [.. projects], ContainerNames = [.. containers], Services = [.. services], Files = [.. files], WithComposeVersion = flags.Item1, WithEngineId = flags.Item2 };
        Prop.ForAll(requests.ToArbitrary(), request => Assert.Null(Judge(SnapshotScript.Create(Host, request).Text))).QuickCheckThrowOnFailure();
        Assert.Null(Judge(SnapshotScript.Create(Host, Request).Text));
        Assert.Null(Judge(SnapshotScript.Create(Host, SnapshotRequest.Probe).Text));
        Assert.Null(Judge(SnapshotScript.Create(Host, SnapshotRequest.All).Text));
        Assert.Null(Judge(SnapshotScript.Create(Host, Request with { WithOthers = true }).Text));
    }

    [Fact]
    public void Compose_files_from_anywhere_are_not_read_as_they_are_written() =>
        Assert.Contains("with_sources", Judge(SnapshotScript.Create(Host, SnapshotRequest.All with { WithSources = true }).Text)!.Message, StringComparison.Ordinal);

    [Fact]
    public void One_character_more_less_or_other_anywhere_is_not_let_in_unless_it_asks_for_another_harmless_name()
    {
        var text = SnapshotScript.Create(Host, Request).Text;
        var head = text.Length - SnapshotScript.Tail.Length;
        foreach (var at in Enumerable.Range(0, 60).Select(step => head + (step * (SnapshotScript.Tail.Length - 1) / 59)))
        {
            Assert.NotNull(Judge(text[..at] + "#" + text[at..]));
            Assert.NotNull(Judge(text.Remove(at, 1)));
        }

        Assert.NotNull(Judge(text + "\n"));
        Assert.NotNull(Judge(text + "docker rm -f redis\n"));
        Assert.NotNull(Judge(text[..^1]));
        // In the head a change is refused, or another question of the same kinds.
        foreach (var at in Enumerable.Range(0, head))
        foreach (var insert in (string[])["'", ";", "\n", "$(id)", "`id`", "\\", "\"", "&", "|", ">", "\0", "\r", "\u00e9"])
            Assert.NotNull(Judge(text[..at] + insert + text[at..]));
    }

    [Theory]
    [InlineData("projects=home-platform", "projects='home-platform; rm -rf /'")]
    [InlineData("projects=home-platform", "projects=$(id)")]
    [InlineData("projects=home-platform", "projects=\"home-platform\"")]
    [InlineData("projects=home-platform", "projects='home-platform'")] // not as this program quotes
    [InlineData("projects=home-platform", "PATH=/tmp projects=home-platform")]
    [InlineData("projects=home-platform\n", "projects=home-platform\nprojects=home-platform\n")]
    [InlineData("directory=/srv/platform", "directory=/etc")]
    [InlineData("directory=/srv/platform", "directory=/srv/platform/../../etc")]
    [InlineData("files=compose/data/compose.yaml", "files=compose/data/.env")]
    [InlineData("files=compose/data/compose.yaml", "files=../../etc/shadow.yaml")]
    [InlineData("files=compose/data/compose.yaml", "files=/etc/a.yaml")]
    [InlineData("limit=5", "limit=999999")]
    [InlineData("limit=5", "limit=05")]
    [InlineData("identity=yes", "identity=maybe")]
    public void A_head_that_asks_for_anything_else_is_not_let_in(string line, string other)
    {
        var text = SnapshotScript.Create(Host, Request).Text;
        Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.NotNull(Judge(text.Replace(line, other, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_constant_of_the_head_that_is_another_version_s_is_told_as_such()
    {
        var text = SnapshotScript.Create(Host, Request).Text.Replace("no_list='", "no_list='x", StringComparison.Ordinal);
        Assert.Contains("same version", Judge(text)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_that_changes_a_host_is_not_let_in() =>
        Assert.Contains("not the read-only script", Judge($"nonce=platform-{new string('0', 32)}\nset -e\ndocker compose up -d\n")!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_body_of_another_version_is_told_by_its_hash_and_let_in_by_it()
    {
        var text = SnapshotScript.Create(Host, Request).Text + "# another version\n";
        var refusal = Judge(text);
        var hash = refusal!.Message.Split("sha256:")[1][..64];
        Assert.Contains("--body", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(SnapshotScript.BodyHash, refusal.Message, StringComparison.Ordinal);
        Assert.Null(ScriptGate.Judge(Encoding.UTF8.GetBytes(text), Rules with { Bodies = [hash] }));
        Assert.NotNull(ScriptGate.Judge(Encoding.UTF8.GetBytes(text + " "), Rules with { Bodies = [hash] }));
    }

    [Fact]
    public void Without_a_folder_no_compose_file_is_read()
    {
        Assert.Contains("--platform-dir", ScriptGate.Judge(Bytes(Host), new ShimRules(null, null, []))!.Message, StringComparison.Ordinal);
        Assert.Null(ScriptGate.Judge(Bytes(Host with { PlatformDirectory = null }), new ShimRules(null, null, [])));
    }

    [Fact]
    public void An_engine_is_named_only_where_the_host_lets_it_in()
    {
        const string Socket = "unix:///run/user/1000/docker.sock";
        var bytes = Bytes(Host with { DockerHost = Socket });
        Assert.Contains("engine", ScriptGate.Judge(bytes, Rules)!.Message, StringComparison.Ordinal);
        Assert.NotNull(ScriptGate.Judge(bytes, Rules with { DockerHost = "unix:///run/user/1001/docker.sock" }));
        Assert.Null(ScriptGate.Judge(bytes, Rules with { DockerHost = Socket }));
    }

    [Fact]
    public void Anything_else_is_refused_and_nothing_of_it_repeated()
    {
        foreach (var bytes in (byte[][])[[], [0xff, 0xfe, 0x00], "planted-secret\n"u8.ToArray(), new byte[ScriptGate.MostBytes + 1]])
            Assert.DoesNotContain("planted", ScriptGate.Judge(bytes, Rules)!.Message, StringComparison.Ordinal);
    }

    /// <summary>So that an operator whose script is refused reads why.</summary>
    [Fact]
    public void What_the_host_says_is_known_to_the_operators_side()
    {
        var text = SnapshotScript.Create(Host, Request).Text;
        string?[] said =
        [
            Judge(text + "#")?.Message, Judge(text.Replace("directory=/srv/platform", "directory=/etc", StringComparison.Ordinal))?.Message, Judge("sh")?.Message,
            Judge(text.Replace("identity=yes", "identity=maybe", StringComparison.Ordinal))?.Message, Judge(text.Replace("no_list='", "no_list='x", StringComparison.Ordinal))?.Message,
            ScriptGate.Judge(Bytes(Host), new ShimRules(null, null, []))?.Message, ScriptGate.Judge(Bytes(Host with { DockerHost = "unix:///a.sock" }), Rules)?.Message,
        ];
        Assert.All(said, message => Assert.Equal(message, Platform.Text.KnownWords.In(new Platform.Text.RawText($"platform: {message}\n"))?.ToString()));
    }

    private static ShimRefusal? Judge(string text) => ScriptGate.Judge(Encoding.UTF8.GetBytes(text), Rules);

    private static byte[] Bytes(HostDefinition host) => Encoding.UTF8.GetBytes(SnapshotScript.Create(host, Request).Text);
}
