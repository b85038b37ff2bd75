namespace Platform.Yaml.Editing;

/// <summary>
/// Proves an edit: the new text reads as the old tree and the change, and nothing else; the bytes outside the splices are the
/// old ones; the same change has nothing to do in the new text.
/// </summary>
internal static class EditProof
{
    /// <summary>What is not proven, as a refusal; null where all is.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="plan">What was done to it.</param>
    /// <param name="change">What was meant.</param>
    /// <param name="after">The bytes of the new text.</param>
    public static EditRefusal? FaultOf(EditText before, EditPlan plan, YamlChange change, byte[] after)
    {
        if (!Splice.AreAllThatDiffers(before.Bytes, before.Text, plan.Splices, after)) return Refuse("bytes outside the change would differ");
        var read = EditText.Read(after, out var refusal);
        if (read is null) return Refuse($"the text would read no more ({refusal?.Message})");
        var intended = IntendedTree.Of(before.Document, change, plan.Behind);
        if (!IntendedTree.AreSame(intended, read.Document.Records)) return Refuse("the text would say more or less than the change");
        return new EditPlanner(read, change).Plan() is { Splices.Count: 0, Refusal: null } ? null : Refuse("the same change once more would change it again");

        EditRefusal Refuse(string what) => before.Refuse(
            EditRefusalReason.NotProven, plan.Splices[0].Start, $"`{change.Key}` is not changed, because {what}; change it by hand.");
    }
}
