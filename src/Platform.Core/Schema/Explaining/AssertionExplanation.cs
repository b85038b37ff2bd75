using Platform.Schema.Documents;
using Platform.Schema.Formats;
using Platform.Schema.Keywords;
using Platform.Schema.Patterns;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>The keywords that say something of the value itself.</summary>
internal sealed class AssertionExplanation(Branch branch, YamlNode instance, Explanation explanation)
{
    private readonly SchemaNode _schema = branch.Schema;

    public void Explain()
    {
        if (branch.Results.Errors is not { Count: > 0 }) return;
        if (Fails("type")) WrongType.Explain(SchemaShape.OwnTypes(_schema) ?? InstanceTypes.None, instance, _schema, explanation);
        if (Fails("const")) WrongValue.Explain("const", [Value("const")], instance, _schema, explanation);
        if (Fails("enum")) WrongValue.Explain("enum", Items(Value("enum")), instance, _schema, explanation);
        ExplainNumbers();
        ExplainCounts();
        if (Fails("pattern")) ExplainPattern();
        if (Fails("uniqueItems")) RepeatedItem.Explain(instance, _schema, explanation);
        if (Fails("dependentRequired")) ExplainDependents("dependentRequired");
        if (Fails("format")) ExplainFormat();
        if (Fails("dependencies")) ExplainDependents("dependencies");
    }

    private bool Fails(string keyword) => branch.Results.Fails(keyword);

    private YamlNode Value(string keyword) => _schema.Source[keyword];

    private void ExplainNumbers()
    {
        foreach (var (keyword, relation) in (ReadOnlySpan<(string, string)>)
            [("minimum", "at least"), ("exclusiveMinimum", "more than"), ("maximum", "at most"), ("exclusiveMaximum", "less than")])
        {
            if (Fails(keyword))
                explanation.Add(_schema, keyword, instance, $"must be {relation} {Value(keyword).Text}, not {TextExcerpt.Of(instance.Text)}.");
        }

        if (Fails("multipleOf"))
            explanation.Add(_schema, "multipleOf", instance, $"must be a multiple of {Value("multipleOf").Text}; {TextExcerpt.Of(instance.Text)} is not.");
    }

    private void ExplainCounts()
    {
        ExplainCount("minLength", TextKeywords.CountCodePoints(instance.Text), "character", isMinimum: true);
        ExplainCount("maxLength", TextKeywords.CountCodePoints(instance.Text), "character", isMinimum: false);
        ExplainCount("minItems", instance.Count, "item", isMinimum: true);
        ExplainCount("maxItems", instance.Count, "item", isMinimum: false);
        ExplainCount("minProperties", instance.Count, "key", isMinimum: true);
        ExplainCount("maxProperties", instance.Count, "key", isMinimum: false);
    }

    private void ExplainCount(string keyword, int count, string noun, bool isMinimum)
    {
        if (!Fails(keyword)) return;
        var limit = Wording.Plural(Wording.Count(Value(keyword)) ?? 0, noun);
        explanation.Add(_schema, keyword, instance, (isMinimum, count, noun) switch
        {
            (true, 0, "character") => "must not be empty.",
            (true, 0, _) => $"must not be empty; it needs at least {limit}.",
            _ => $"must have {(isMinimum ? "at least" : "at most")} {limit}; it has {count}.",
        });
    }

    private void ExplainPattern()
    {
        var pattern = new SchemaPattern(Value("pattern").Text);
        var reason = pattern.TryMatch(instance.Text) is null
            ? "whether it does takes too long to find out"
            : Wording.Value(instance) + " does not";
        explanation.Add(
            _schema, "pattern", instance, $"must match the pattern {pattern}{Annotation.InBrackets(_schema)}; {reason}.");
    }

    private void ExplainFormat()
    {
        if (SchemaFormat.TryFind(Value("format").Text) is not { } format) return;
        var value = TextExcerpt.Of(instance.Text);
        var reason = format.Explain(instance.Text) is { } known ? $"`{value}` {known}" : $"`{value}` is not";
        explanation.Add(_schema, "format", instance, $"must be {format.Expectation}; {reason}.");
    }

    private void ExplainDependents(string keyword)
    {
        foreach (var dependency in Value(keyword).Entries)
        {
            if (dependency.Value.Kind != YamlKind.Sequence || !instance.TryGetEntry(dependency.Key, out var entry)) continue;
            foreach (var other in dependency.Value.Items)
            {
                if (instance.TryGet(other.Text, out _)) continue;
                explanation.AddSentence(
                    _schema, keyword, entry.KeyPosition, $"{explanation.Path.Subject} has `{TextExcerpt.Of(dependency.Key)}`, so it must have `{TextExcerpt.Of(other.Text)}` too.");
            }
        }
    }

    private static List<YamlNode> Items(YamlNode list)
    {
        var items = new List<YamlNode>(list.Count);
        foreach (var item in list.Items) items.Add(item);
        return items;
    }
}
