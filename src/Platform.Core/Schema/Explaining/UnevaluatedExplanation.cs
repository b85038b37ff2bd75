using Json.Schema;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary><c>unevaluatedProperties</c> and <c>unevaluatedItems</c>.</summary>
internal static class UnevaluatedExplanation
{
    public static void Explain(Branch branch, YamlNode instance, Explanation explanation)
    {
        var failed = (branch.Results.Details ?? [])
            .Where(results => !results.IsValid && results.Keyword(branch.Results) is "unevaluatedProperties" or "unevaluatedItems")
            .ToLookup(results => results.InstanceStep(), StringComparer.Ordinal);
        if (failed.Count == 0) return;

        // A key that belongs to a branch with an error in it is not unknown; the error has been told already.
        var before = explanation.ErrorCount;
        var evaluated = Evaluated.Of(branch.Results);
        Explain(branch, instance, explanation, step => evaluated.Contains(step) ? [] : failed[step]);
        if (explanation.ErrorCount == before && before == 0) Explain(branch, instance, explanation, step => failed[step]);
    }

    private static void Explain(Branch branch, YamlNode instance, Explanation explanation, Func<string, IEnumerable<EvaluationResults>> failed)
    {
        var schema = branch.Schema;
        foreach (var entry in instance.Entries)
        {
            foreach (var results in failed(entry.Key))
            {
                if (schema.Part("unevaluatedProperties") is not { } part) continue;
                if (part.Always == false) UnknownKey.Explain("unevaluatedProperties", entry, instance, schema, explanation);
                else explanation.ExplainChild(results.BranchOf(part, schema), entry.Value, entry.Key);
            }
        }

        var index = -1;
        foreach (var item in instance.Items)
        {
            index++;
            foreach (var results in failed(FormattableString.Invariant($"{index}")))
                if (schema.Part("unevaluatedItems") is { } part) explanation.ExplainChild(results.BranchOf(part, schema), item, index);
        }
    }
}
