using System.Diagnostics;
using Platform.Applying.Journal;

namespace Platform.Tests.Applying;

/// <summary>The folder <c>.platform</c> of a root that somebody else may have written.</summary>
public sealed class JournalPlaceTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("platform-root-").FullName;
    private readonly string _outside = Directory.CreateTempSubdirectory("platform-outside-").FullName;
    private readonly JournalFile _journal;

    public JournalPlaceTests() => _journal = new JournalFile(Path.Combine(Platform, "journal.jsonl"));

    private string Platform => Path.Combine(_root, ".platform");

    [Fact]
    public async Task A_folder_that_leads_out_of_the_root_is_neither_read_nor_written_to()
    {
        Directory.CreateSymbolicLink(Platform, _outside);
        await AssertRefusedAsync(".platform leads out of");
        Assert.Empty(Directory.GetFileSystemEntries(_outside));
    }

    [Theory]
    [InlineData("journal.jsonl")]
    [InlineData("journal.jsonl.head")]
    public async Task A_link_in_the_place_of_the_journal_is_not_followed(string name)
    {
        await AppendAsync();
        var victim = Path.Combine(_outside, "victim");
        File.Move(Path.Combine(Platform, name), victim);
        File.CreateSymbolicLink(Path.Combine(Platform, name), victim);
        var before = File.ReadAllBytes(victim);
        await AssertRefusedAsync(name + " is a symbolic link, which is not followed");
        Assert.Equal(before, File.ReadAllBytes(victim));
    }

    [Theory]
    [InlineData(".gitignore")]
    [InlineData("journal.jsonl.head.tmp")]
    public async Task A_link_laid_beside_the_journal_is_not_written_through(string name)
    {
        Directory.CreateDirectory(Platform);
        var victim = Path.Combine(_outside, "victim");
        File.CreateSymbolicLink(Path.Combine(Platform, name), victim);
        await AppendAsync();
        await AppendAsync();
        Assert.False(File.Exists(victim));
        Assert.Equal((2, 0), (JournalReader.Read(_journal).Entries.Count, JournalReader.Read(_journal).Faults.Count));
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task What_is_no_ordinary_file_in_the_place_of_the_journal_is_told_at_once(string kind)
    {
        Directory.CreateDirectory(Platform);
        Tests.Files.OddFile.Make(kind, _journal.Path);
        var before = Stopwatch.GetTimestamp();
        await AssertRefusedAsync("journal.jsonl ");
        Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(8));
    }

    public static TheoryData<string> Odd => [.. Tests.Files.OddFile.All];

    [Theory]
    [InlineData(".platform", "chown")]
    [InlineData(".platform", "chmod")]
    [InlineData(".platform/journal.jsonl", "chown")]
    [InlineData(".platform/journal.jsonl", "chmod")]
    [InlineData(".platform/journal.jsonl.head", "chown")]
    public async Task What_a_stranger_owns_or_may_write_to_is_not_used(string name, string how)
    {
        await AppendAsync();
        var path = Path.Combine(_root, name);
        if (how == "chown") await ChangeOwnerAsync(path);
        else await RunAsync("chmod", "o+w", path);
        await AssertRefusedAsync(how == "chown" ? "belongs to the account 12345" : "can be written to by others");
    }

    [Fact]
    public async Task In_a_checkout_of_somebody_else_what_is_theirs_is_used()
    {
        await AppendAsync();
        await ChangeOwnerAsync(_root, "-R");
        await AppendAsync();
        Assert.Empty(JournalReader.Read(_journal).Faults);
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        Directory.Delete(_outside, recursive: true);
    }

    private static async Task ChangeOwnerAsync(string path, params string[] options)
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root can give a file away");
        await RunAsync("chown", ["-h", .. options, "12345", path]);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private async Task AssertRefusedAsync(string words)
    {
        Assert.Contains(words, (await Assert.ThrowsAnyAsync<IOException>(AppendAsync)).Message, StringComparison.Ordinal);
        Assert.Contains(words, Assert.ThrowsAny<IOException>(() => JournalReader.Read(_journal)).Message, StringComparison.Ordinal);
    }

    private Task AppendAsync() => _journal.AppendAsync(
        new JournalEntry { Sequence = 0, Previous = "", Time = DateTimeOffset.UnixEpoch, Event = JournalEvent.Intent, Operator = "ops@desk" },
        TestContext.Current.CancellationToken);
}
