using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Hosts;
using Platform.Shell;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Tests.Snapshots;

/// <summary>What must hold for every answer of a host; FsCheck prints the seed of a failure.</summary>
public sealed class SnapshotPropertyTests
{
    private const string Nonce = "platform-0123";
    private const string Container = "sha256:" + Image + " " + """
        {"Id":"c1","Name":"/redis","Image":"sha256:1111111111111111111111111111111111111111111111111111111111111111","Created":"2026-01-01T00:00:00Z","Config":{"Image":"redis:7","Env":["A=b"],"Labels":{"com.docker.compose.project":"p"}},"State":{"Status":"running"},"Mounts":[{"Type":"volume","Name":"p_data","Destination":"/data","RW":true}],"NetworkSettings":{"Networks":{"p_default":{}}},"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"1"}]}}}
        """;

    private const string Network = """
        {"Name":"bridge","Driver":"bridge"}
        {"Name":"p_default","Driver":"bridge","IPAM":{"Config":[{"Subnet":"172.18.0.0/16","Gateway":"172.18.0.1"}]},"Options":{}}
        """;

    private const string Volume = """{"Name":"p_data","Driver":"local","Options":null,"Labels":{}}""";

    private const string Image = "1111111111111111111111111111111111111111111111111111111111111111";

    private static readonly ReadOnlyScript Script = new($"", Nonce);

    /// <summary>Pieces that mean something to the reader, so that random answers are more than one refusal.</summary>
    private static readonly string[] Pieces =
    [
        "\n", $"\n{Nonce} begin clock\n", $"\n{Nonce} end clock 0\n", $"\n{Nonce} begin engine\n", $"\n{Nonce} end engine 0\n", "1777777777",
        "99999999999999999999", "-1", "{\"Server\":{\"Version\":\"28\"}}", "{\"Server\":null}", $"\n{Nonce} begin list\n", $"\n{Nonce} end list 0\n", "c1\n",
        $"\n{Nonce} begin containers\n", $"\n{Nonce} end containers 1\n", $"\n{Nonce} end containers 0\n", Container, "Error: No such container: c1\n",
        $"\n{Nonce} begin images\n", $"\n{Nonce} end images 0\n", "{\"Id\":\"sha256:" + Image + "\"}", "null", "[null]", "{", "}", "\"", "\\", "\0", "é",
        $"\n{Nonce} begin networks\n", $"\n{Nonce} end networks 1\n", $"\n{Nonce} begin volumes\n", $"\n{Nonce} end volumes 124\n", Network, Volume, "Error: No such network: p_default\n",
        $"\n{Nonce} begin config\np\n/srv\na.yaml\n\n=a.yaml\n", $"\n{Nonce} end config 0\n", "{\n\"services\":{\"a\":{\"ports\":[null]}}}\n", $"\n{Nonce} begin file\na\n",
        $"\n{Nonce} end file 0\n", $"{Nonce} done\n", Nonce,
    ];

    private static string Good { get; } =
        $"\n{Nonce} begin clock\n1777777777\n\n{Nonce} end clock 0\n\n{Nonce} begin engine\n{{\"Server\":{{\"Version\":\"28\"}}}}\n\n{Nonce} end engine 0\n" +
        $"\n{Nonce} begin list\nc1\n\n{Nonce} end list 0\n\n{Nonce} begin containers\n{Container}\n\n{Nonce} end containers 0\n" +
        $"\n{Nonce} begin images\n{{\"Id\":\"sha256:{Image}\",\"RepoDigests\":[\"redis@sha256:{Image}\"]}}\n\n{Nonce} end images 0\n" +
        $"\n{Nonce} begin networks\n{Network}\n\n{Nonce} end networks 0\n\n{Nonce} begin volumes\n{Volume}\n\n{Nonce} end volumes 0\n{Nonce} done\n";

    [Fact]
    public void The_good_answer_is_a_snapshot()
    {
        var snapshot = Read(Encoding.UTF8.GetBytes(Good), out var failure);
        Assert.Null(failure);
        Assert.Equal("redis", Assert.Single(snapshot!.Containers).Name);
        Assert.Equal(["bridge", "p_default", "p_data"], snapshot.Networks!.Concat(snapshot.Volumes!).Select(resource => resource.Name)); // docker was asked
        Assert.Null(snapshot.Gaps);
    }

    [Fact]
    public void Any_bytes_give_a_snapshot_or_a_reason_and_never_an_exception() =>
        Prop.ForAll<byte[]>(bytes => IsSound(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Any_pieces_of_an_answer_give_a_snapshot_or_a_reason_and_never_an_exception() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text => IsSound(Encoding.UTF8.GetBytes(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_good_answer_with_pieces_put_in_or_bytes_changed_gives_a_snapshot_or_a_reason() =>
        Prop.ForAll(
            Gen.Choose(0, Good.Length).SelectMany(at => Gen.Elements(Pieces).SelectMany(piece => Gen.Choose(0, 40).Select(gone => (at, piece, gone)))).ToArbitrary(),
            change => IsSound(Encoding.UTF8.GetBytes(Good[..change.at] + change.piece + Good[Math.Min(Good.Length, change.at + change.gone)..])))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_cut_answer_is_never_a_snapshot()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        for (var length = 0; length < good.Length - 1; length++)
        {
            Assert.False(ScriptFrame.Parse(good.AsSpan(0, length), Nonce).IsComplete, $"{length} bytes");
            Assert.Null(Read(good[..length], out _));
        }
    }

    [Fact] // No container may get lost on the way without a word.
    public void A_hole_in_an_answer_never_loses_a_container()
    {
        var good = Encoding.UTF8.GetBytes(Good);
        for (var start = 0; start < good.Length; start++)
        {
            foreach (var length in (ReadOnlySpan<int>)[1, 7, 40, 200, 500, 700])
            {
                byte[] holed = [.. good[..start], .. good.AsSpan(Math.Min(good.Length, start + length))];
                if (Read(holed, out _) is { } snapshot) Assert.Single(snapshot.Containers);
            }
        }
    }

    [Fact] // The script has said each by the time it is done.
    public void An_answer_without_one_of_its_sections_is_no_snapshot()
    {
        SnapshotRequest request = new() { Projects = ["p"], ContainerNames = [], Files = ["compose.yaml"], WithComposeVersion = true };
        var whole = Good.Replace($"{Nonce} done", $"{Nonce} begin compose\n2.26.1\n{Nonce} end compose 0\n\n{Nonce} begin file\ncompose.yaml\n\n{Nonce} end file 1\n{Nonce} done", StringComparison.Ordinal);
        Assert.NotNull(Read(whole, request));
        foreach (var name in (string[])["clock", "engine", "compose", "list", "containers", "images", "networks", "volumes", "file"])
        {
            var start = whole.IndexOf($"{Nonce} begin {name}\n", StringComparison.Ordinal);
            var mark = $"{Nonce} end {name} ";
            var end = whole.IndexOf('\n', whole.IndexOf(mark, StringComparison.Ordinal)) + 1;
            Assert.Null(Read(whole.Remove(start, end - start), request));
        }
    }

    [Theory]
    [InlineData("\"Env\":[\"A=b\"]", "\"Env\":[null]")]
    [InlineData("\"Mounts\":[", "\"Mounts\":[null,")]
    [InlineData("[{\"HostIp\"", "[null,{\"HostIp\"")]
    [InlineData("1777777777", "99999999999999999999")]
    [InlineData("1777777777", "253402300800")]
    [InlineData("1777777777", "now")]
    [InlineData("\"Status\":\"running\"", "\"Status\":7")]
    [InlineData("2026-01-01T00:00:00Z", "yesterday")]
    [InlineData("\"RepoDigests\":[", "\"RepoDigests\":[null,")]
    public void What_docker_never_prints_is_garbled_and_no_crash(string old, string replacement)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        Assert.Null(Read(Encoding.UTF8.GetBytes(Good.Replace(old, replacement, StringComparison.Ordinal)), out var failure));
        Assert.Equal(HostFailureReason.AnswerGarbled, failure?.Reason);
    }

    [Fact]
    public void Json_bombs_in_an_answer_are_refused_in_moments()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000)) + "1" + new string('}', 1_000_000);
        Assert.Null(Read(Encoding.UTF8.GetBytes(Good.Replace("\"Mounts\":[", "\"Extra\":" + deep + ",\"Mounts\":[", StringComparison.Ordinal)), out var failure));
        Assert.Equal(HostFailureReason.AnswerGarbled, failure?.Reason);

        var long_ = "[" + string.Join(',', Enumerable.Repeat("\"A=b\"", 1_000_000)) + "]";
        var snapshot = Read(Encoding.UTF8.GetBytes(Good.Replace("[\"A=b\"]", long_, StringComparison.Ordinal)), out _);
        Assert.Single(snapshot!.Containers[0].Configuration.Environment);
    }

    private static HostSnapshot? Read(string output, SnapshotRequest request) =>
        SnapshotAnswer.Read("rs2000", Encoding.UTF8.GetBytes(output), Script, request, DateTimeOffset.UnixEpoch, out _);

    private static HostSnapshot? Read(byte[] output, out HostFailure? failure) => SnapshotAnswer.Read(
        "rs2000", output, Script, new SnapshotRequest { Projects = ["p"], ContainerNames = [] }, DateTimeOffset.UnixEpoch, out failure);

    private static bool IsSound(byte[] output)
    {
        var snapshot = Read(output, out var failure);
        return snapshot is null != failure is null && failure is null or { Message.Length: > 0 };
    }
}
