using System.Globalization;
using Platform.Access.Audit;
using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Running;

/// <summary>
/// Takes away what sessions have left: after a crash, a kill, a restart, a server that was down. Meant for a timer. What could not be taken away is said, and
/// tried again by the next sweep.
/// </summary>
/// <param name="plane">Sessions and audit.</param>
/// <param name="trust">What the user lets run.</param>
/// <param name="time">The clock.</param>
public sealed class AccessSweep(AccessPlane plane, Trust trust, TimeProvider time)
{
    /// <summary>A wrapper ends its session by itself; a sweep does when it is this late.</summary>
    private static readonly TimeSpan Late = SessionClosing.Grace + TimeSpan.FromSeconds(10);

    private readonly SessionClosing _closing = new(plane, trust, time);

    /// <summary>This account's.</summary>
    public static AccessSweep OfUser() => new(AccessPlane.OfUser(), Trust.OfUser(), TimeProvider.System);

    /// <summary>Sweeps.</summary>
    /// <param name="root">A root whose capabilities name servers, beside those of the sessions; null for these alone.</param>
    /// <param name="cancellationToken">Stops between two items.</param>
    /// <exception cref="IOException">State cannot be read, or the audit not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">State may not be read, or the audit not be written.</exception>
    public async Task<SweepResult> RunAsync(PlatformRoot? root, CancellationToken cancellationToken)
    {
        List<SweptItem> items = [];
        var stored = plane.Store.List();
        foreach (var session in stored.Sessions.Where(IsToClose))
        {
            cancellationToken.ThrowIfCancellationRequested();
            items.Add(await CloseAsync(session, cancellationToken));
        }

        foreach (var id in LeftBy(stored))
            items.Add(await EndAsync(id));
        items.AddRange(await SweepTokensAsync(RootsOf(stored, root), cancellationToken));
        if (items.Count > 0) await plane.Audit.AppendAsync(EntryOf(items), cancellationToken);
        return new SweepResult(items);
    }

    /// <summary>Whether a session has something that nobody takes away by himself.</summary>
    private bool IsToClose(AccessSession session)
    {
        if (session.Run is not { } run) return false;
        var now = time.GetUtcNow();
        var lives = RunFolder.IsHeld(session.Id) && !ProcessIdentity.IsGone(run.Process);
        if (lives) return session.Revocation is { } revocation ? now - revocation.At > Late : now - session.Expiry().At > Late;
        return session.End is null || session.MayHaveCredential;
    }

    private async Task<SweptItem> CloseAsync(AccessSession session, CancellationToken cancellationToken)
    {
        if (session.End is null)
            session = (await plane.Store.EndAsync(session.Id, time.GetUtcNow() >= session.Expiry().At ? SessionEndReason.Expired : SessionEndReason.Lost, null, cancellationToken)).Session ?? session;
        var left = await _closing.CloseAsync(session, cancellationToken);
        return new SweptItem(SweptKind.Session, session.Id, session.Capability, left is null, left ?? "taken away");
    }

    /// <summary>Sessions that no state knows, and that no wrapper holds.</summary>
    private static IEnumerable<string> LeftBy(StoredSessions stored)
    {
        // One that is being made has no run yet, and a folder that is held.
        var known = stored.Sessions.Where(session => session is { Run: not null, End: null } or { MayHaveCredential: true }).Select(session => session.Id).ToHashSet(StringComparer.Ordinal);
        return RunFolder.Sessions().Concat(SessionProcesses.All().Select(found => found.Session)).Distinct(StringComparer.Ordinal).Where(id => !known.Contains(id) && !RunFolder.IsHeld(id));
    }

    private async Task<SweptItem> EndAsync(string id)
    {
        var areGone = await SessionProcesses.EndAsync(id, SessionClosing.Grace, time);
        var isGone = areGone && RunFolder.TryDelete(id);
        return new SweptItem(SweptKind.Leftover, id, null, isGone, isGone ? "processes and sockets taken away" : "a process of it does not end");
    }

    private async Task<IReadOnlyList<SweptItem>> SweepTokensAsync(IEnumerable<PlatformRoot> roots, CancellationToken cancellationToken)
    {
        List<SweptItem> items = [];
        List<ForgejoPatBacking> looked = [];
        foreach (var root in roots)
        {
            var catalog = CapabilityCatalog.Load(root);
            CredentialBackings backings = new(root, catalog.Inventory, trust, new SweepWatch(_ => null, isWaived: true, time), time);
            foreach (var capability in catalog.Capabilities)
            {
                if (capability.Backing is not ForgejoPatBacking forgejo || looked.Any(other => (other.Url, other.User) == (forgejo.Url, forgejo.User))) continue;
                var answer = await ((ForgejoPatCredentials)backings.Of(forgejo)).SweepAsync(cancellationToken);
                if (answer.IsGone) looked.Add(forgejo);
                else items.Add(new SweptItem(SweptKind.Tokens, $"{TerminalText.Clean(forgejo.User)} at {forgejo.Url.Authority}", capability.Id, false, answer.Message ?? "overdue tokens may be left"));
            }
        }

        if (looked.Count > 0) new SweepRecord(plane.Store).Write(looked, time.GetUtcNow());
        return items;
    }

    private static IEnumerable<PlatformRoot> RootsOf(StoredSessions stored, PlatformRoot? root)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        if (root is not null && seen.Add(root.Path)) yield return root;
        foreach (var path in stored.Sessions.Select(session => session.Request.Root).Distinct(StringComparer.Ordinal))
            if (PlatformRoot.TryFind(path, null, "/", out var other, out _) && seen.Add(other.Path)) yield return other;
    }

    private AuditEntry EntryOf(IReadOnlyList<SweptItem> items) => new()
    {
        Time = time.GetUtcNow(),
        Level = items.All(item => item.IsGone) ? AuditLevel.Notice : AuditLevel.Alert,
        Event = AuditEvent.Swept,
        Message = string.Create(CultureInfo.InvariantCulture, $"{items.Count(item => item.IsGone)} taken away, {items.Count(item => !item.IsGone)} left"),
    };
}
