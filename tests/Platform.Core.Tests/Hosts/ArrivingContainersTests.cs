using System.Text;
using Platform.Hosts;
using Platform.Shell;

namespace Platform.Tests.Hosts;

public sealed class ArrivingContainersTests
{
    private const string Nonce = "platform-0123";
    private const string Id = "1111111111111111111111111111111111111111111111111111111111111111";
    private const string Container = "sha256:" + Id + """ {"Id":"c1","Name":"/redis","Image":"sha256:1","Created":"2026-01-01T00:00:00Z","Config":{"Image":"redis:7"},"State":{"Status":"running"}}""";

    [Fact]
    public void The_containers_are_read_before_the_rest_has_come_however_the_answer_is_cut()
    {
        var answer = Encoding.UTF8.GetBytes($"motd\n{Section("list", "c1")}{Section("containers", Container)}");
        var whole = ScriptFrame.Parse(answer, Nonce);
        for (var size = 1; size <= answer.Length; size++)
        {
            var arriving = new ArrivingContainers(Nonce);
            for (var length = size; length < answer.Length; length += size) arriving.Look(answer.AsMemory(0, length));
            arriving.Look(answer);
            Assert.Equal("redis", Assert.Single(arriving.Of(whole["containers"]) ?? []).Name);
        }
    }

    [Fact]
    public void What_was_read_counts_for_the_same_bytes_alone()
    {
        var arriving = new ArrivingContainers(Nonce);
        arriving.Look(Encoding.UTF8.GetBytes(Section("containers", Container)));
        Assert.Null(arriving.Of(Parse(Section("containers", Container.Replace("redis", "minio", StringComparison.Ordinal)))));
        Assert.Null(arriving.Of(null));
        Assert.NotNull(arriving.Of(Parse(Section("containers", Container))));
    }

    [Fact]
    public void What_cannot_be_read_is_left_to_who_reads_the_whole()
    {
        var text = Section("containers", Container.Replace("\"Config\":", "\"Config\"", StringComparison.Ordinal));
        var arriving = new ArrivingContainers(Nonce);
        arriving.Look(Encoding.UTF8.GetBytes(text));
        Assert.Null(arriving.Of(Parse(text)));
    }

    private static FrameSection? Parse(string text) => ScriptFrame.Parse(Encoding.UTF8.GetBytes(text), Nonce)["containers"];

    private static string Section(string name, string text) => $"\n{Nonce} begin {name}\n{text}\n{Nonce} end {name} 0\n";
}
