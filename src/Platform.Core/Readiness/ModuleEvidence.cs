using Platform.Drift;

namespace Platform.Readiness;

/// <summary>What is known of a module beside its manifest.</summary>
public sealed record ModuleEvidence
{
    /// <summary>Nothing but the manifest is asked.</summary>
    public static ModuleEvidence None { get; } = new();

    /// <summary>Open findings of policies, of severity high and above, as messages show them.</summary>
    public IReadOnlyList<string> HighFindings { get; init; } = [];

    /// <summary>Whether the host runs what is declared; null where nobody asked.</summary>
    public DriftEvidence? Drift { get; init; }

    /// <summary>What differs, or why it is not known.</summary>
    public string DriftMessage { get; init; } = "";

    /// <summary>Evidence from a look at the host.</summary>
    /// <param name="drift">The comparison; null where the host gave none.</param>
    public static ModuleEvidence Of(ModuleDrift? drift) => drift switch
    {
        null => new ModuleEvidence { Drift = DriftEvidence.NotKnown, DriftMessage = "the host was not compared" },
        { Status: DriftStatus.Drifted } => new ModuleEvidence { Drift = DriftEvidence.Drifted, DriftMessage = drift.Difference },
        { Status: DriftStatus.Unreachable } or { NotCompared.Count: > 0 } => new ModuleEvidence
        {
            Drift = DriftEvidence.NotKnown,
            DriftMessage = string.Join("; ", drift.Findings.Where(f => f.Severity is FindingSeverity.Warning).Select(f => f.Message).Distinct(StringComparer.Ordinal)),
        },
        _ => new ModuleEvidence { Drift = DriftEvidence.NoDrift },
    };
}

/// <summary>What a look at the host says. Never two values: a host that was not seen proves nothing.</summary>
public enum DriftEvidence
{
    NoDrift,
    Drifted,

    /// <summary>The host was not reached, or not everything was compared.</summary>
    NotKnown,
}
