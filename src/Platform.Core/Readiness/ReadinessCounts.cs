using System.Text.Json.Serialization;
using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>How many modules carry what. Counted is what the manifests say, of external modules too.</summary>
public abstract record ReadinessCounts
{
    private protected ReadinessCounts(IReadOnlyCollection<ModuleReadiness> modules)
    {
        Modules = modules.Count;
        External = Count(m => m.Status is ReadinessStatus.External);
        Ready = Count(m => m.Status is ReadinessStatus.Ready);
        WithSource = Count(m => m.HasSource);
        WithArtifact = Count(m => m.HasArtifact);
        WithDigest = Count(m => m.HasDigest);
        Stateful = Count(m => m.Statefulness is Statefulness.Stateful);
        WithRestoreEvidence = Count(m => m is { Statefulness: Statefulness.Stateful, HasRestoreEvidence: true });

        int Count(Func<ModuleReadiness, bool> holds) => modules.Count(holds);
    }

    [JsonPropertyOrder(-13)]
    public int Modules { get; }

    /// <summary>Those that somebody else runs: they are in no wave, and nothing blocks them.</summary>
    [JsonPropertyOrder(-12)]
    public int External { get; }

    /// <summary>Those of waves 1 to 4.</summary>
    [JsonPropertyOrder(-11)]
    public int Ready { get; }

    /// <summary>Those of wave 0.</summary>
    [JsonPropertyOrder(-10)]
    public int Blocked => Modules - External - Ready;

    [JsonPropertyOrder(-9)]
    public int WithSource { get; }

    [JsonPropertyOrder(-8)]
    public int MissingSource => Modules - WithSource;

    [JsonPropertyOrder(-7)]
    public int WithArtifact { get; }

    [JsonPropertyOrder(-6)]
    public int MissingArtifact => Modules - WithArtifact;

    [JsonPropertyOrder(-5)]
    public int WithDigest { get; }

    [JsonPropertyOrder(-4)]
    public int MissingDigest => Modules - WithDigest;

    /// <summary>Modules that hold data; restore evidence is asked of these.</summary>
    [JsonPropertyOrder(-3)]
    public int Stateful { get; }

    [JsonPropertyOrder(-2)]
    public int WithRestoreEvidence { get; }

    [JsonPropertyOrder(-1)]
    public int MissingRestoreEvidence => Stateful - WithRestoreEvidence;
}

/// <summary>The counts of one tier, or of the modules of one statefulness.</summary>
public sealed record ReadinessGroup : ReadinessCounts
{
    internal ReadinessGroup(string name, IReadOnlyCollection<ModuleReadiness> modules)
        : base(modules) => Name = name;

    [JsonPropertyOrder(-14)]
    public string Name { get; }

    public override string ToString() => $"{Name}: {Ready} of {Modules} ready";
}
