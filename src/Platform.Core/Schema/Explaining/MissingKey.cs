using Platform.Schema.Documents;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A key that must be there and is not.</summary>
internal static class MissingKey
{
    /// <summary>The keys that a schema requires and a value lacks: those with a schema first, in the order of their schemas.</summary>
    public static void ExplainAll(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var required = new List<string>();
        foreach (var name in owner.Source["required"].Items) required.Add(name.Text);
        var known = new List<string>();
        foreach (var entry in owner.Source["properties"].Entries) known.Add(entry.Key);
        foreach (var name in known.Intersect(required, StringComparer.Ordinal).Concat(required.Except(known, StringComparer.Ordinal)))
            if (!instance.TryGet(name, out _)) Explain(name, owner.Part("properties", name), instance, owner, explanation);
    }

    /// <summary>
    /// Reported at the mapping, which is where the key has to go. <paramref name="schema"/> is the key's, if it has
    /// one.
    /// </summary>
    private static void Explain(string key, SchemaNode? schema, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var allowed = schema is null ? null : SchemaShape.AllowedValues(schema.Value);
        var hint = allowed is { Count: > 0 } ? $" It is {Wording.List([.. allowed.Select(Wording.Literal)])}." : "";
        explanation.AddSentence(
            owner,
            "required",
            instance.Position,
            $"{explanation.Path.Subject} lacks the required key `{TextExcerpt.Of(key)}`.{hint}");
    }
}
