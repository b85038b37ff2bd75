using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c> and their exclusive forms.</summary>
/// <param name="name">The keyword.</param>
/// <param name="limit">Its value.</param>
/// <param name="sign">1 for a lower limit, -1 for an upper one.</param>
/// <param name="exclusive">Whether the limit itself is not allowed.</param>
internal sealed class NumberLimitKeyword(string name, YamlNode limit, int sign, bool exclusive) : SchemaKeyword
{
    private readonly ExactNumber _limit = ExactNumber.TryRead(limit, out var number) ? number : default;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        if (instance.Kind is not (YamlKind.Integer or YamlKind.Float)) return true;
        if (!ExactNumber.TryRead(instance, out var value)) return IsInfinityAllowed(instance.Text);
        var order = value.Compare(_limit) * sign;
        return exclusive ? order > 0 : order >= 0;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var relation = (sign > 0, exclusive) switch
        {
            (true, false) => "at least",
            (true, true) => "more than",
            (false, false) => "at most",
            _ => "less than",
        };
        explanation.Add(
            owner, name, instance, $"must be {relation} {limit.Text}, not {TextExcerpt.Of(instance.Text)}.");
    }

    /// <summary>Infinity is beyond every limit on its side; .nan meets none.</summary>
    private bool IsInfinityAllowed(string text) =>
        text.EndsWith("inf", StringComparison.OrdinalIgnoreCase) && (text[0] == '-' ? -1 : 1) == sign;
}
