using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>
/// Why a value fits no branch of <c>oneOf</c> or <c>anyOf</c>. Tells what is wrong by the branch that was meant:
/// the one of the value's type, the one its discriminator names, or the one it comes nearest to.
/// </summary>
internal static class UnionExplanation
{
    /// <summary>More shapes than this are not listed one by one.</summary>
    private const int MaxListed = 4;

    public static void Explain(
        string keyword, Branch[] branches, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var type = InstanceType.Of(instance);
        var candidates = branches.Where(branch => SchemaShape.Types(branch.Schema).Overlaps(type)).ToArray();
        if (candidates.Length == 0)
            WrongType.Explain(branches.Aggregate(InstanceTypes.None, (types, branch) => types | SchemaShape.Types(branch.Schema)), instance, owner, explanation);
        else if (candidates.Length == 1)
            explanation.Explain(candidates[0], instance);
        else if (AreAllValues(candidates, out var values))
            WrongValue.Explain(keyword, values, instance, owner, explanation);
        else if (!Discriminator.TryExplain(keyword, candidates, instance, owner, explanation))
            ExplainNearest(keyword, candidates, instance, owner, explanation);
    }

    /// <summary>
    /// Reports the branch with the fewest errors; errors deep inside say that the shape as such was right.
    /// </summary>
    public static void ExplainNearest(
        string keyword, Branch[] branches, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var here = explanation.Path.ToPointer();
        var attempts = branches.Select(branch => explanation.Try(branch, instance)).ToArray();
        var nearest = attempts.MinBy(errors => (errors.Count(error => error.InstancePointer == here), errors.Count)) ?? [];
        if (attempts.All(errors => errors.Count > 0 && errors.TrueForAll(error => error.InstancePointer == here)) && branches.Length <= MaxListed)
            explanation.Add(owner, keyword, instance, Summarise(attempts, explanation.Path.Subject));
        else
            explanation.AddAll(nearest);
    }

    private static bool AreAllValues(Branch[] branches, out List<YamlNode> values)
    {
        values = [];
        foreach (var branch in branches)
        {
            if (SchemaShape.AllowedValues(branch.Schema) is not { } allowed) return false;
            values.AddRange(allowed);
        }

        return true;
    }

    /// <summary>One sentence for a value that each branch turns down for its own reason.</summary>
    private static string Summarise(List<SchemaError>[] attempts, string subject)
    {
        var reasons = attempts
            .Select(errors => string.Join(" and ", errors.Select(error => Reason(error.Message, subject))))
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        return reasons.Length == 1 ? reasons[0] + "." : "fits none of the allowed shapes: it " + string.Join("; or it ", reasons) + ".";
    }

    private static string Reason(string message, string subject) =>
        (message.StartsWith(subject + " ", StringComparison.Ordinal) ? message[(subject.Length + 1)..] : message).TrimEnd('.');
}
