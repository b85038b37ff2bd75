using System.Globalization;
using System.Text.Json.Serialization;
using Platform.Json;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>Recorded state, from the manifest.</summary>
/// <param name="Image"><c>spec.runtime.image_observed</c>.</param>
/// <param name="AuditedAt"><c>spec.runtime.image_audit_ts</c>.</param>
/// <param name="Age">Since then, by the operator's clock; null where the record has no date, or one that is yet to come.</param>
public sealed record RecordedFacts(
    string Image,
    DateTimeOffset? AuditedAt,
    [property: JsonPropertyName("ageSeconds"), JsonConverter(typeof(SecondsConverter))] TimeSpan? Age)
{
    /// <summary>When that was, in words that can follow the name of the record: <c>of 2026-05-02, 12 days old</c>.</summary>
    [JsonIgnore]
    public string Dated => (AuditedAt, Age) switch
    {
        (null, _) => "without a date",
        ({ } date, null) => string.Create(CultureInfo.InvariantCulture, $"dated {date.UtcDateTime:yyyy-MM-dd}, which is in the future"),
        ({ } date, { } age) => string.Create(CultureInfo.InvariantCulture, $"of {date.UtcDateTime:yyyy-MM-dd}, {Text.Age.Of(age)} old"),
    };

    public override string ToString() => $"{Image} {Dated}";

    internal static RecordedFacts? Of(ModuleRuntime runtime, DateTimeOffset now) => runtime.ImageObserved is { } image
        ? new RecordedFacts(image, runtime.ImageAuditTs, now - runtime.ImageAuditTs is { Ticks: >= 0 } age ? age : null)
        : null;
}
