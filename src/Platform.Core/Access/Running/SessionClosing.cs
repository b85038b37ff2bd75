using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Manifests;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Running;

/// <summary>
/// Takes away what a session had: its processes, its credential, its folder; and writes down that it is gone, or why not. The same for the run
/// itself, for whoever revokes, and for the sweep. What takes away goes on where writing fails.
/// </summary>
internal sealed class SessionClosing(AccessPlane plane, Trust trust, TimeProvider time)
{
    /// <summary>How long processes of a session have between SIGTERM and SIGKILL.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Closes a session that another process ran.</summary>
    /// <returns>Null where nothing of it is left; else what is.</returns>
    public Task<string?> CloseAsync(AccessSession session, CancellationToken cancellationToken) =>
        CloseAsync(session, BackingOf(session), null, Grace, cancellationToken);

    /// <summary>Closes it.</summary>
    /// <param name="session">The session, as it was last written.</param>
    /// <param name="backing">What its credential came from; null where that is not known any more.</param>
    /// <param name="credential">The credential, where this process has it.</param>
    /// <param name="grace">How long its processes have.</param>
    /// <param name="cancellationToken">Ends requests.</param>
    public async Task<string?> CloseAsync(AccessSession session, IBacking? backing, IssuedCredential? credential, TimeSpan grace, CancellationToken cancellationToken)
    {
        var areGone = await SessionProcesses.EndAsync(session.Id, grace, time);
        var answer = await RevokeAsync(session, backing, credential, cancellationToken);
        if (areGone && answer.IsGone) areGone = RunFolder.TryDelete(session.Id);
        var left = !answer.IsGone ? answer.Message ?? "its credential may still be valid" : areGone ? null : "a process of the session does not end";
        var written = session.Run is null ? null : left is null
            ? (await plane.Store.CredentialGoneAsync(session.Id, cancellationToken)).Refusal
            : (await plane.Store.RevokeFailedAsync(session.Id, TerminalText.Clean(left), cancellationToken)).Refusal;
        // A session whose file is lost cannot be written to, and has nothing that is left.
        return left ?? (written is { Reason: not AccessRefusalReason.NoSuchSession } fault ? fault.Message : null);
    }

    private static async Task<RevokeAnswer> RevokeAsync(AccessSession session, IBacking? backing, IssuedCredential? credential, CancellationToken cancellationToken)
    {
        if (!session.MayHaveCredential && credential is null) return RevokeAnswer.Gone;
        return backing is null
            ? new RevokeAnswer(false, $"the platform root {session.Request.Root} is gone, so that nobody knows how its credential is taken away; put it back, or take the credential away by hand")
            : await backing.RevokeAsync(session, credential, cancellationToken);
    }

    /// <summary>By the entry that was approved: the catalog may name another server by now.</summary>
    private IBacking? BackingOf(AccessSession session)
    {
        if (!PlatformRoot.TryFind(session.Request.Root, null, "/", out var root, out _)) return null;
        var backings = new CredentialBackings(root, RootContext.Open(root).Inventory, trust, new SweepWatch(_ => null, isWaived: true, time), time);
        return CapabilityReader.Read(session.Request.Capability) is { } capability ? backings.Of(capability.Backing) : null;
    }
}
