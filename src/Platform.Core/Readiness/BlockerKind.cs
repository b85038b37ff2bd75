using System.Text.Json.Serialization;

namespace Platform.Readiness;

/// <summary>What keeps a module from being upgraded (R5.1).</summary>
public enum BlockerKind
{
    /// <summary>The manifest lacks a fact that the wave depends on: who owns the module, and its tier.</summary>
    [JsonStringEnumMemberName("metadata")]
    Metadata,

    /// <summary>No <c>spec.source</c>.</summary>
    [JsonStringEnumMemberName("source")]
    Source,

    /// <summary>No <c>spec.artifact</c>.</summary>
    [JsonStringEnumMemberName("artifact")]
    Artifact,

    /// <summary>No repository digest of the artifact.</summary>
    [JsonStringEnumMemberName("digest")]
    Digest,

    /// <summary>The module holds data, or may, and nothing shows that they can be restored.</summary>
    [JsonStringEnumMemberName("restore-evidence")]
    RestoreEvidence,

    /// <summary>An open finding of a policy, of severity high and above.</summary>
    [JsonStringEnumMemberName("policy")]
    Policy,

    /// <summary>The host runs something else than is declared, or what it runs is not known. Judged where it is asked for.</summary>
    [JsonStringEnumMemberName("drift")]
    Drift,
}
