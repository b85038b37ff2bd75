using System.Text.Json;
using Platform.Planning;
using Platform.Root;

namespace Platform.Applying;

/// <summary>A plan that was read from a file, and whether it could still be applied as far as the root and the clock tell.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Plan">The plan, whose hash was checked.</param>
/// <param name="Status">What the root and the clock say of it. Hosts are asked by <c>apply</c> alone.</param>
/// <param name="Moved">What changed in the root since the plan was made, a sentence each.</param>
public sealed record SavedPlan(string Path, PlatformPlan Plan, PlanStatus Status, IReadOnlyList<string> Moved)
{
    /// <summary>What an approval names.</summary>
    public string Id { get; } = Plan.Id;

    public DateTimeOffset CreatedAt => Plan.CreatedAt;

    public DateTimeOffset ExpiresAt => Plan.ExpiresAt;

    public IReadOnlyList<PlanChange> Changes => Plan.Changes;

    public IReadOnlyList<BlockedChange> Blocked => Plan.Blocked;

    /// <summary>Reads a plan and compares it with the root.</summary>
    /// <param name="path">Absolute path of the file.</param>
    /// <param name="root">The root; null where there is none at hand, so that only the clock is asked.</param>
    /// <param name="now">Operator's time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JsonException">The file is no plan, or was altered.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<SavedPlan> ReadAsync(string path, PlatformRoot? root, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = PlanDocument.Read(PlanDocument.ReadBytes(path));
        var moved = root is null ? [] : await PlanApplier.MovedInRootAsync(root, plan, cancellationToken);
        var status = plan.ExpiresAt <= now ? PlanStatus.Expired : moved.Count > 0 ? PlanStatus.Stale : PlanStatus.Fresh;
        return new SavedPlan(path, plan, status, moved);
    }

    public override string ToString() => $"{Id[..12]}: {Status}";
}

/// <summary>Whether a saved plan could be applied.</summary>
public enum PlanStatus
{
    /// <summary>The root is as it was, and the time is not over.</summary>
    Fresh,

    /// <summary>The root has moved on.</summary>
    Stale,

    Expired,
}
