using System.Text.Json.Serialization;

namespace Platform.Policy;

/// <summary>How bad a finding is, from the least.</summary>
public enum PolicySeverity
{
    /// <summary>A gap that makes other work harder.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>Something that is wrong, and harms nobody yet.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>A way to control a host, or an acceptance that holds no longer.</summary>
    [JsonStringEnumMemberName("high")]
    High,

    /// <summary>A secret that can be read.</summary>
    [JsonStringEnumMemberName("critical")]
    Critical,
}
