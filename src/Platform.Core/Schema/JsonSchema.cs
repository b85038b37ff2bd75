using Platform.Yaml;

namespace Platform.Schema;

/// <summary>
/// A compiled JSON Schema (draft 2020-12). Immutable; one instance evaluates any number of documents, from several
/// threads at once.
/// </summary>
/// <example>
/// <code>
/// var schema = JsonSchema.Compile(JsonReader.ReadFile("schema/module.schema.json").Root).GetSchema();
/// foreach (var error in schema.Evaluate(YamlReader.ReadFile("module.yaml").Root).Errors)
///     Console.WriteLine(error);
/// </code>
/// </example>
public sealed class JsonSchema
{
    /// <summary>Compiles a schema that was read from JSON or YAML. A bad schema never throws: see <see cref="SchemaCompilation.Errors"/>.</summary>
    public static SchemaCompilation Compile(YamlNode schema, SchemaOptions? options = null) =>
        throw new NotSupportedException();

    /// <summary>Whether the value is valid; allocates nothing once its thread is warm.</summary>
    public bool IsValid(YamlNode instance) => throw new NotSupportedException();

    /// <summary>Evaluates a value, and explains every error if it is not valid.</summary>
    public SchemaResult Evaluate(YamlNode instance) => throw new NotSupportedException();
}
