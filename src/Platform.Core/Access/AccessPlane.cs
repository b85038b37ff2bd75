using Platform.Access.Approvals;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Running;
using Platform.Access.Sessions;
using Platform.Diagnostics;
using Platform.Files;
using Platform.Root;
using Platform.Text;

namespace Platform.Access;

/// <summary>What actors and operators do with sessions: ask, say yes or no, look. The one way to a session; what gives a credential starts at <see cref="PermitAsync"/>.</summary>
public sealed class AccessPlane
{
    private readonly SignatureCheck _signatures;
    private readonly Trust _trust;
    private readonly TimeProvider _time;
    private readonly ApprovalCheck _approvals;

    /// <param name="folder">Absolute path of the folder of access state.</param>
    /// <param name="signatures">Whose signatures count.</param>
    /// <param name="trust">What the user trusts roots for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="enforcement">By what it is enforced: <see cref="SessionView.SameAccount"/>, or the account of a broker.</param>
    internal AccessPlane(string folder, SignatureCheck signatures, Trust trust, TimeProvider time, string enforcement = SessionView.SameAccount)
    {
        Store = new SessionStore(folder, time);
        Enforcement = enforcement;
        (_signatures, _trust, _time) = (signatures, trust, time);
        _approvals = new ApprovalCheck(signatures, trust);
    }

    public SessionStore Store { get; }

    public AuditLog Audit => Store.Audit;

    /// <summary>By what it is enforced.</summary>
    public string Enforcement { get; }

    /// <summary>That of this account, without a broker.</summary>
    public static AccessPlane OfUser() => new(SessionStore.FolderOfUser(), SignatureCheck.OfUser(), Trust.OfUser(), TimeProvider.System);

    /// <summary>Asks for a capability. The same request again is the same session, as long as that is open.</summary>
    /// <exception cref="IOException">State or audit cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">State or audit may not be read or written.</exception>
    public async Task<RequestAnswer> RequestAsync(CapabilityCatalog catalog, AccessAsk ask, CancellationToken cancellationToken)
    {
        if (ask.Fault() is { } fault) return new RequestAnswer(null, false, new AccessRefusal(AccessRefusalReason.BadRequest, fault));
        if (catalog.Find(ask.Capability) is not { } capability) return await RefuseAsync(ask, null, catalog.NotListed(ask.Capability), cancellationToken);
        if (!capability.Actors.Contains(ask.Actor, StringComparer.Ordinal))
        {
            return await RefuseAsync(ask, capability, new AccessRefusal(
                AccessRefusalReason.ActorNotAllowed, $"{capability.Id} is not for {TerminalText.Clean(ask.Actor, 60)}; it is for {TerminalText.Clean(string.Join(", ", capability.Actors))}"), cancellationToken);
        }

        var now = Now();
        var request = new AccessRequest
        {
            Schema = AccessRequest.SchemaId,
            Session = SessionId.New(now),
            Actor = ask.Actor,
            Reason = ask.Reason.Trim(),
            TtlSeconds = (long)(ask.Ttl ?? capability.MaxTtl).TotalSeconds,
            RequestedAt = now,
            ExpiresAt = now + AccessRequest.ApprovableFor,
            Root = RealPath.Of(catalog.Root.Path) ?? catalog.Root.Path,
            Capability = capability.Entry,
            Hosts = RequestedHosts.Of(capability.Backing, catalog.Inventory),
        };
        var ahead = ApprovalCheck.IsAhead(capability, ask.Actor) && _trust.SourceOf(CapabilityPrograms.Ahead(catalog.Root, capability)) is not null;
        var (session, isNew) = await Store.AddAsync(
            stored => stored.StatusAt(now) is SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active && stored.Request.AsksLike(request),
            () => new AccessSession { Request = request, Approval = ahead ? new SessionApproval(now, ApprovalCheck.Catalog, null, null) : null },
            cancellationToken);
        return new RequestAnswer(session, isNew, null);
    }

    /// <summary>Takes a signature over a session's request: an operator's yes.</summary>
    /// <exception cref="IOException">State cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read or written.</exception>
    public async Task<SessionAnswer> ApproveAsync(string id, string signature, CancellationToken cancellationToken)
    {
        if (Store.Find(id) is not { } session) return new SessionAnswer(null, SessionRefusals.NoSuch(id));
        if (session.StatusAt(_time.GetUtcNow()) is not SessionStatus.Requested) return await RefuseAsync(session, SessionRefusals.NotOpen(session, _time.GetUtcNow()), cancellationToken);
        var (signer, refusal) = await _approvals.SignerOfAsync(session.Request, signature, cancellationToken);
        return signer is null
            ? await RefuseAsync(session, refusal!, cancellationToken) // one of both
            : await Store.ApproveAsync(session.Id, new SessionApproval(default, signer.Principal, signer.Fingerprint, signature.Trim() + "\n"), cancellationToken);
    }

    /// <summary>Says no.</summary>
    /// <exception cref="IOException">State cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read or written.</exception>
    public Task<SessionAnswer> DenyAsync(string id, string reason, CancellationToken cancellationToken) => Store.DenyAsync(id, reason, cancellationToken);

    /// <summary>Ends a session, and takes its credential back. May be called again where that failed.</summary>
    /// <exception cref="IOException">State cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read or written.</exception>
    public async Task<RevocationAnswer> RevokeAsync(string id, string? reason, CancellationToken cancellationToken)
    {
        var answer = await Store.RevokeAsync(id, reason, cancellationToken);
        if (answer is not { Refusal: null, Session: { MayHaveCredential: true } session }) return new RevocationAnswer(answer.Session, answer.Refusal, null);
        var left = await new SessionClosing(this, _trust, _time).CloseAsync(session, cancellationToken);
        return new RevocationAnswer(Store.Find(id) ?? session, null, left);
    }

    /// <summary>
    /// Whether a session may run now: approved by a signature that verifies, not over, not used, and of the catalog's entry as it is now.
    /// </summary>
    /// <param name="id">The session.</param>
    /// <param name="signature">An approval that was carried here; null where it was given already.</param>
    /// <param name="cancellationToken">Ends the children.</param>
    /// <exception cref="IOException">State cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read or written.</exception>
    internal async Task<PermitAnswer> PermitAsync(string id, string? signature, CancellationToken cancellationToken)
    {
        if (Store.Find(id) is not { } session) return new PermitAnswer(null, SessionRefusals.NoSuch(id));
        if (signature is not null && session.StatusAt(_time.GetUtcNow()) is SessionStatus.Requested)
        {
            var answer = await ApproveAsync(id, signature, cancellationToken);
            if (answer.Refusal is { } no) return new PermitAnswer(null, no);
            session = answer.Session!; // without a refusal there is one
        }

        var now = _time.GetUtcNow();
        if (session.StatusAt(now) is not SessionStatus.Approved || session.Approval is not { } approval) return await Refused(SessionRefusals.NotOpen(session, now));
        var (capability, root, refusal) = ApprovalCheck.EntryOf(session.Request);
        if (refusal is not null) return await Refused(refusal);
        if (await _approvals.FaultOfAsync(session.Request, approval, cancellationToken) is { } fault) return await Refused(fault);
        if (CapabilityPrograms.Of(root!, capability!).FirstOrDefault(program => _trust.SourceOf(program) is null) is { } untrusted) // not null without a refusal
        {
            return await Refused(new AccessRefusal(
                AccessRefusalReason.NotTrusted,
                $"{session.Capability} names a program that this root is not trusted for; look at it, then run 'platformctl trust' (Approve-PlatformRoot): {untrusted}"));
        }

        var (expiresAt, limit) = session.Expiry();
        return new PermitAnswer(new PermittedSession(session, capability!, root!, expiresAt, limit), null);

        async Task<PermitAnswer> Refused(AccessRefusal why) => new(null, (await RefuseAsync(session, why, cancellationToken)).Refusal);
    }

    /// <summary>What is said of an id that no session has.</summary>
    public static AccessRefusal NoSuchSession(string id) => SessionRefusals.NoSuch(id);

    /// <summary>A session as it stands; null where there is none. The approval of one that could run is verified.</summary>
    /// <exception cref="IOException">State cannot be read.</exception>
    public async Task<SessionView?> ShowAsync(string id, CancellationToken cancellationToken) =>
        Store.Find(id) is { } session ? await ViewAsync(session, cancellationToken) : null;

    /// <summary>A session as it stands. The approval of one that could run is verified.</summary>
    public async Task<SessionView> ViewAsync(AccessSession session, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var fault = session.StatusAt(now) is SessionStatus.Approved or SessionStatus.Active && session.Approval is { } approval
            ? await _approvals.FaultOfAsync(session.Request, approval, cancellationToken)
            : null;
        return SessionView.Of(session, now, fault?.Message, Enforcement);
    }

    private async Task<RequestAnswer> RefuseAsync(AccessAsk ask, Capability? capability, AccessRefusal refusal, CancellationToken cancellationToken)
    {
        await Audit.AppendAsync(
            new AuditEntry
            {
                Time = Now(),
                Level = AuditLog.LevelOf(capability?.Tier, AuditEvent.Refused),
                Event = AuditEvent.Refused,
                Capability = capability?.Id,
                Tier = capability?.Tier,
                Actor = ask.Actor,
                Message = refusal.Message,
            },
            cancellationToken);
        return new RequestAnswer(null, false, refusal);
    }

    private async Task<SessionAnswer> RefuseAsync(AccessSession session, AccessRefusal refusal, CancellationToken cancellationToken)
    {
        try
        {
            await Audit.AppendAsync(session, AuditEvent.Refused, refusal.Message, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SessionAnswer(session, SessionRefusals.NoAudit(exception.Message));
        }

        return new SessionAnswer(session, refusal);
    }

    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

/// <summary>What came of a request.</summary>
/// <param name="Session">The session; null where it was refused.</param>
/// <param name="IsNew">False where the same request was open already.</param>
/// <param name="Refusal">Why there is none.</param>
public sealed record RequestAnswer(AccessSession? Session, bool IsNew, AccessRefusal? Refusal);

/// <summary>What came of revoking.</summary>
/// <param name="Session">The session as it is now; null where there is none.</param>
/// <param name="Refusal">Why nothing was done.</param>
/// <param name="NotGone">Why its credential may still live; null where it does not.</param>
public sealed record RevocationAnswer(AccessSession? Session, AccessRefusal? Refusal, string? NotGone)
{
    /// <summary>Exit code of <c>access revoke</c>.</summary>
    public int ExitCode => Refusal?.ExitCode ?? (NotGone is null ? ExitCodes.Success : ExitCodes.Partial);
}

/// <summary>Whether a session may run.</summary>
/// <param name="Permitted">The session; null where it may not.</param>
/// <param name="Refusal">Why not.</param>
internal sealed record PermitAnswer(PermittedSession? Permitted, AccessRefusal? Refusal);
