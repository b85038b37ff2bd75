using System.Text.Json;

namespace Platform.Access.Catalog;

/// <summary>What an actor can ask for: one entry of <c>policies/agent-capabilities.yaml</c>.</summary>
public sealed record Capability
{
    /// <summary>Lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public required CapabilityTier Tier { get; init; }

    public required string Description { get; init; }

    /// <summary>Who may ask: names of <c>policies/actors.yaml</c>.</summary>
    public required IReadOnlyList<string> Actors { get; init; }

    /// <summary>The longest life of a session, counted from its approval.</summary>
    public required TimeSpan MaxTtl { get; init; }

    /// <summary>Actors that need no approval for each session; empty but for tier low.</summary>
    public IReadOnlyList<string> PreApproved { get; init; } = [];

    public required Backing Backing { get; init; }

    /// <summary>The whole entry as JSON, as the file has it: what an operator signs.</summary>
    internal JsonElement Entry { get; init; }

    /// <summary>Line of the entry in the catalog, from 1.</summary>
    public int Line { get; init; } = 1;

    public override string ToString() => Id;
}
