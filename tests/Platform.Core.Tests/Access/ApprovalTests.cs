using System.Runtime.Versioning;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Manifests;

namespace Platform.Tests.Access;

/// <summary>An approval is a signature of ssh-keygen by an operator's key, over this very request. Real keys, real ssh-keygen.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ApprovalTests : IDisposable
{
    private readonly AccessRoom _room = new();

    [Fact]
    public async Task An_operators_signature_lets_a_session_run()
    {
        var session = await _room.RequestAsync("reading");
        Assert.Equal(AccessRefusalReason.NotApproved, (await PermitAsync(session)).Refusal?.Reason);
        var approved = await _room.ApproveAsync(session);
        Assert.Equal(("operator", _room.Clock.Now), (approved.Approval?.By, approved.Approval?.At));
        var permitted = (await PermitAsync(session)).Permitted!; // it was approved
        Assert.Equal((_room.Clock.Now.AddMinutes(30), SessionLimit.Ttl, "reading"), (permitted.ExpiresAt, permitted.Limit, permitted.Capability.Id));
        Assert.Equal(4, (await _room.Plane.ApproveAsync(session.Id, _room.Sign(session, "operator"), AccessRoom.Token)).Refusal?.ExitCode);
    }

    [Fact]
    public async Task A_signature_that_is_carried_here_approves_when_it_comes()
    {
        var session = await _room.RequestAsync("reading");
        var file = Path.Combine(_room.Folder, "request.json");
        SigningDesk.Save(file, session.Request);
        Assert.Null(SigningDesk.Read(file, out var subject));
        var (signature, refusal) = await SigningDesk.SignAsync(subject!, _room.KeyOf("second"), null, AccessRoom.Token); // it was read
        Assert.Null(refusal);
        _room.Clock.Now += TimeSpan.FromMinutes(20);
        var permitted = (await _room.Plane.PermitAsync(session.Id, signature, AccessRoom.Token)).Permitted!; // the signature counts
        Assert.Equal(("second", _room.Clock.Now.AddMinutes(30)), (permitted.Session.Approval?.By, permitted.ExpiresAt));
    }

    [Theory]
    [InlineData("reason")]
    [InlineData("ttlSeconds")]
    [InlineData("actor")]
    [InlineData("capability")]
    [InlineData("hosts")]
    [InlineData("expiresAt")]
    [InlineData("root")]
    public async Task A_request_that_is_altered_is_another_one(string member)
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading", ttl: TimeSpan.FromMinutes(10)));
        var path = Path.Combine(_room.Plane.Store.Path, session.Id + ".json");
        var text = File.ReadAllText(path);
        var altered = member switch
        {
            "reason" => text.Replace("why is it slow?", "nothing to see", StringComparison.Ordinal),
            "ttlSeconds" => text.Replace("\"ttlSeconds\":600", "\"ttlSeconds\":1800", StringComparison.Ordinal),
            "actor" => text.Replace("\"actor\":\"claude\"", "\"actor\":\"codex\"", StringComparison.Ordinal),
            "capability" => text.Replace("\"max_ttl\":\"30m\"", "\"max_ttl\":\"1d\"", StringComparison.Ordinal),
            "hosts" => text.Replace("ops@rs2000.example", "root@rs2000.example", StringComparison.Ordinal),
            "expiresAt" => text.Replace("\"expiresAt\":\"2026-11-30T20", "\"expiresAt\":\"2026-12-30T20", StringComparison.Ordinal),
            _ => text.Replace(_room.Root.Path, AnotherRoot(), StringComparison.Ordinal),
        };
        Assert.NotEqual(text, altered);
        File.WriteAllText(path, altered);
        var refused = (await PermitAsync(session)).Refusal;
        Assert.Contains(refused?.Reason, (AccessRefusalReason?[])[AccessRefusalReason.OtherRequest, AccessRefusalReason.CatalogChanged]);
        var view = await _room.Plane.ShowAsync(session.Id, AccessRoom.Token);
        Assert.Equal(SessionStatus.Requested, view?.Status);
        Assert.NotNull(view?.ApprovalFault);
    }

    [Theory]
    [InlineData("max_ttl: 30m", "max_ttl: 1d")]
    [InlineData("tier: high", "tier: medium")]
    [InlineData("actors: [claude]\n    max_ttl: 30m", "actors: [claude, codex]\n    max_ttl: 30m")]
    [InlineData("/nowhere/key", "/nowhere/other")]
    [InlineData("description: Look at rs2000.", "description: Look.")]
    [InlineData("- id: reading", "- id: writing")]
    public async Task A_catalog_that_was_edited_since_gives_nothing(string old, string edited)
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        _room.Write(CapabilityCatalog.RelativePath, AccessRoom.Catalog.Replace(old, edited, StringComparison.Ordinal));
        Assert.Equal(AccessRefusalReason.CatalogChanged, (await PermitAsync(session)).Refusal?.Reason);
        _room.Write(CapabilityCatalog.RelativePath, AccessRoom.Catalog);
        Assert.NotNull((await PermitAsync(session)).Permitted);
    }

    [Fact]
    public async Task An_inventory_that_leads_elsewhere_since_gives_nothing()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        _room.Write("hosts.yaml", "schema_version: 1\nhosts:\n  rs2000: { transport: ssh, destination: root@rs2000.example }\n");
        Assert.Equal(AccessRefusalReason.CatalogChanged, (await PermitAsync(session)).Refusal?.Reason);
    }

    [Theory]
    [InlineData("platform-plan")]
    [InlineData("file")]
    [InlineData("git")]
    public async Task A_signature_for_another_purpose_is_none(string purpose)
    {
        var session = await _room.RequestAsync("reading");
        Assert.Equal(AccessRefusalReason.WrongNamespace, await RefusedAsync(session, _room.Sign(AccessStatement.Of(session.Request), "operator", purpose)));
    }

    [Fact]
    public async Task A_strangers_key_is_no_operators()
    {
        var session = await _room.RequestAsync("reading");
        Assert.Equal(AccessRefusalReason.UnknownKey, await RefusedAsync(session, _room.Sign(session, "stranger")));
    }

    [Fact]
    public async Task A_root_can_narrow_who_counts_and_not_add_anybody()
    {
        var session = await _room.RequestAsync("reading");
        Assert.Equal(AccessRefusalReason.UnknownKey, await RefusedAsync(session, _room.Sign(session, "third")));
        _room.Write(ActorDirectory.RelativePath, AccessRoom.Actors.Replace("[operator, second]", "[operator, second, stranger]", StringComparison.Ordinal));
        Assert.Equal(AccessRefusalReason.UnknownKey, await RefusedAsync(session, _room.Sign(session, "stranger")));
        _room.Write(ActorDirectory.RelativePath, AccessRoom.Actors.Replace("operators: [operator, second]\n", "", StringComparison.Ordinal));
        Assert.Equal("third", (await _room.ApproveAsync(session, "third")).Approval?.By);
    }

    [Fact]
    public async Task An_approval_of_one_session_approves_no_other()
    {
        var first = await _room.RequestAsync("reading");
        var second = await _room.RequestAsync("reading", reason: "another");
        Assert.Equal(AccessRefusalReason.OtherRequest, await RefusedAsync(second, _room.Sign(first, "operator")));
    }

    [Fact]
    public async Task A_key_that_is_taken_away_or_has_expired_ends_what_it_approved()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        _room.WriteOperators("second");
        Assert.Equal(AccessRefusalReason.UnknownKey, (await PermitAsync(session)).Refusal?.Reason);
        File.WriteAllText(_room.OperatorsPath, $"operator valid-before=\"20200101\" {_room.Public("operator")}\n");
        Assert.Equal(AccessRefusalReason.UnknownKey, (await PermitAsync(session)).Refusal?.Reason);
        File.WriteAllText(_room.OperatorsPath, $"operator namespaces=\"git\" {_room.Public("operator")}\n");
        Assert.NotNull((await PermitAsync(session)).Refusal);
    }

    [Fact]
    public async Task What_has_expired_is_neither_approved_nor_run()
    {
        var session = await _room.RequestAsync("reading");
        var signature = _room.Sign(session, "operator");
        _room.Clock.Now += TimeSpan.FromHours(8);
        Assert.Equal(AccessRefusalReason.Expired, await RefusedAsync(session, signature));
        var second = await _room.ApproveAsync(await _room.RequestAsync("reading"));
        _room.Clock.Now += TimeSpan.FromMinutes(30);
        Assert.Equal(AccessRefusalReason.Expired, (await PermitAsync(second)).Refusal?.Reason);
        Assert.Equal(AccessRefusalReason.Expired, (await _room.Plane.Store.StartAsync(second.Id, 1, "m/1/1", AccessRoom.Token)).Refusal?.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n")]
    [InlineData("-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n")]
    public async Task What_is_no_signature_is_told(string text)
    {
        var session = await _room.RequestAsync("reading");
        Assert.Equal(AccessRefusalReason.NotASignature, await RefusedAsync(session, text));
    }

    [Fact]
    public async Task A_signature_with_any_byte_altered_is_refused()
    {
        var session = await _room.RequestAsync("wrapped");
        var good = _room.Sign(session, "operator");
        var body = good.IndexOf('\n', StringComparison.Ordinal) + 1;
        for (var at = body; at < good.Length - 30; at += 9)
        {
            if (good[at] == '\n') continue;
            var altered = good[..at] + (good[at] == 'A' ? 'B' : 'A') + good[(at + 1)..];
            Assert.NotNull((await _room.Plane.ApproveAsync(session.Id, altered, AccessRoom.Token)).Refusal);
        }

        Assert.Null(_room.Plane.Store.Find(session.Id)?.Approval);
    }

    [Fact]
    public async Task Tier_critical_takes_the_operators_own_grant_which_names_the_session()
    {
        var session = await _room.RequestAsync("break-glass", actor: "operator");
        // A signature over the request alone, though by the operator: it does not name the session as a grant.
        Assert.Equal(AccessRefusalReason.NoGrant, await RefusedAsync(session, _room.Sign(SessionDocument.Write(session.Request), "operator")));
        // Another operator's grant is not the operator's own.
        Assert.Equal(AccessRefusalReason.UnknownKey, await RefusedAsync(session, _room.Sign(session, "second")));
        var (none, refusal) = await SigningDesk.SignAsync(SigningDesk.Of(session), _room.KeyOf("operator"), null, AccessRoom.Token);
        Assert.Equal((null, AccessRefusalReason.NoGrant), (none, refusal?.Reason));
        var other = SessionId.New(_room.Clock.Now);
        Assert.Equal(AccessRefusalReason.NoGrant, (await SigningDesk.SignAsync(SigningDesk.Of(session), _room.KeyOf("operator"), other, AccessRoom.Token)).Refusal?.Reason);
        var (grant, _) = await SigningDesk.SignAsync(SigningDesk.Of(session), _room.KeyOf("operator"), session.Id, AccessRoom.Token);
        Assert.Null((await _room.Plane.ApproveAsync(session.Id, grant!, AccessRoom.Token)).Refusal); // it was signed
        Assert.Equal(AuditLevel.Alert, _room.Plane.Audit.Read().Entries[^1].Level);
    }

    [Fact]
    public async Task Tier_low_is_approved_ahead_for_named_actors_of_a_root_that_is_trusted_for_it()
    {
        Assert.Equal(SessionStatus.Requested, (await _room.RequestAsync("ahead")).StatusAt(_room.Clock.Now));
        RootTrust.Approve(_room.Root, CapabilityCatalog.Load(_room.Root).Programs(), _room.Trust);
        var session = await _room.RequestAsync("ahead", reason: "now");
        Assert.Equal(SessionStatus.Approved, session.StatusAt(_room.Clock.Now));
        Assert.NotNull((await PermitAsync(session)).Permitted);
        Assert.Equal(SessionStatus.Requested, (await _room.RequestAsync("ahead", actor: "codex")).StatusAt(_room.Clock.Now));

        // Who edits the checkout gives itself nothing by it.
        _room.Write(CapabilityCatalog.RelativePath, AccessRoom.Catalog.Replace("pre_approved: [claude]", "pre_approved: [claude, codex]", StringComparison.Ordinal));
        Assert.Equal(SessionStatus.Requested, (await _room.RequestAsync("ahead", actor: "codex", reason: "edited")).StatusAt(_room.Clock.Now));
        Assert.Equal(AccessRefusalReason.CatalogChanged, (await PermitAsync(session)).Refusal?.Reason);
    }

    [Fact]
    public async Task An_approval_ahead_that_is_written_into_a_session_is_none()
    {
        var session = await _room.RequestAsync("reading");
        await _room.Plane.Store.ApproveAsync(session.Id, new SessionApproval(default, "catalog", null, null), AccessRoom.Token);
        Assert.Equal(AccessRefusalReason.NotApproved, (await PermitAsync(session)).Refusal?.Reason);
        Assert.Equal(SessionStatus.Requested, (await _room.Plane.ShowAsync(session.Id, AccessRoom.Token))?.Status);
    }

    [Fact]
    public async Task A_program_that_the_catalog_names_takes_a_trusted_root()
    {
        var session = await _room.ApproveAsync(await _room.RequestAsync("wrapped"));
        Assert.Equal(AccessRefusalReason.NotTrusted, (await PermitAsync(session)).Refusal?.Reason);
        RootTrust.Approve(_room.Root, CapabilityCatalog.Load(_room.Root).Programs(), _room.Trust);
        Assert.NotNull((await PermitAsync(session)).Permitted);
    }

    [Theory]
    [InlineData("missing", "no file of operators exists")]
    [InlineData("writable", "can be written by others")]
    [InlineData("folder", "is a folder")]
    public async Task Operators_that_others_could_have_written_are_not_believed(string how, string words)
    {
        var session = await _room.RequestAsync("reading");
        var signature = _room.Sign(session, "operator");
        if (how == "writable") File.SetUnixFileMode(_room.OperatorsPath, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        else File.Delete(_room.OperatorsPath);
        if (how == "folder") Directory.CreateDirectory(_room.OperatorsPath);
        var answer = await _room.Plane.ApproveAsync(session.Id, signature, AccessRoom.Token);
        Assert.Equal(AccessRefusalReason.NoOperators, answer.Refusal?.Reason);
        Assert.Contains(words, answer.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operators_of_the_checkout_are_not_believed()
    {
        var session = await _room.RequestAsync("reading");
        var inside = Path.Combine(_room.Root.Path, "operators");
        File.WriteAllText(inside, $"operator {_room.Public("stranger")}\n");
        File.Delete(_room.OperatorsPath);
        File.CreateSymbolicLink(_room.OperatorsPath, inside);
        Assert.Equal(AccessRefusalReason.NoOperators, await RefusedAsync(session, _room.Sign(session, "stranger")));
    }

    [Fact]
    public async Task The_systems_operators_go_before_the_users()
    {
        var session = await _room.RequestAsync("reading");
        var system = Path.Combine(_room.Folder, "system");
        File.WriteAllText(system, $"second {_room.Public("second")}\n");
        var plane = new AccessPlane(_room.State, new SignatureCheck([system, _room.OperatorsPath]), _room.Trust, _room.Clock);
        Assert.Equal(AccessRefusalReason.UnknownKey, (await plane.ApproveAsync(session.Id, _room.Sign(session, "operator"), AccessRoom.Token)).Refusal?.Reason);
        Assert.Null((await plane.ApproveAsync(session.Id, _room.Sign(session, "second"), AccessRoom.Token)).Refusal);
    }

    [Fact]
    public async Task A_formatted_request_is_not_signed()
    {
        var session = await _room.RequestAsync("reading");
        var file = Path.Combine(_room.Folder, "request.json");
        File.WriteAllText(file, SigningDesk.TextOf(session.Request).Replace("\":", "\": ", StringComparison.Ordinal));
        Assert.Contains("altered or formatted", SigningDesk.Read(file, out _)?.Message, StringComparison.Ordinal);
        File.WriteAllText(file, "{}");
        Assert.Contains("neither a request for access nor a plan", SigningDesk.Read(file, out _)?.Message, StringComparison.Ordinal);
        File.WriteAllText(file, SigningDesk.TextOf(session.Request) + "\n");
        Assert.Null(SigningDesk.Read(file, out _));
    }

    [Theory]
    [InlineData("missing", "there is no such file")]
    [InlineData("text", "it is no key")]
    [InlineData("open", "others may read it")]
    public async Task A_key_that_does_not_sign_is_told_with_the_reason(string how, string words)
    {
        var session = await _room.RequestAsync("reading");
        var key = Path.Combine(_room.Folder, "key-" + how);
        if (how != "missing") File.WriteAllText(key, how == "text" ? "no key\n" : File.ReadAllText(_room.KeyOf("operator")));
        if (how != "missing") File.SetUnixFileMode(key, how == "open" ? (UnixFileMode)0b110_100_100 : UnixFileMode.UserRead);
        var (signature, refusal) = await SigningDesk.SignAsync(SigningDesk.Of(session), key, null, AccessRoom.Token);
        Assert.Equal((null, AccessRefusalReason.NotSigned), (signature, refusal?.Reason));
        Assert.Contains(words, refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_refusal_is_in_the_audit()
    {
        var session = await _room.RequestAsync("reading");
        await RefusedAsync(session, _room.Sign(session, "stranger"));
        await PermitAsync(session);
        Assert.Equal([AuditEvent.Requested, AuditEvent.Refused, AuditEvent.Refused], _room.Plane.Audit.Read().Entries.Select(e => e.Event));
    }

    public void Dispose() => _room.Dispose();

    private Task<PermitAnswer> PermitAsync(AccessSession session) => _room.Plane.PermitAsync(session.Id, null, AccessRoom.Token);

    private async Task<AccessRefusalReason?> RefusedAsync(AccessSession session, string signature)
    {
        var answer = await _room.Plane.ApproveAsync(session.Id, signature, AccessRoom.Token);
        Assert.Null(_room.Plane.Store.Find(session.Id)?.Approval);
        return answer.Refusal?.Reason;
    }

    private string AnotherRoot()
    {
        var other = Path.Combine(_room.Folder, "another");
        Directory.CreateDirectory(Path.Combine(other, "modules"));
        return other;
    }
}
