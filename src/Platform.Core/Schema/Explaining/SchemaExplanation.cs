using Json.Schema;
using Platform.Schema.Documents;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>Says which keywords of one schema a value does not meet, and why: those of the value itself first, then those of its parts.</summary>
internal sealed class SchemaExplanation(Branch branch, YamlNode instance, Explanation explanation)
{
    private readonly SchemaNode _schema = branch.Schema;
    private readonly EvaluationResults _results = branch.Results;

    public void Explain()
    {
        new AssertionExplanation(branch, instance, explanation).Explain();
        ExplainProperties();
        if (_schema.Target is { } target) ExplainPart("$ref", target);
        if (explanation.DynamicTarget(_schema) is { } dynamic) ExplainPart("$dynamicRef", dynamic);
        ExplainItems();
        ExplainContains();
        ExplainPropertyNames();
        ExplainNamed("dependencies");
        ExplainNamed("dependentSchemas");
        ExplainList("allOf");
        ExplainUnion("anyOf");
        OneOfExplanation.Explain(branch, Branches("oneOf"), instance, explanation);
        if (_results.One("not") is { IsValid: true } && _schema.Part("not") is { } not) Exclusion.Explain(not, instance, _schema, explanation);
        foreach (var keyword in (string[])["then", "else"])
            if (_schema.Part(keyword) is { } next) ExplainPart(keyword, next);
        UnevaluatedExplanation.Explain(branch, instance, explanation);
    }

    /// <summary>A schema for the same value.</summary>
    private void ExplainPart(string keyword, SchemaNode part)
    {
        if (_results.One(keyword) is not { IsValid: false } results) return;
        // References are the library's way into another schema already.
        explanation.Explain(keyword[0] == '$' ? new Branch(part, results) : results.BranchOf(part, _schema), instance);
    }

    private Branch[] Branches(string keyword) =>
        [.. _results.Under(keyword).Zip(_schema.Parts(keyword), (results, part) => results.BranchOf(part, _schema))];

    private void ExplainList(string keyword)
    {
        foreach (var part in Branches(keyword))
            if (!part.Results.IsValid) explanation.Explain(part, instance);
    }

    private void ExplainUnion(string keyword)
    {
        var branches = Branches(keyword);
        if (branches.Length > 0 && !Array.Exists(branches, part => part.Results.IsValid))
            UnionExplanation.Explain(keyword, branches, instance, _schema, explanation);
    }

    private void ExplainNamed(string keyword)
    {
        foreach (var results in _results.Under(keyword))
            if (!results.IsValid && _schema.Part(keyword, results.Name(_results)) is { } part) explanation.Explain(results.BranchOf(part, _schema), instance);
    }

    private void ExplainProperties()
    {
        if (_results.Fails("required")) MissingKey.ExplainAll(instance, _schema, explanation);
        var failed = (_results.Details ?? [])
            .Where(results => !results.IsValid && results.Keyword(_results) is "properties" or "patternProperties" or "additionalProperties")
            .ToLookup(results => results.InstanceStep(), StringComparer.Ordinal);
        if (failed.Count == 0) return;
        foreach (var entry in instance.Entries)
        {
            foreach (var results in failed[entry.Key])
            {
                var keyword = results.Keyword(_results);
                var part = keyword == "additionalProperties" ? _schema.Part(keyword) : _schema.Part(keyword, results.Name(_results));
                if (part is not { } schema) continue;
                if (keyword == "additionalProperties" && schema.Always == false) UnknownKey.Explain(keyword, entry, instance, _schema, explanation);
                else explanation.ExplainChild(results.BranchOf(schema, _schema), entry.Value, entry.Key);
            }
        }
    }

    private void ExplainItems()
    {
        var prefix = _schema.Parts("prefixItems");
        var rest = _schema.Part("items");
        var first = _results.Under("prefixItems").ToArray();
        var others = _results.Under("items").ToArray();
        var index = 0;
        foreach (var item in instance.Items)
        {
            var isPrefix = index < prefix.Length;
            if ((isPrefix ? prefix[index] : rest) is not { } schema) return;
            if (!isPrefix && schema.Always == false)
            {
                explanation.Add(
                    _schema,
                    "items",
                    item,
                    $"must have at most {Wording.Plural(prefix.Length, "item")}; it has {instance.Count}.");
                return;
            }

            var results = isPrefix ? first.ElementAtOrDefault(index) : others.ElementAtOrDefault(index - prefix.Length);
            if (results is { IsValid: false }) explanation.ExplainChild(results.BranchOf(schema, _schema), item, index);
            index++;
        }
    }

    private void ExplainContains()
    {
        if (!_results.Fails("contains") || _schema.Part("contains") is not { } part) return;
        var count = _results.Under("contains").Count(results => results.IsValid);
        var minimum = Wording.Count(_schema.Source["minContains"]) ?? 1;
        var maximum = Wording.Count(_schema.Source["maxContains"]);
        var what = $"matching item{(maximum == 1 ? "" : "s")}{Annotation.InBrackets(part)}";
        if (count < minimum)
            explanation.Add(
                _schema,
                minimum == 1 ? "contains" : "minContains",
                instance,
                $"must contain at least {minimum} {what}; it has {count}.");
        else
            explanation.Add(_schema, "maxContains", instance, $"must contain at most {maximum} {what}; it has {count}.");
    }

    private void ExplainPropertyNames()
    {
        if (_schema.Part("propertyNames") is not { } part) return;
        var failed = _results.Under("propertyNames").Where(results => !results.IsValid).ToLookup(results => results.InstanceStep(), StringComparer.Ordinal);
        foreach (var entry in instance.Entries)
            foreach (var results in failed[entry.Key]) explanation.ExplainChild(results.BranchOf(part, _schema), entry.KeyNode, entry.Key);
    }
}
