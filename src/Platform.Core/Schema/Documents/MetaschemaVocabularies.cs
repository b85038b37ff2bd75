using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>Reads <c>$vocabulary</c> (draft 2020-12 core, 8.1.2).</summary>
internal static class MetaschemaVocabularies
{
    private const string Prefix = "https://json-schema.org/draft/2020-12/vocab/";

    /// <summary>
    /// The vocabularies a metaschema names. Whether one is required makes a difference only to implementations that
    /// do not know it; <paramref name="onUnknown"/> is told of those.
    /// </summary>
    public static Vocabularies Read(YamlNode metaschema, Action<string> onUnknown)
    {
        if (!metaschema.TryGet("$vocabulary", out var vocabulary)) return Vocabularies.Default;
        var vocabularies = Vocabularies.None;
        foreach (var entry in vocabulary.Entries)
        {
            var name = entry.Key.StartsWith(Prefix, StringComparison.Ordinal) ? entry.Key[Prefix.Length..] : entry.Key;
            switch (name)
            {
                case "applicator":
                    vocabularies |= Vocabularies.Applicator;
                    break;
                case "unevaluated":
                    vocabularies |= Vocabularies.Unevaluated;
                    break;
                case "validation":
                    vocabularies |= Vocabularies.Validation;
                    break;
                case "format-assertion":
                    vocabularies |= Vocabularies.FormatAssertion;
                    break;
                case "core" or "meta-data" or "format-annotation" or "content":
                    break;
                default:
                    if (entry.Value.TryGetBoolean(out var required) && required) onUnknown(entry.Key);
                    break;
            }
        }

        return vocabularies;
    }
}
