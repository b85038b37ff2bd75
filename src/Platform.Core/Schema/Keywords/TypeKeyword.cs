using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>type</c>.</summary>
internal sealed class TypeKeyword(InstanceTypes types) : SchemaKeyword
{
    public InstanceTypes Types { get; } = types;

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks) =>
        InstanceType.Of(instance).Overlaps(Types);

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var (advice, suggestion) = Advise(instance);
        explanation.Add(
            owner,
            "type",
            instance,
            $"must be {Wording.Types(Types)}, not {Wording.Value(instance)}.{advice}",
            suggestion);
    }

    /// <summary>
    /// The ways in which YAML surprises people: numbers and Booleans without quotes, and words of YAML 1.1.
    /// </summary>
    private (string Advice, string? Suggestion) Advise(YamlNode instance)
    {
        var text = instance.Text;
        if (instance.Kind is YamlKind.Boolean or YamlKind.Integer or YamlKind.Float && Types.HasFlag(InstanceTypes.String))
            return ($" Put it in quotes: \"{TextExcerpt.Of(text)}\".", $"\"{text}\"");
        if (instance.Kind == YamlKind.String && Types.HasFlag(InstanceTypes.Boolean) && BooleanMeantBy(text) is { } meant)
            return ($" Write {meant}, without quotes.", meant);
        if (instance.Kind == YamlKind.String && Types.Overlaps(InstanceTypes.Number) && CoreScalar.Resolve(text) is YamlKind.Integer or YamlKind.Float)
            return (" Remove the quotes.", text);
        if (instance.Kind is not (YamlKind.Sequence or YamlKind.Null) && Types == InstanceTypes.Array)
            return (" Start each item with `- `, or write [ … ].", null);
        return ("", null);
    }

    private static string? BooleanMeantBy(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" or "true" => "true",
        "no" or "off" or "n" or "false" => "false",
        _ => null,
    };
}
