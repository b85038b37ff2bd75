using Platform.Manifests;

namespace Platform.Adopting;

/// <summary>What a person says of all that is adopted in one run.</summary>
public sealed record AdoptOptions
{
    /// <summary>The tier of the modules; null to leave it to be written.</summary>
    public string? Tier { get; init; }

    /// <summary>Who owns them; null to leave it to be written.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether compose files that the root has not got are copied from the host.</summary>
    public bool CopyComposeFiles { get; init; }

    /// <summary>What is wrong with them, as a sentence; null where nothing is.</summary>
    public string? Fault =>
        Tier is not null && !ModuleTier.IsTier(Tier) ? $"'{Tier}' is no tier; a tier is a digit for the order and a name in kebab case, 2-tools for instance"
        : Owner is not null && string.IsNullOrWhiteSpace(Owner) ? "an owner has a name"
        : null;
}
