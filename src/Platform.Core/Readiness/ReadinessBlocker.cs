using System.Text.Json.Serialization;

namespace Platform.Readiness;

/// <summary>One thing that keeps a module from being upgraded, and who can clear it.</summary>
public sealed record ReadinessBlocker
{
    /// <summary>The kind, for programs.</summary>
    public required BlockerKind Kind { get; init; }

    /// <summary>True where a verb can clear it; false where a person has to know, decide or try something.</summary>
    public required bool Derivable { get; init; }

    /// <summary>The command that clears it, or with which a person begins. It is run in the platform root.</summary>
    public string Command
    {
        get => $"{Words} {Operand}";
        init => (Words, Operand) = value.LastIndexOf(' ') is > 0 and var at ? (value[..at], value[(at + 1)..]) : (value, "");
    }

    /// <summary>One sentence: what is missing.</summary>
    public required string Message { get; init; }

    /// <summary>What modules that share a step have in common of <see cref="Command"/>.</summary>
    [JsonIgnore]
    internal string Words { get; init; } = "";

    /// <summary>The rest of <see cref="Command"/>: a name that a shell takes as it stands.</summary>
    [JsonIgnore]
    internal string Operand { get; init; } = "";

    /// <summary>The name that the contract gives the kind: <c>restore-evidence</c>.</summary>
    public static string NameOf(BlockerKind kind) => kind switch
    {
        BlockerKind.Metadata => "metadata",
        BlockerKind.Source => "source",
        BlockerKind.Artifact => "artifact",
        BlockerKind.Digest => "digest",
        BlockerKind.RestoreEvidence => "restore-evidence",
        BlockerKind.Policy => "policy",
        BlockerKind.Drift => "drift",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public override string ToString() => NameOf(Kind);
}
