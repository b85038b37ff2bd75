using Platform.Schema.Documents;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A value of another type.</summary>
internal static class WrongType
{
    public static void Explain(InstanceTypes types, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var (advice, suggestion) = Advise(types, instance);
        explanation.Add(
            owner,
            "type",
            instance,
            $"must be {Wording.Types(types)}, not {Wording.Value(instance)}.{advice}",
            suggestion);
    }

    /// <summary>
    /// The ways in which YAML surprises people: numbers and Booleans without quotes, and words of YAML 1.1.
    /// </summary>
    private static (string Advice, string? Suggestion) Advise(InstanceTypes types, YamlNode instance)
    {
        var text = instance.Text;
        if (instance.Kind is YamlKind.Boolean or YamlKind.Integer or YamlKind.Float && types.HasFlag(InstanceTypes.String))
            return ($" Put it in quotes: \"{TextExcerpt.Of(text)}\".", $"\"{text}\"");
        if (instance.Kind == YamlKind.String && types.HasFlag(InstanceTypes.Boolean) && BooleanMeantBy(text) is { } meant)
            return ($" Write {meant}, without quotes.", meant);
        if (instance.Kind == YamlKind.String && types.Overlaps(InstanceTypes.Number) && CoreScalar.Resolve(text) is YamlKind.Integer or YamlKind.Float)
            return (" Remove the quotes.", text);
        if (instance.Kind is not (YamlKind.Sequence or YamlKind.Null) && types == InstanceTypes.Array)
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
