using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Formats;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>format</c> as an assertion.</summary>
internal sealed class FormatKeyword(SchemaFormat format) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        instance.Kind != YamlKind.String || format.IsMatch(instance.Text);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var value = TextExcerpt.Of(instance.Text);
        var reason = format.Explain(instance.Text) is { } known ? $"`{value}` {known}" : $"`{value}` is not";
        explanation.Add(owner, "format", instance, $"must be {format.Expectation}; {reason}.");
    }
}
