using System.Diagnostics;
using Platform.Files;

namespace Platform.Tests.Files;

public sealed class FileReplacementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-files-").FullName;

    private string Here => Path.Combine(_folder, "module.yaml");

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.SetGroup)]
    public void A_file_is_replaced_and_keeps_its_mode(UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no permission bits");
        if (OperatingSystem.IsWindows()) return; // for the analyser
        File.WriteAllText(Here, "old");
        File.SetUnixFileMode(Here, mode);
        Assert.Null(FileReplacement.Make(Here, "old"u8, "new"u8, new FileFence(_folder)));
        Assert.Equal(("new", mode), (File.ReadAllText(Here), File.GetUnixFileMode(Here)));
        Assert.Equal([Here], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_keeps_its_owner_and_group()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give a file away.");
        File.WriteAllText(Here, "old");
        using (var chown = Process.Start("chown", ["4321:5432", Here])) chown.WaitForExit();
        Assert.Null(FileReplacement.Make(Here, "old"u8, "new"u8, fence: null));
        Assert.Equal(0, UnixFile.Ask(Here, out var facts));
        Assert.Equal((4321u, 5432u), (facts!.Value.Owner, facts.Value.Group));
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_left_alone()
    {
        File.WriteAllText(Here, "changed");
        Assert.Equal(FileRefusalReason.Changed, FileReplacement.Make(Here, "old"u8, "new"u8, fence: null)?.Reason);
        File.Delete(Here);
        Assert.Equal(FileRefusalReason.Missing, FileReplacement.Make(Here, "old"u8, "new"u8, fence: null)?.Reason);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_another_process_edits_is_left_alone()
    {
        File.WriteAllText(Here, "old");
        using var other = new FileStream(Here, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(FileRefusalReason.Changed, FileReplacement.Make(Here, "old"u8, "new"u8, fence: null)?.Reason);
        Assert.Equal([Here], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_link_within_the_fence_stays_a_link_and_one_that_leads_out_is_refused()
    {
        var outside = Directory.CreateTempSubdirectory("platform-outside-").FullName;
        var (file, victim) = (Path.Combine(_folder, "file"), Path.Combine(outside, "file"));
        File.WriteAllText(file, "old");
        File.WriteAllText(victim, "old");
        File.CreateSymbolicLink(Here, file);
        Assert.Null(FileReplacement.Make(Here, "old"u8, "new"u8, new FileFence(_folder)));
        Assert.Equal((file, "new"), (new FileInfo(Here).LinkTarget, File.ReadAllText(file)));

        File.Delete(Here);
        File.CreateSymbolicLink(Here, victim);
        Assert.Equal(FileRefusalReason.Outside, FileReplacement.Make(Here, "old"u8, "new"u8, new FileFence(_folder))?.Reason);
        Assert.Equal("old", File.ReadAllText(victim));
        Directory.Delete(outside, recursive: true);
    }

    [Theory]
    [InlineData("fifo")]
    [InlineData("socket")]
    [InlineData("zero")]
    [InlineData("folder")]
    [InlineData("dangling")]
    [InlineData("circle")]
    public void What_is_no_ordinary_file_is_refused(string kind)
    {
        OddFile.Make(kind, Here);
        Assert.NotNull(FileReplacement.Make(Here, "old"u8, "new"u8, fence: null));
        Assert.Equal([Here], Directory.GetFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
