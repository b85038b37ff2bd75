namespace Platform.Yaml.Editing;

/// <summary>What a change does to a text: nothing, splices, or it is refused.</summary>
/// <param name="Splices">In order; none where the text says already what it should.</param>
/// <param name="Refusal">Why nothing is done; null where there is no reason.</param>
/// <param name="Behind">The index of the entry that a new key goes behind, -1 for the first of all; null where a value is set.</param>
internal sealed record EditPlan(IReadOnlyList<Splice> Splices, EditRefusal? Refusal = null, int? Behind = null)
{
    public static EditPlan Nothing { get; } = new([]);

    public static EditPlan Refuse(EditRefusal refusal) => new([], refusal);
}
