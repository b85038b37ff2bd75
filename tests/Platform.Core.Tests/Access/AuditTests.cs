using System.Runtime.Versioning;
using Platform.Access.Audit;
using Platform.Access.Catalog;

namespace Platform.Tests.Access;

[UnsupportedOSPlatform("windows")]
public sealed class AuditTests : IDisposable
{
    private readonly AccessRoom _room = new();

    private AuditLog Audit => _room.Plane.Audit;

    [Theory]
    [InlineData(CapabilityTier.Low, AuditEvent.Started, AuditLevel.Information)]
    [InlineData(CapabilityTier.Medium, AuditEvent.Started, AuditLevel.Notice)]
    [InlineData(CapabilityTier.High, AuditEvent.Started, AuditLevel.Warning)]
    [InlineData(CapabilityTier.Critical, AuditEvent.Started, AuditLevel.Alert)]
    [InlineData(CapabilityTier.Low, AuditEvent.Refused, AuditLevel.Warning)]
    [InlineData(CapabilityTier.Critical, AuditEvent.Refused, AuditLevel.Alert)]
    [InlineData(CapabilityTier.Low, AuditEvent.RevokeFailed, AuditLevel.Alert)]
    public void A_level_follows_from_the_tier(CapabilityTier tier, AuditEvent happened, AuditLevel level) => Assert.Equal(level, AuditLog.LevelOf(tier, happened));

    [Fact]
    public async Task An_entry_says_who_asked_for_what_and_who_said_yes()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        var entry = Audit.Read().Entries[^1];
        Assert.Equal((session.Id, "reading", CapabilityTier.High, "claude", "operator", AuditLevel.Warning), (entry.Session, entry.Capability, entry.Tier, entry.Actor, entry.Operator, entry.Level));
        Assert.StartsWith("SHA256:", entry.Key, StringComparison.Ordinal);
        Assert.Empty(Audit.Read().Faults);
    }

    [Theory]
    [InlineData("altered", "does not follow")]
    [InlineData("taken away", "a line was removed")]
    [InlineData("added", "has the number")]
    [InlineData("swapped", "does not follow")]
    [InlineData("cut", "was cut or rewritten")]
    [InlineData("emptied", "was cut or rewritten")]
    [InlineData("no head", "is missing")]
    [InlineData("torn", "bytes of an unfinished line")]
    public async Task What_was_done_to_the_audit_is_found(string how, string words)
    {
        for (var i = 0; i < 4; i++) await _room.RequestAsync("reading", reason: $"reason {i}");
        Edit(how);
        Assert.Contains(Audit.Read().Faults, fault => fault.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_audit_that_was_cut_takes_no_further_line()
    {
        for (var i = 0; i < 4; i++) await _room.RequestAsync("reading", reason: $"reason {i}");
        Edit("cut");
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => _room.RequestAsync("wrapped"));
        Assert.Contains("platformctl access log --verify", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_a_crash_cut_is_taken_away_and_said()
    {
        await _room.RequestAsync("reading");
        Edit("torn");
        await _room.RequestAsync("wrapped");
        Assert.Equal([AuditEvent.Requested, AuditEvent.Recovered, AuditEvent.Requested], Audit.Read().Entries.Select(e => e.Event));
        Assert.Empty(Audit.Read().Faults);
    }

    [Fact]
    public async Task Many_that_write_at_once_write_one_chain()
    {
        var sessions = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => _room.RequestAsync("reading", reason: $"reason {i}"))));
        var content = Audit.Read();
        Assert.Empty(content.Faults);
        Assert.Equal(sessions.Select(s => s.Id).Order(StringComparer.Ordinal), content.Entries.Select(e => e.Session).OfType<string>().Order(StringComparer.Ordinal));
    }

    public void Dispose() => _room.Dispose();

    private void Edit(string how)
    {
        var lines = File.ReadAllLines(Audit.Path).ToList();
        switch (how)
        {
            case "altered": lines[1] = lines[1].Replace("reason 1", "reason 9", StringComparison.Ordinal); break;
            case "taken away": lines.RemoveAt(1); break;
            case "added": lines.Insert(1, lines[1]); break;
            case "swapped": (lines[1], lines[2]) = (lines[2], lines[1]); break;
            case "cut": lines.RemoveRange(2, lines.Count - 2); break;
            case "emptied": lines.Clear(); break;
            case "no head": File.Delete(Audit.HeadPath); break;
            default: break;
        }

        File.WriteAllText(Audit.Path, string.Concat(lines.Select(line => line + "\n")) + (how == "torn" ? "{\"account\":\"a" : ""));
    }
}
