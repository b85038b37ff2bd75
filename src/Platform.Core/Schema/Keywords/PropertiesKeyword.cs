using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Patterns;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary>
/// <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c> and <c>required</c>, in one pass over the
/// entries: each asks for the same lookup of the same keys.
/// </summary>
/// <param name="names">The names of <c>properties</c>, then those that are only required.</param>
/// <param name="schemas">The schemas of the names; null for names that are only required.</param>
/// <param name="required">How many names are required, and whether each is.</param>
/// <param name="patterns">The patterns with their schemas.</param>
/// <param name="additional">The schema of all other keys; null if there is none.</param>
internal sealed class PropertiesKeyword(
    PropertyTable names,
    SchemaNode?[] schemas,
    RequiredNames required,
    (SchemaPattern Pattern, SchemaNode Schema)[] patterns,
    SchemaNode? additional) : SchemaKeyword
{
    /// <summary>The keys that this schema knows by name.</summary>
    public IEnumerable<string> KnownNames => names.Names.Where((_, place) => schemas[place] is not null);

    public SchemaNode? Find(string name) => names.Find(name) is >= 0 and var place ? schemas[place] : null;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        if (instance.Kind != YamlKind.Mapping) return true;
        var valid = true;
        var found = 0;
        var ordinal = -1;
        foreach (var entry in instance.Entries)
        {
            ordinal++;
            var place = names.Find(entry.Key);
            if (place >= 0 && required.Contains(place)) found++;
            if (IsEntryValid(entry, place, run, marks, ordinal)) continue;
            if (!run.IsLenient) return false;
            valid = false;
        }

        // A document with duplicate keys is refused before; counting is exact for all others.
        return valid && found >= required.Count;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        for (var place = 0; place < names.Names.Count; place++)
        {
            if (required.Contains(place) && !instance.TryGet(names.Names[place], out _))
                MissingKey.Explain(names.Names[place], schemas[place], instance, owner, explanation);
        }

        foreach (var entry in instance.Entries) ExplainEntry(entry, instance, owner, explanation);
    }

    private bool IsEntryValid(YamlEntry entry, int place, EvaluationRun run, int marks, int ordinal)
    {
        var evaluated = false;
        if (place >= 0 && schemas[place] is { } schema)
        {
            if (!run.IsValidChild(schema, entry.Value)) return MarkFailed(run, marks, ordinal);
            evaluated = true;
        }

        foreach (var (pattern, patternSchema) in patterns)
        {
            if (!pattern.IsMatch(entry.Key)) continue;
            if (!run.IsValidChild(patternSchema, entry.Value)) return MarkFailed(run, marks, ordinal);
            evaluated = true;
        }

        if (!evaluated && additional is not null)
        {
            if (!run.IsValidChild(additional, entry.Value)) return MarkFailed(run, marks, ordinal);
            evaluated = true;
        }

        if (evaluated) run.Marks.Mark(marks, ordinal);
        return true;
    }

    /// <summary>A key that is known but has a wrong value is not an unknown one; explanations count on that.</summary>
    private static bool MarkFailed(EvaluationRun run, int marks, int ordinal)
    {
        if (run.IsLenient) run.Marks.Mark(marks, ordinal);
        return false;
    }

    private void ExplainEntry(YamlEntry entry, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var known = false;
        if (Find(entry.Key) is { } schema)
        {
            explanation.ExplainChild(schema, entry.Value, entry.Key);
            known = true;
        }

        foreach (var (pattern, patternSchema) in patterns)
        {
            if (!pattern.IsMatch(entry.Key)) continue;
            explanation.ExplainChild(patternSchema, entry.Value, entry.Key);
            known = true;
        }

        if (known || additional is null) return;
        if (additional.Always == false)
            UnknownKey.Explain("additionalProperties", entry, instance, owner, explanation);
        else
            explanation.ExplainChild(additional, entry.Value, entry.Key);
    }
}
