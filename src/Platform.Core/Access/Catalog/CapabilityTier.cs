namespace Platform.Access.Catalog;

/// <summary>How much a capability lets its holder do, from the least to the most. The tier decides who has to say yes, and the level of audit entries (R6.4).</summary>
public enum CapabilityTier
{
    /// <summary>May be approved ahead for named actors.</summary>
    Low,

    /// <summary>Takes an operator's signature for each session.</summary>
    Medium,

    /// <summary>Takes an operator's signature for each session, for the one actor that it names.</summary>
    High,

    /// <summary>For operators alone: takes the operator's own grant, which names the session.</summary>
    Critical,
}
