using System.Diagnostics;
using Platform.Files;

namespace Platform.Tests.Files;

public sealed class OrdinaryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-files-").FullName;

    private string Here => Path.Combine(_folder, "it");

    [Theory]
    [InlineData("fifo", FileRefusalReason.Pipe, "is a FIFO")]
    [InlineData("link to fifo", FileRefusalReason.Pipe, "is a FIFO")]
    [InlineData("socket", FileRefusalReason.Socket, "is a socket")]
    [InlineData("zero", FileRefusalReason.Device, "is a device")]
    [InlineData("folder", FileRefusalReason.Folder, "is a folder")]
    [InlineData("sparse", FileRefusalReason.TooLarge, "more than the 1048576 bytes")]
    [InlineData("dangling", FileRefusalReason.DanglingLink, "a symbolic link to nowhere")]
    [InlineData("circle", FileRefusalReason.LinkCircle, "leads in a circle")]
    internal void What_is_no_ordinary_file_is_refused_at_once_with_its_reason(string kind, FileRefusalReason reason, string words)
    {
        OddFile.Make(kind, Here);
        var before = Stopwatch.GetTimestamp();
        var content = OrdinaryFile.Read(Here, OrdinaryFile.MostWritten);
        Assert.Equal(reason, content.Refusal?.Reason);
        Assert.Contains(words, content.Refusal!.What, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(4096)]
    public void An_ordinary_file_is_read_whole_up_to_the_limit_and_not_beyond(int size)
    {
        var bytes = Enumerable.Range(0, size).Select(i => (byte)i).ToArray();
        File.WriteAllBytes(Here, bytes);
        Assert.Equal(bytes, OrdinaryFile.Read(Here, size).Bytes);
        if (size > 0) Assert.Equal(FileRefusalReason.TooLarge, OrdinaryFile.Read(Here, size - 1).Refusal?.Reason);
    }

    [Fact]
    public void A_buffer_that_is_used_again_holds_the_last_file_only()
    {
        byte[] buffer = [];
        File.WriteAllText(Here, new string('a', 5000));
        Assert.Null(OrdinaryFile.ReadInto(Here, 1 << 20, null, ref buffer, out var count));
        Assert.Equal(5000, count);
        File.WriteAllText(Here, "b");
        Assert.Null(OrdinaryFile.ReadInto(Here, 1 << 20, null, ref buffer, out count));
        Assert.Equal("b"u8, buffer.AsSpan(0, count));
    }

    [Fact] // the kernel says that files of /proc have no bytes
    public void A_file_whose_size_says_nothing_is_read_to_its_end() =>
        Assert.Contains("Name:"u8.ToArray(), OrdinaryFile.Read("/proc/self/status", 1 << 20).Bytes ?? []);

    [Fact]
    public void A_file_that_is_not_there_is_missing() =>
        Assert.True(OrdinaryFile.Read(Here, 1).Refusal?.IsMissing);

    [Fact]
    public void A_link_that_leads_out_of_the_fence_is_refused_and_one_within_is_followed()
    {
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "inside-not"));
        File.WriteAllText(Path.Combine(inside, "file"), "in");
        File.WriteAllText(Path.Combine(_folder, "inside-not", "file"), "out");
        File.CreateSymbolicLink(Path.Combine(inside, "good"), "file");
        File.CreateSymbolicLink(Path.Combine(inside, "bad"), "../inside-not/file");
        Directory.CreateSymbolicLink(Path.Combine(inside, "folder"), "../inside-not");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "way"), inside);
        foreach (var root in (string[])[inside, Path.Combine(_folder, "way")])
        {
            var fence = new FileFence(root);
            Assert.Equal("in"u8.ToArray(), OrdinaryFile.Read(Path.Combine(root, "good"), 10, fence).Bytes);
            Assert.Equal(FileRefusalReason.Outside, OrdinaryFile.Read(Path.Combine(root, "bad"), 10, fence).Refusal?.Reason);
            Assert.Equal(FileRefusalReason.Outside, OrdinaryFile.Read(Path.Combine(root, "folder", "file"), 10, fence).Refusal?.Reason);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
