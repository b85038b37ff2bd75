namespace Platform.Yaml.Editing;

/// <summary>Finds the place of a change in a text. Pure.</summary>
/// <param name="text">The text.</param>
/// <param name="change">The change.</param>
internal sealed class EditPlanner(EditText text, YamlChange change)
{
    /// <summary>Nothing where the text says it already.</summary>
    public EditPlan Plan()
    {
        if (NotText(change.Value) || change.Path.Any(key => !ScalarText.IsText(key)))
            return Refuse(EditRefusalReason.NotText, 0, $"The value for `{change.Key}` is no Unicode text.");
        if (StructureTabs.FirstIn(text.Text, text.Spans.Leaves) is { } tab)
            return Refuse(EditRefusalReason.Tab, tab, "A tab stands here between tokens; use blanks.");

        var (mapping, node) = (text.Spans.Root, text.Document.Root);
        SpanNode? around = null;
        for (var depth = 0; ; depth++)
        {
            if (NodeGuard.OfMapping(text, mapping, depth == 0 ? "the document" : $"`{change.Path[depth - 1]}`", change.Path[depth]) is { } refusal) return EditPlan.Refuse(refusal);
            var index = mapping.IndexOf(change.Path[depth]);
            if (depth == change.Path.Count - 1) return index < 0 ? Insert(mapping, around) : Set(mapping, index, node[change.Key], around);
            if (index < 0) return Refuse(EditRefusalReason.NoParent, mapping.Start, $"There is no key `{change.Path[depth]}` here, which `{change.Key}` belongs to.");
            (around, mapping, node) = (mapping, mapping.Entries[index].Value, node[change.Path[depth]]);
        }
    }

    private EditPlan Insert(SpanNode mapping, SpanNode? around)
    {
        var behind = change.After.Select(mapping.IndexOf).Where(index => index >= 0).Append(mapping.Entries.Count - 1).First();
        var writer = EntryWriter.For(mapping, text.Spans, BlockPlace.StepOf(text, mapping, around));
        if (mapping.Form is SpanForm.FlowMapping)
            return new EditPlan(FlowPlace.Behind(text, mapping, behind, writer.Inline(change.Key, change.Value)), Behind: behind);
        return BlockPlace.Behind(text, mapping, behind, writer.Lines(change.Key, change.Value)) is { } splice
            ? new EditPlan([splice], Behind: behind)
            : Refuse(EditRefusalReason.NoPlace, mapping.Entries[behind].End, "Something stands in this line behind the value; give it a line of its own.");
    }

    private EditPlan Set(SpanNode mapping, int index, YamlNode node, SpanNode? around)
    {
        var (key, value) = mapping.Entries[index];
        if (NodeGuard.OfValue(text, value, change.Key) is { } refusal) return EditPlan.Refuse(refusal);
        if (change.Value.IsSaidBy(node)) return EditPlan.Nothing;
        if (value.IsBlockScalar)
            return Refuse(EditRefusalReason.BlockScalar, value.Start, $"The value of `{change.Key}` is a block scalar, of | or >; write it in one line.");
        if (value.IsCollection || (change.Value is YamlMapping && !value.IsNull))
            return Refuse(EditRefusalReason.Occupied, value.Start, $"`{change.Key}` has another value here, which is not overwritten.");
        if (value.IsEmpty && (value.Start == 0 || text.Text[value.Start - 1] != ':'))
            return Refuse(EditRefusalReason.NoPlace, key.Start, $"`{change.Key}` has no colon behind it; write one.");

        var writer = EntryWriter.For(mapping, text.Spans, BlockPlace.StepOf(text, mapping, around));
        var inFlow = mapping.Form is SpanForm.FlowMapping;
        return change.Value is YamlMapping { Entries.Count: > 0 } wanted && !inFlow
            ? Below(mapping, index, wanted, writer)
            : Replace(value, change.Value is YamlScalar scalar ? Scalar(scalar, value, writer, inFlow) : writer.Inline(change.Value));
    }

    private static string Scalar(YamlScalar scalar, SpanNode value, EntryWriter writer, bool inFlow) =>
        ScalarText.Of(scalar, value.IsNull ? writer.Texts : value.Form, writer.Quotes, inFlow);

    private static EditPlan Replace(SpanNode value, string written) =>
        new([new Splice(value.Start, value.End - value.Start, value.IsEmpty ? " " + written : written)]);

    /// <summary>A mapping in its own lines below its key, whose value is nothing.</summary>
    private EditPlan Below(SpanNode mapping, int index, YamlMapping wanted, EntryWriter writer)
    {
        var (_, value) = mapping.Entries[index];
        var lines = wanted.Entries.SelectMany(entry => writer.Lines(entry.Key, entry.Value)).Select(line => new string(' ', writer.Step) + line);
        if (BlockPlace.Below(text, mapping, index, lines) is not { } splice)
            return Refuse(EditRefusalReason.NoPlace, value.End, "Something stands in this line behind the value; give it a line of its own.");
        if (value.IsEmpty) return new EditPlan([splice]);
        // A null that is written out goes, with the blanks before it.
        var start = value.Start;
        while (start > 0 && text.Text[start - 1] == ' ') start--;
        return new EditPlan([new Splice(start, value.End - start, ""), splice]);
    }

    private static bool NotText(YamlValue value) => value switch
    {
        YamlScalar scalar => !ScalarText.IsText(scalar.Text),
        YamlMapping mapping => mapping.Entries.Any(entry => !ScalarText.IsText(entry.Key) || NotText(entry.Value)),
        _ => false,
    };

    private EditPlan Refuse(EditRefusalReason reason, int offset, string message) => EditPlan.Refuse(text.Refuse(reason, offset, message));
}
