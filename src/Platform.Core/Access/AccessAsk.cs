using System.Text;

namespace Platform.Access;

/// <summary>What an actor says to get a session.</summary>
/// <param name="Capability">Id of the capability.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Reason">Why: what an operator reads before saying yes.</param>
/// <param name="Ttl">The life that is asked for; null for as long as the capability allows.</param>
public sealed record AccessAsk(string Capability, string Actor, string Reason, TimeSpan? Ttl)
{
    private const int LongestReason = 1_000;

    /// <summary>What makes no sense of it; null where all does.</summary>
    internal string? Fault()
    {
        if (string.IsNullOrWhiteSpace(Reason)) return "a reason is needed (--reason): an operator decides by it";
        if (Reason.Length > LongestReason) return $"the reason has more than {LongestReason} characters; say it shorter";
        // A request is canonical JSON that people read before they sign it.
        if (Reason.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)) return "the reason has control characters or broken ones; it is one line of text";
        if (Actor.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)) return "the actor's name has control characters or broken ones";
        return Ttl is { } ttl && (ttl < TimeSpan.FromSeconds(1) || ttl.TotalSeconds > Sessions.AccessRequest.MostSeconds) ? "a session lives for 1s to 7d" : null;
    }
}
