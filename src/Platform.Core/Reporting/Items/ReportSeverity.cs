using System.Text.Json.Serialization;

namespace Platform.Reporting.Items;

/// <summary>How bad an item is, from the least; one scale for all checks.</summary>
public enum ReportSeverity
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("information")]
    Information,

    /// <summary>A gap that makes other work harder.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>A doubt, a warning, or something that harms nobody yet.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>Drift, an invalid manifest, or a way to control a host.</summary>
    [JsonStringEnumMemberName("high")]
    High,

    /// <summary>A secret that can be read.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical,
}

internal static class ReportSeverityReadings
{
    extension(ReportSeverity severity)
    {
        /// <summary>The word that people and documents see.</summary>
        public string Word => severity switch
        {
            ReportSeverity.Critical => "critical",
            ReportSeverity.High => "high",
            ReportSeverity.Medium => "medium",
            ReportSeverity.Low => "low",
            _ => "information",
        };
    }

    extension(ReportCheck check)
    {
        public string Word => check switch
        {
            ReportCheck.Manifest => "manifest",
            ReportCheck.Policy => "policy",
            ReportCheck.Drift => "drift",
            ReportCheck.Readiness => "readiness",
            _ => "review",
        };
    }
}
