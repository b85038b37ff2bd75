using System.Globalization;
using Platform.Diagnostics;
using Platform.Manifests;

namespace Platform.Policy;

/// <summary>An acknowledged risk of a module, and whether the acceptance still holds (R4.4).</summary>
/// <param name="Index">Its place among those of the module, from 0.</param>
/// <param name="Risk">What the manifest says.</param>
/// <param name="Lapse">Why it holds no longer, to be put behind "its acknowledgement"; null while it holds.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Acknowledgement(int Index, AcknowledgedRisk Risk, string? Lapse, SourcePlace Place)
{
    public static IReadOnlyList<Acknowledgement> Of(PlatformModule module, DateTimeOffset now) =>
    [
        .. (module.Risk?.AcknowledgedRisks ?? []).Select((risk, i) => new Acknowledgement(
            i, risk, LapseOf(risk, module, now), module.Places.Of("spec", "risk", "acknowledged_risks", i.ToString(CultureInfo.InvariantCulture), "id"))),
    ];

    private static string? LapseOf(AcknowledgedRisk risk, PlatformModule module, DateTimeOffset now)
    {
        if (Placeholder.Is(risk.Rationale)) return "has no rationale yet";
        if (Placeholder.Is(risk.AcknowledgedBy)) return "does not say yet who acknowledged it";
        if (risk.ExpiryIsUnreadable) return "has an expires_at that is no day of the calendar";
        if (risk.ExpiresAt <= now) return string.Create(CultureInfo.InvariantCulture, $"ended on {risk.ExpiresAt:yyyy-MM-dd} (expires_at)");
        return risk.ReviewWhen is { } trigger && Fired(trigger, module) is { } fired ? $"ended: review_when {fired} has come true" : null;
    }

    /// <summary>The first key of the trigger that equals what the manifest says; null where none does.</summary>
    private static string? Fired(ReviewTrigger trigger, PlatformModule module)
    {
        if (trigger.InternetExposed is { } exposed && exposed == module.Risk?.InternetExposed) return new ReviewTrigger { InternetExposed = exposed }.ToString();
        if (trigger.BlastRadius is { } radius && radius == module.Risk?.BlastRadius) return new ReviewTrigger { BlastRadius = radius }.ToString();
        if (trigger.Statefulness is { } statefulness && statefulness == module.Runtime.Statefulness) return new ReviewTrigger { Statefulness = statefulness }.ToString();
        return trigger.Host is { } host && host == module.Host ? new ReviewTrigger { Host = host }.ToString() : null;
    }
}
