using System.Text;
using Platform.Yaml;
using Library = Json.Schema;

namespace Platform.Schema.Documents;

/// <summary>The metaschemas of draft 2020-12, as JsonSchema.Net brings them along.</summary>
internal static class BuiltInMetaschema
{
    public const string Uri = "https://json-schema.org/draft/2020-12/schema";

    private const string VocabularyPrefix = "https://json-schema.org/draft/2020-12/meta/";

    private static readonly Lazy<JsonSchema> Compiled = new(
        () => JsonSchema.Compile(TryLoad(Uri)!.Root, SchemaOptions.Shipped with { AssertFormat = false }).GetSchema()); // it is there

    /// <summary>The metaschema itself, compiled once per process.</summary>
    public static JsonSchema Schema => Compiled.Value;

    /// <summary>The document at that URI; null if it is none of these.</summary>
    public static YamlDocument? TryLoad(string uri)
    {
        var schema = uri switch
        {
            Uri => Library.MetaSchemas.Draft202012,
            VocabularyPrefix + "core" => Library.MetaSchemas.Core202012,
            VocabularyPrefix + "applicator" => Library.MetaSchemas.Applicator202012,
            VocabularyPrefix + "unevaluated" => Library.MetaSchemas.Unevaluated202012,
            VocabularyPrefix + "validation" => Library.MetaSchemas.Validation202012,
            VocabularyPrefix + "meta-data" => Library.MetaSchemas.Metadata202012,
            VocabularyPrefix + "format-annotation" => Library.MetaSchemas.FormatAnnotation202012,
            VocabularyPrefix + "format-assertion" => Library.MetaSchemas.FormatAssertion202012,
            VocabularyPrefix + "content" => Library.MetaSchemas.Content202012,
            _ => null,
        };
        return schema is null ? null : JsonReader.Read(Encoding.UTF8.GetBytes(schema.Root.Source.GetRawText()), uri);
    }
}
