using System.Runtime.Versioning;
using Platform.Access;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Processes;

namespace Platform.Tests.Access;

[UnsupportedOSPlatform("windows")]
public sealed class SessionStoreTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly AccessRoom _room = new();

    private SessionStore Store => _room.Plane.Store;

    [Fact]
    public async Task Nobody_else_can_look_into_what_is_kept()
    {
        var session = await _room.RequestAsync("reading");
        foreach (var folder in (string[])[_room.State, Store.Path]) Assert.Equal(Private | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        string[] files = [.. Directory.EnumerateFiles(_room.State, "*", SearchOption.AllDirectories)];
        Assert.Contains(files, f => f.EndsWith($"sessions/{session.Id}.json", StringComparison.Ordinal));
        Assert.All(files, f => Assert.Equal(Private, File.GetUnixFileMode(f)));
    }

    [Fact]
    public async Task The_same_request_again_is_the_same_session_until_that_is_over()
    {
        var first = await _room.RequestAsync("reading");
        _room.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Equal(first.Id, (await _room.RequestAsync("reading")).Id);
        await _room.ApproveAsync(first);
        Assert.Equal(first.Id, (await _room.RequestAsync("reading")).Id);
        Assert.NotEqual(first.Id, (await _room.RequestAsync("reading", reason: "something else")).Id);
        Assert.NotEqual(first.Id, (await _room.RequestAsync("reading", ttl: TimeSpan.FromMinutes(5))).Id);
        _room.Clock.Now += TimeSpan.FromHours(1);
        var second = await _room.RequestAsync("reading");
        Assert.NotEqual(first.Id, second.Id);
        await Store.DenyAsync(second.Id, "no", AccessRoom.Token);
        Assert.NotEqual(second.Id, (await _room.RequestAsync("reading")).Id);
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_does()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Task.Run(() => new SessionStore(_room.State, _room.Clock).StartAsync(session.Id, i, $"m/{i}/1", AccessRoom.Token))));
        Assert.Single(answers, a => a.Refusal is null);
        Assert.Equal(7, answers.Count(a => a.Refusal?.Reason is AccessRefusalReason.Used));
    }

    [Fact]
    public async Task A_session_runs_once()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        await Store.StartAsync(session.Id, 7, ProcessIdentity.Current(), AccessRoom.Token);
        await Store.IssuedAsync(session.Id, new Dictionary<string, string> { ["agent"] = "8" }, null, isIssued: true, AccessRoom.Token);
        await Store.EndAsync(session.Id, SessionEndReason.Exited, 0, AccessRoom.Token);
        await Store.CredentialGoneAsync(session.Id, AccessRoom.Token);
        var again = await Store.StartAsync(session.Id, 7, ProcessIdentity.Current(), AccessRoom.Token);
        Assert.Equal(AccessRefusalReason.Used, again.Refusal?.Reason);
        var stored = Store.Find(session.Id)!; // it was asked for above
        Assert.Equal((SessionStatus.Ended, "8", false), (stored.StatusAt(_room.Clock.Now), stored.Run?.Handles["agent"], stored.MayHaveCredential));
        Assert.Equal(
            [AuditEvent.Requested, AuditEvent.Approved, AuditEvent.Started, AuditEvent.Issued, AuditEvent.Ended, AuditEvent.CredentialGone, ],
            _room.Plane.Audit.Read().Entries.Select(e => e.Event));
    }

    [Fact]
    public async Task A_credential_that_could_not_be_taken_back_is_said_until_it_is()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        await Store.StartAsync(session.Id, 7, "m/7/1", AccessRoom.Token);
        await Store.RevokeFailedAsync(session.Id, "the server is down", AccessRoom.Token);
        await Store.RevokeFailedAsync(session.Id, "the server is down", AccessRoom.Token);
        var failed = Store.Find(session.Id)!; // it was asked for above
        Assert.Equal((SessionStatus.RevokeFailed, 2), (failed.StatusAt(_room.Clock.Now), failed.RevokeFailure?.Attempts));
        await Store.RevokeAsync(session.Id, null, AccessRoom.Token);
        await Store.CredentialGoneAsync(session.Id, AccessRoom.Token);
        Assert.NotEqual(SessionStatus.RevokeFailed, Store.Find(session.Id)?.StatusAt(_room.Clock.Now));
        Assert.Equal(AuditLevel.Alert, _room.Plane.Audit.Read().Entries.First(e => e.Event is AuditEvent.RevokeFailed).Level);
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("revoke")]
    public async Task What_was_said_no_to_is_neither_approved_nor_started(string how)
    {
        var session = await _room.RequestAsync("reading");
        if (how == "deny") await Store.DenyAsync(session.Id, "no", AccessRoom.Token);
        else await Store.RevokeAsync(session.Id, "no", AccessRoom.Token);
        var expected = how == "deny" ? AccessRefusalReason.Denied : AccessRefusalReason.Revoked;
        Assert.Equal(expected, (await _room.Plane.ApproveAsync(session.Id, _room.Sign(session, "operator"), AccessRoom.Token)).Refusal?.Reason);
        Assert.Equal(expected, (await _room.Plane.PermitAsync(session.Id, null, AccessRoom.Token)).Refusal?.Reason);
        Assert.Equal(expected, (await Store.StartAsync(session.Id, 1, "m/1/1", AccessRoom.Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task What_stands_among_the_sessions_and_is_none_is_told()
    {
        var session = await _room.RequestAsync("reading");
        var other = SessionId.New(_room.Clock.Now);
        File.Copy(Path.Combine(Store.Path, session.Id + ".json"), Path.Combine(Store.Path, other + ".json"));
        var stored = Store.List();
        Assert.Equal(session.Id, Assert.Single(stored.Sessions).Id);
        Assert.Contains(other, Assert.Single(stored.Faults), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => Store.Find(other));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("lock")]
    [InlineData("")]
    [InlineData("81KB8Q3N5V2T7M4XW9R6C1ZJAD")]
    public void What_is_no_id_names_no_file(string id) => Assert.Null(Store.Find(id));

    [Fact]
    public async Task State_that_others_can_look_into_is_not_used()
    {
        await _room.RequestAsync("reading");
        File.SetUnixFileMode(Store.Path, Private | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        var refused = await Assert.ThrowsAnyAsync<IOException>(() => _room.RequestAsync("wrapped"));
        Assert.Contains("chmod 700", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_audit_nothing_is_asked_approved_or_started()
    {
        var approved = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        var waiting = await _room.RequestAsync("wrapped");
        var signature = _room.Sign(waiting, "operator");
        File.AppendAllText(_room.Plane.Audit.Path, "somebody's line\n");
        Assert.Equal(AccessRefusalReason.NoAudit, (await Store.StartAsync(approved.Id, 1, "m/1/1", AccessRoom.Token)).Refusal?.Reason);
        Assert.Equal(6, (await Store.StartAsync(approved.Id, 1, "m/1/1", AccessRoom.Token)).Refusal?.ExitCode);
        Assert.Equal(AccessRefusalReason.NoAudit, (await _room.Plane.ApproveAsync(waiting.Id, signature, AccessRoom.Token)).Refusal?.Reason);
        Assert.Null(Store.Find(waiting.Id)?.Approval);
        await Assert.ThrowsAnyAsync<IOException>(() => _room.RequestAsync("reading", reason: "another"));
        Assert.Equal(2, Store.List().Sessions.Count);
    }

    [Fact]
    public async Task An_end_holds_where_the_audit_can_not_be_written()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        await Store.StartAsync(session.Id, 1, "m/1/1", AccessRoom.Token);
        File.AppendAllText(_room.Plane.Audit.Path, "somebody's line\n");
        await Assert.ThrowsAnyAsync<IOException>(() => Store.RevokeAsync(session.Id, null, AccessRoom.Token));
        Assert.Equal(SessionStatus.Revoked, Store.Find(session.Id)?.StatusAt(_room.Clock.Now));
    }

    [Theory]
    [InlineData("unknown", "claude", "why", AccessRefusalReason.NotListed)]
    [InlineData("readin", "claude", "why", AccessRefusalReason.NotListed)]
    [InlineData("reading", "codex", "why", AccessRefusalReason.ActorNotAllowed)]
    [InlineData("reading", "operator", "why", AccessRefusalReason.ActorNotAllowed)]
    [InlineData("reading", "Claude", "why", AccessRefusalReason.ActorNotAllowed)]
    [InlineData("reading", "claude", " ", AccessRefusalReason.BadRequest)]
    [InlineData("reading", "claude", "a\u001b[2Jb", AccessRefusalReason.BadRequest)]
    [InlineData("reading", "claude", "a\ud800", AccessRefusalReason.BadRequest)]
    public async Task What_the_catalog_does_not_list_for_an_actor_can_not_be_had(string capability, string actor, string reason, AccessRefusalReason expected)
    {
        var answer = await _room.Plane.RequestAsync(CapabilityCatalog.Load(_room.Root), new AccessAsk(capability, actor, reason, null), AccessRoom.Token);
        Assert.Equal(expected, answer.Refusal?.Reason);
        Assert.Empty(Store.List().Sessions);
        var audited = _room.Plane.Audit.Read().Entries.Select(e => e.Event).ToArray();
        Assert.Equal(expected is AccessRefusalReason.BadRequest ? [] : [AuditEvent.Refused], audited);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(7 * 24 * 3600 + 1)]
    public async Task A_time_that_makes_no_sense_is_refused(int seconds)
    {
        var answer = await _room.Plane.RequestAsync(CapabilityCatalog.Load(_room.Root), new AccessAsk("reading", "claude", "why", TimeSpan.FromSeconds(seconds)), AccessRoom.Token);
        Assert.Equal((AccessRefusalReason.BadRequest, 1), (answer.Refusal?.Reason, answer.Refusal?.ExitCode));
    }

    public void Dispose() => _room.Dispose();
}
