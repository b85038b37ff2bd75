namespace Platform.Yaml.Editing;

/// <summary>
/// Edits a YAML text as a text: values and keys are put in at offsets of the tree that it was read as, and everything else
/// stays as it is, comments, order, quotes, blanks and line breaks included. Pure. Each change is proven, or none is made.
/// </summary>
internal static class YamlEditor
{
    /// <param name="utf8">The text, as its file has it.</param>
    /// <param name="changes">The changes, made one after the other.</param>
    public static YamlEdit Apply(byte[] utf8, IReadOnlyList<YamlChange> changes)
    {
        var bytes = utf8;
        List<YamlChange> made = [];
        foreach (var change in changes)
        {
            if (EditText.Read(bytes, out var refusal) is not { } text) return YamlEdit.Refuse(utf8, refusal, change);
            var plan = new EditPlanner(text, change).Plan();
            if (plan.Refusal is not null) return YamlEdit.Refuse(utf8, made.Count > 0 ? AsWritten(utf8, change, plan.Refusal) : plan.Refusal, change);
            if (plan.Splices.Count == 0) continue;
            var after = Splice.Make(bytes, text.Text, plan.Splices);
            if (EditProof.FaultOf(text, plan, change, after) is { } fault) return YamlEdit.Refuse(utf8, fault, change);
            bytes = after;
            made.Add(change);
        }

        return new YamlEdit(bytes, made, null);
    }

    /// <summary>The same refusal with its place in the text of the file: the changes before it have moved what is behind them.</summary>
    private static EditRefusal AsWritten(byte[] utf8, YamlChange change, EditRefusal refusal) =>
        EditText.Read(utf8, out _) is { } text && new EditPlanner(text, change).Plan().Refusal is { } same && same.Reason == refusal.Reason ? same : refusal;
}

/// <summary>What came of changes to a text.</summary>
/// <param name="Bytes">The new text; the old one where nothing was to be done or it was refused.</param>
/// <param name="Made">The changes that were made; those that the text had already are not among them.</param>
/// <param name="Refusal">Why none was made; null where there is no reason.</param>
/// <param name="Refused">The change that was refused; null where none was.</param>
internal sealed record YamlEdit(byte[] Bytes, IReadOnlyList<YamlChange> Made, EditRefusal? Refusal, YamlChange? Refused = null)
{
    public static YamlEdit Refuse(byte[] bytes, EditRefusal? refusal, YamlChange change) => new(bytes, [], refusal, change);
}
