using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A key that must be there and is not.</summary>
internal static class MissingKey
{
    /// <summary>
    /// Reported at the mapping, which is where the key has to go. <paramref name="schema"/> is the key's, if it has
    /// one.
    /// </summary>
    public static void Explain(string key, SchemaNode? schema, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var allowed = schema is null ? null : SchemaShape.AllowedValues(schema);
        var hint = allowed is { Count: > 0 } ? $" It is {Wording.List([.. allowed.Select(Wording.Literal)])}." : "";
        explanation.AddSentence(
            owner,
            "required",
            instance.Position,
            $"{explanation.Path.Subject} lacks the required key `{TextExcerpt.Of(key)}`.{hint}");
    }
}
