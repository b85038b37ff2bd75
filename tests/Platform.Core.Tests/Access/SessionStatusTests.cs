using System.Text.Json;
using Platform.Access.Sessions;

namespace Platform.Tests.Access;

/// <summary>Where a session stands follows from its facts and the clock.</summary>
public sealed class SessionStatusTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly SessionApproval Approval = new(Start.AddMinutes(10), "operator", "SHA256:x", "sig");
    private static readonly SessionRun Run = new(Start.AddMinutes(12), 7, "m/7/1");

    private static AccessSession Asked => new()
    {
        Request = new AccessRequest
        {
            Schema = AccessRequest.SchemaId, Session = "01KB8Q3N5V2T7M4XW9R6C1ZJAD", Actor = "claude", Reason = "r", TtlSeconds = 1200, RequestedAt = Start,
            ExpiresAt = Start.AddHours(8), Root = "/srv", Capability = JsonDocument.Parse("""{"id":"a","tier":"high","max_ttl":"30m"}""").RootElement, Hosts = JsonDocument.Parse("{}").RootElement,
        },
    };

    private static AccessSession Approved => Asked with { Approval = Approval };

    private static AccessSession Active => Approved with { Run = Run };

    public static TheoryData<string, double, SessionStatus> Cases => new()
    {
        { "asked", 0, SessionStatus.Requested },
        { "asked", 479.9, SessionStatus.Requested },
        { "asked", 480, SessionStatus.Expired },
        { "asked", -4, SessionStatus.Requested },
        { "asked", -6, SessionStatus.Expired },
        { "approved", 10, SessionStatus.Approved },
        { "approved", 29.9, SessionStatus.Approved },
        { "approved", 30, SessionStatus.Expired },
        { "approved", 0, SessionStatus.Expired },
        { "active", 20, SessionStatus.Active },
        { "active", 30, SessionStatus.Expired },
        { "denied", 20, SessionStatus.Denied },
        { "denied", 5000, SessionStatus.Denied },
        { "revoked", 20, SessionStatus.Revoked },
        { "revoked", 5000, SessionStatus.Revoked },
        { "ended", 20, SessionStatus.Ended },
        { "ended", 5000, SessionStatus.Ended },
        { "overrun", 40, SessionStatus.Expired },
        { "failed", 20, SessionStatus.RevokeFailed },
        { "mended", 20, SessionStatus.Ended },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_status_follows_from_facts_and_the_clock(string facts, double minutes, SessionStatus status)
    {
        var session = facts switch
        {
            "approved" => Approved,
            "active" => Active,
            "denied" => Asked with { Denial = new SessionDenial(Start, "o@m", "no") },
            "revoked" => Active with { Revocation = new SessionRevocation(Start.AddMinutes(13), "o@m", null) },
            "ended" => Active with { End = new SessionEnd(Start.AddMinutes(13), SessionEndReason.Exited, 0) },
            "overrun" => Active with { End = new SessionEnd(Start.AddMinutes(30), SessionEndReason.Expired, null) },
            "failed" => Active with { End = new SessionEnd(Start.AddMinutes(13), SessionEndReason.Exited, 0), RevokeFailure = new RevokeFailure(Start.AddMinutes(13), "down", 1) },
            "mended" => Active with { End = new SessionEnd(Start.AddMinutes(13), SessionEndReason.Exited, 0), RevokeFailure = new RevokeFailure(Start.AddMinutes(13), "down", 1), CredentialGoneAt = Start.AddMinutes(14) },
            _ => Asked,
        };
        Assert.Equal(status, session.StatusAt(Start.AddMinutes(minutes)));
    }

    [Fact]
    public void The_time_is_counted_from_the_approval_and_says_which_limit_won()
    {
        Assert.Equal((Start.AddHours(8), SessionLimit.Request), Asked.Expiry());
        Assert.Equal((Start.AddMinutes(30), SessionLimit.Ttl), Approved.Expiry());
        var longer = Approved with { Request = Asked.Request with { TtlSeconds = 7200 } };
        Assert.Equal((Start.AddMinutes(40), SessionLimit.MaxTtl), longer.Expiry());
        var token = Active with { Run = Run with { CredentialExpiresAt = Start.AddMinutes(15) } };
        Assert.Equal((Start.AddMinutes(15), SessionLimit.Credential), token.Expiry());
    }

    [Fact]
    public void A_session_that_is_written_and_read_is_the_same_and_a_word_for_its_status_is_none()
    {
        var bytes = SessionDocument.Write(Active);
        Assert.Equal(bytes, SessionDocument.Write(SessionDocument.ParseSession(bytes)!)); // it is one
        var edited = System.Text.Encoding.UTF8.GetString(SessionDocument.Write(Asked)).Replace("{\"approval\"", "{\"status\":\"Approved\",\"approval\"", StringComparison.Ordinal);
        Assert.Null(SessionDocument.ParseSession(System.Text.Encoding.UTF8.GetBytes(edited)));
    }
}
