using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Diagnostics;
using Platform.Json;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Approvals;

/// <summary>Whether an approval counts for a request: now, and by what stands in the root now.</summary>
/// <param name="signatures">Whose signatures count.</param>
/// <param name="trust">What the user trusts roots for.</param>
internal sealed class ApprovalCheck(SignatureCheck signatures, Trust trust)
{
    /// <summary>Who is said to have approved what was approved ahead.</summary>
    public const string Catalog = "catalog";

    /// <summary>Whether a capability is approved ahead for an actor, as far as the root says so.</summary>
    public static bool IsAhead(Capability capability, string actor) => capability.Tier is CapabilityTier.Low && capability.PreApproved.Contains(actor, StringComparer.Ordinal);

    /// <summary>The catalog's entry that a request was made of, where it is still that.</summary>
    public static (Capability? Capability, PlatformRoot? Root, AccessRefusal? Refusal) EntryOf(AccessRequest request)
    {
        var id = new AccessSession { Request = request }.Capability;
        if (!PlatformRoot.TryFind(request.Root, null, "/", out var root, out var error)) return Changed(error);
        var catalog = CapabilityCatalog.Load(root);
        if (catalog.Diagnostics.FirstOrDefault(d => d.Severity is DiagnosticSeverity.Error) is { } wrong) return Changed(wrong.ToString());
        if (catalog.Find(id) is not { } capability) return Changed(catalog.NotListed(id).Message);
        if (!CanonicalJson.Write(capability.Entry).AsSpan().SequenceEqual(CanonicalJson.Write(request.Capability)))
            return Changed($"{CapabilityCatalog.RelativePath}:{capability.Line}: the entry of {id} is not what was asked for and approved; ask anew");
        return CanonicalJson.Write(RequestedHosts.Of(capability.Backing, catalog.Inventory)).AsSpan().SequenceEqual(CanonicalJson.Write(request.Hosts))
            ? (capability, root, null)
            : Changed($"hosts.yaml reaches the hosts of {id} in another way than when it was asked for; ask anew");

        static (Capability?, PlatformRoot?, AccessRefusal?) Changed(string message) => (null, null, new AccessRefusal(AccessRefusalReason.CatalogChanged, TerminalText.Clean(message)));
    }

    /// <summary>Why an approval does not count; null where it does.</summary>
    public async Task<AccessRefusal?> FaultOfAsync(AccessRequest request, SessionApproval approval, CancellationToken cancellationToken)
    {
        if (approval.Signature is { } signature) return (await SignerOfAsync(request, signature, cancellationToken)).Refusal;
        var (capability, root, refusal) = EntryOf(request);
        if (refusal is not null) return refusal;
        if (!IsAhead(capability!, request.Actor)) // not null without a refusal
            return new AccessRefusal(AccessRefusalReason.NotApproved, $"{capability!.Id} is not approved ahead for {request.Actor}; an operator has to approve it");
        return trust.SourceOf(CapabilityPrograms.Ahead(root!, capability!)) is null
            ? new AccessRefusal(AccessRefusalReason.NotTrusted, $"{capability!.Id} is approved ahead by a root that is not trusted for it; look at it, then run 'platformctl trust' (Approve-PlatformRoot)")
            : null;
    }

    /// <summary>Who signed a request, where that is an operator whose word counts.</summary>
    public async Task<(Signer? Signer, AccessRefusal? Refusal)> SignerOfAsync(AccessRequest request, string signature, CancellationToken cancellationToken)
    {
        if (!PlatformRoot.TryFind(request.Root, null, "/", out var root, out var error)) return (null, new AccessRefusal(AccessRefusalReason.CatalogChanged, TerminalText.Clean(error)));
        var catalog = CapabilityCatalog.Load(root);
        if (catalog.Diagnostics.FirstOrDefault(d => d.Severity is DiagnosticSeverity.Error) is { } wrong)
            return (null, new AccessRefusal(AccessRefusalReason.CatalogChanged, TerminalText.Clean(wrong.ToString())));
        var isCritical = AccessStatement.TierOf(request) is CapabilityTier.Critical;
        var narrowed = catalog.Actors.Operators;
        IReadOnlyList<string>? only = !isCritical ? narrowed
            : narrowed is null || narrowed.Contains(request.Actor, StringComparer.Ordinal) ? [request.Actor] : [];
        var question = new SignatureQuestion(
            SignatureNamespace.Access, root.Path, only,
            isCritical ? $"tier critical takes the own grant of {request.Actor}" : $"{ActorDirectory.RelativePath} does not count that operator",
            "the signature is over something else: the request was altered, or the signature approves another session");
        var (signer, refusal) = await signatures.CheckAsync(signature, [AccessStatement.Of(request)], question, cancellationToken);
        if (signer is not null || !isCritical || refusal!.Reason is not AccessRefusalReason.OtherRequest) return (signer, refusal);
        // It may be a signature over the bare request, which is no grant.
        var (bare, _) = await signatures.CheckAsync(signature, [SessionDocument.Write(request)], question with { Only = null }, cancellationToken);
        return bare is null ? (null, refusal) : (null, new AccessRefusal(
            AccessRefusalReason.NoGrant, $"the request was signed, and tier critical takes a grant that names the session: platformctl access approve {request.Session} --grant {request.Session} --key KEY"));
    }
}
