using Platform.Access.Catalog;

namespace Platform.Access.Backings;

/// <summary>Whether overdue tokens would be deleted: whether a sweep ran of late.</summary>
/// <param name="last">When one last looked at the tokens of a user on a server; null for never.</param>
/// <param name="isWaived">Whether the caller does without (<c>--no-sweeper</c>).</param>
/// <param name="time">The operator's clock.</param>
internal sealed class SweepWatch(Func<ForgejoPatBacking, DateTimeOffset?> last, bool isWaived, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Why a credential that never expires by itself is not made; null where it is.</summary>
    public string? FaultFor(ForgejoPatBacking backing)
    {
        if (isWaived) return null;
        var now = time.GetUtcNow();
        // A time to come is no proof: the clock was set back.
        return last(backing) is { } at && at <= now && now - at <= Longest
            ? null
            : "this token has no expiry of its own, and no sweep looked there in the last hour, which would delete it when it is overdue; let 'platformctl access sweep' run by a timer, or say --no-sweeper (-NoSweeper)";
    }
}
