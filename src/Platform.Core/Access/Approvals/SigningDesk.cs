using System.Text;
using System.Text.Json;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Files;
using Platform.Planning;
using Platform.Text;

namespace Platform.Access.Approvals;

/// <summary>Signs a request or a plan that was carried here. Needs no state and no root: only the file and a key.</summary>
public static class SigningDesk
{
    /// <summary>Reads what a person is asked to sign.</summary>
    /// <param name="path">A file of <c>access request --out</c>, or a plan.</param>
    /// <param name="subject">What it is; null where it is neither.</param>
    /// <returns>Why it is not signed; null where it can be.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static AccessRefusal? Read(string path, out SigningSubject? subject)
    {
        var bytes = OrdinaryFile.Read(path, OrdinaryFile.MostMade).OrThrow(path);
        var content = bytes.AsSpan().EndsWith("\n"u8) ? bytes[..^1] : bytes;
        subject = null;
        if (SessionDocument.ParseRequest(content) is { } request)
        {
            // What a person reads is what is signed, and no other bytes of the same meaning.
            if (!SessionDocument.Write(request).AsSpan().SequenceEqual(content)) return Refuse($"{path} is a request that was altered or formatted; have it written anew by platformctl access show ID --request");
            subject = new SigningSubject(request, null, AccessStatement.Of(request), SignatureNamespace.Access);
            return null;
        }

        try
        {
            subject = new SigningSubject(null, PlanDocument.Read(bytes), content, SignatureNamespace.Plan);
            return null;
        }
        catch (Exception exception) when (exception is JsonException or PlanException)
        {
            return Refuse($"{path} is neither a request for access nor a plan: {TerminalText.Clean(exception.Message)}");
        }
    }

    /// <summary>The same of a session of this machine.</summary>
    public static SigningSubject Of(AccessSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new SigningSubject(session.Request, null, AccessStatement.Of(session.Request), SignatureNamespace.Access);
    }

    /// <summary>Signs it by <c>ssh-keygen -Y sign</c>.</summary>
    /// <param name="subject">What is signed.</param>
    /// <param name="key">Path of a private key, or of a public one whose other half an agent has.</param>
    /// <param name="grant">For tier critical: the session's id, said by the operator; null for none.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <returns>The armored signature, or why there is none.</returns>
    public static async Task<(string? Signature, AccessRefusal? Refusal)> SignAsync(SigningSubject subject, string key, string? grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.Request is { } request && AccessStatement.TierOf(request) is CapabilityTier.Critical && (grant is null || SessionId.Parse(grant) != request.Session))
        {
            return (null, new AccessRefusal(
                AccessRefusalReason.NoGrant, $"{new AccessSession { Request = request }.Capability} is critical: an operator's own grant names the session, --grant {request.Session}"));
        }

        return await SshKeygen.SignAsync(subject.Statement, key, subject.Purpose, cancellationToken);
    }

    /// <summary>Writes a signature where nothing stands yet, or in the place of an older one.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string path, string signature) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(signature));

    /// <summary>Writes a request for somebody to sign elsewhere: its canonical bytes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Save(string path, AccessRequest request) => AtomicFile.Write(path, SessionDocument.Write(request));

    /// <summary>The canonical text of a request: what is signed.</summary>
    public static string TextOf(AccessRequest request) => Encoding.UTF8.GetString(SessionDocument.Write(request));

    private static AccessRefusal Refuse(string message) => new(AccessRefusalReason.BadRequest, message);
}

/// <summary>What a person is asked to sign.</summary>
/// <param name="Request">The request for access; null for a plan.</param>
/// <param name="Plan">The plan; null for a request.</param>
/// <param name="Statement">The bytes that are signed.</param>
/// <param name="Purpose">One of <see cref="SignatureNamespace"/>.</param>
public sealed record SigningSubject(AccessRequest? Request, PlatformPlan? Plan, byte[] Statement, string Purpose);
