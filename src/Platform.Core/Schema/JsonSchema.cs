using Platform.Schema.Documents;
using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Schema;

/// <summary>
/// A compiled JSON Schema (draft 2020-12), evaluated by JsonSchema.Net. Immutable; one instance evaluates any number of
/// documents, from several threads at once.
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
    private readonly SchemaEvaluator _evaluator;

    internal JsonSchema(SchemaEvaluator evaluator) => _evaluator = evaluator;

    /// <summary>
    /// Compiles a schema that was read from JSON or YAML. A bad schema never throws: see
    /// <see cref="SchemaCompilation.Errors"/>. The document has to be readable, so look at its diagnostics first.
    /// </summary>
    public static SchemaCompilation Compile(YamlNode schema, SchemaOptions? options = null) =>
        SchemaCompiler.Compile(schema, options ?? SchemaOptions.Default);

    /// <summary>Whether the value is valid.</summary>
    public bool IsValid(YamlNode instance) => _evaluator.Evaluate(instance, explain: false).IsValid;

    /// <summary>Evaluates a value, and explains every error if it is not valid.</summary>
    public SchemaResult Evaluate(YamlNode instance) => _evaluator.Evaluate(instance, explain: true);
}
