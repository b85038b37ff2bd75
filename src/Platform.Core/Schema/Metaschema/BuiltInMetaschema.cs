using Platform.Yaml;

namespace Platform.Schema.Metaschema;

/// <summary>
/// The metaschemas of draft 2020-12, as json-schema.org publishes them, from this assembly's resources.
/// </summary>
internal static class BuiltInMetaschema
{
    public const string Uri = "https://json-schema.org/draft/2020-12/schema";

    private const string VocabularyPrefix = "https://json-schema.org/draft/2020-12/meta/";

    private static readonly Lazy<JsonSchema> Compiled = new(
        () => JsonSchema.Compile(TryLoad(Uri)!.Root, new SchemaOptions { CheckSchema = false }).GetSchema()); // it is there

    /// <summary>The metaschema itself, compiled once per process.</summary>
    public static JsonSchema Schema => Compiled.Value;

    /// <summary>The document at that URI; null if it is none of these.</summary>
    public static YamlDocument? TryLoad(string uri)
    {
        string name;
        if (uri == Uri) name = "schema";
        else if (uri.StartsWith(VocabularyPrefix, StringComparison.Ordinal)) name = uri[VocabularyPrefix.Length..];
        else return null;

        using var resource = typeof(BuiltInMetaschema).Assembly.GetManifestResourceStream($"metaschema/{name}.json");
        if (resource is null) return null;
        var utf8 = new byte[resource.Length];
        resource.ReadExactly(utf8);
        return JsonReader.Read(utf8, uri);
    }
}
