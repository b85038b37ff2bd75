using Platform.Files;

namespace Platform.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-files-").FullName;

    private string Here => Path.Combine(_folder, "plan.json");

    private string Victim => Path.Combine(_folder, "victim");

    [Fact]
    public void A_file_is_made_with_its_folder_and_replaced()
    {
        var path = Path.Combine(_folder, "new", "folder", "file");
        AtomicFile.Write(path, "one"u8);
        AtomicFile.Write(path, "two"u8);
        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("plan.json.tmp")]
    [InlineData("plan.json")]
    [InlineData(".plan.json.tmp")]
    public void No_link_that_lies_there_is_written_through(string name)
    {
        File.WriteAllText(Victim, "mine");
        File.CreateSymbolicLink(Path.Combine(_folder, name), Victim);
        AtomicFile.Write(Here, "plan"u8);
        Assert.Equal("mine", File.ReadAllText(Victim));
        Assert.Equal("plan", File.ReadAllText(Here));
        Assert.Null(new FileInfo(Here).LinkTarget);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("socket")]
    [InlineData("zero")]
    [InlineData("folder")]
    public void What_is_no_ordinary_file_is_not_replaced_by_one(string kind)
    {
        OddFile.Make(kind, Here);
        var before = Directory.GetFileSystemEntries(_folder);
        Assert.Contains("plan.json is ", Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Here, "x"u8)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void What_is_made_anew_never_follows_a_link_that_leads_nowhere()
    {
        File.CreateSymbolicLink(Here, Victim);
        AtomicFile.WriteNew(Here, "*\n"u8);
        Assert.False(File.Exists(Victim));
    }

    [Fact]
    public void A_folder_that_leads_out_of_the_fence_is_not_written_to()
    {
        var outside = Directory.CreateTempSubdirectory("platform-outside-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(_folder, "observations"), outside);
        Assert.ThrowsAny<IOException>(() => AtomicFile.Write(Path.Combine(_folder, "observations", "x.json"), "x"u8, new FileFence(_folder)));
        Assert.Empty(Directory.GetFileSystemEntries(outside));
        Directory.Delete(outside);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
