using System.Text;
using Platform.Applying.Journal;

namespace Platform.Tests.Applying;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-journal-").FullName;
    private readonly JournalFile _journal;

    public JournalTests() => _journal = new JournalFile(Path.Combine(_folder, "journal.jsonl"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Entries_are_numbered_chained_and_whole()
    {
        await WriteAsync(3);
        var content = JournalReader.Read(_journal);
        Assert.Equal([1, 2, 3], content.Entries.Select(e => e.Sequence));
        Assert.Equal(new string('0', 64), content.Entries[0].Previous);
        Assert.Empty(content.Faults);
    }

    [Fact]
    public void No_journal_is_an_empty_one() => Assert.Equal((0, 0), (JournalReader.Read(_journal).Entries.Count, JournalReader.Read(_journal).Faults.Count));

    [Fact]
    public async Task Several_hosts_may_write_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => WriteAsync(1))));
        var content = JournalReader.Read(_journal);
        Assert.Equal(20, content.Entries.Count);
        Assert.Empty(content.Faults);
    }

    [Fact]
    public async Task An_altered_line_is_told()
    {
        await WriteAsync(3);
        Edit(lines => lines[1] = lines[1].Replace("entry", "Entry", StringComparison.Ordinal));
        Assert.Contains("line 3 does not follow", Assert.Single(JournalReader.Read(_journal).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_of_a_newer_version_is_told_by_its_event_and_is_no_gap()
    {
        await WriteAsync(3);
        Edit(lines => lines[1] = lines[1].Replace("\"Intent\"", "\"Archived\"", StringComparison.Ordinal));
        var content = JournalReader.Read(_journal);
        Assert.Equal([1, 3], content.Entries.Select(e => e.Sequence));
        Assert.Equal("line 2 has the event Archived, which this version does not know; read the journal with the newer version that wrote it", content.Faults[0]);
        Assert.DoesNotContain(content.Faults, fault => fault.Contains("no journal entry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_taken_away_is_told()
    {
        await WriteAsync(3);
        Edit(lines => lines.RemoveAt(1));
        Assert.Contains(JournalReader.Read(_journal).Faults, f => f.Contains("line 2 has the number 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_line_altered_or_taken_away_is_told_by_the_head()
    {
        await WriteAsync(3);
        var whole = File.ReadAllBytes(_journal.Path);
        Edit(lines => lines.RemoveAt(2));
        Assert.Contains("once had 3 lines", Assert.Single(JournalReader.Read(_journal).Faults), StringComparison.Ordinal);
        File.WriteAllBytes(_journal.Path, whole);
        Edit(lines => lines[2] = lines[2].Replace("entry", "Entry", StringComparison.Ordinal));
        Assert.Contains("once had 3 lines", Assert.Single(JournalReader.Read(_journal).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_was_not_written_any_more_is_no_contradiction()
    {
        await WriteAsync(2);
        var head = File.ReadAllBytes(_journal.HeadPath);
        await WriteAsync(1);
        File.WriteAllBytes(_journal.HeadPath, head);
        Assert.Empty(JournalReader.Read(_journal).Faults);
    }

    [Fact]
    public async Task A_line_torn_by_a_crash_is_told_and_taken_away_by_the_next()
    {
        await WriteAsync(2);
        File.AppendAllText(_journal.Path, """{"event":"Intent","host":"rs20""");
        Assert.Contains("bytes of an unfinished line", Assert.Single(JournalReader.Read(_journal).Faults), StringComparison.Ordinal);
        await WriteAsync(1);
        var content = JournalReader.Read(_journal);
        Assert.Empty(content.Faults);
        Assert.Equal(JournalEvent.Recovered, content.Entries[2].Event);
        Assert.Equal(4, content.Entries.Count);
    }

    [Fact]
    public async Task Nothing_is_appended_to_what_is_no_journal()
    {
        File.WriteAllText(_journal.Path, "notes\n");
        await Assert.ThrowsAsync<IOException>(() => WriteAsync(1));
        Assert.Equal("notes\n", File.ReadAllText(_journal.Path));
    }

    /// <summary>Journals of earlier versions are read and continued: a line is these very bytes.</summary>
    [Fact]
    public async Task A_line_is_canonical_json_with_the_members_it_always_had()
    {
        await WriteAsync(1);
        Assert.Equal(
            """{"event":"Intent","host":"rs2000","message":"an entry","operator":"ops@desk","previous":"0000000000000000000000000000000000000000000000000000000000000000","sequence":1,"time":"1970-01-01T00:00:00.000Z"}""" + "\n",
            Encoding.UTF8.GetString(File.ReadAllBytes(_journal.Path)));
    }

    private async Task WriteAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _journal.AppendAsync(
                new JournalEntry
                {
                    Sequence = 0, Previous = "", Time = DateTimeOffset.UnixEpoch, Event = JournalEvent.Intent, Host = "rs2000",
                    Message = "an entry", Operator = "ops@desk",
                },
                TestContext.Current.CancellationToken);
        }
    }

    private void Edit(Action<List<string>> edit)
    {
        var lines = Encoding.UTF8.GetString(File.ReadAllBytes(_journal.Path)).TrimEnd('\n').Split('\n').ToList();
        edit(lines);
        File.WriteAllText(_journal.Path, string.Concat(lines.Select(l => l + "\n")));
    }
}
