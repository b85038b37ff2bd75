using Platform.Schema.Compiling;
using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
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
    private readonly SchemaNode _root;

    internal JsonSchema(SchemaNode root) => _root = root;

    /// <summary>
    /// Compiles a schema that was read from JSON or YAML. A bad schema never throws: see
    /// <see cref="SchemaCompilation.Errors"/>. The document has to be readable, so look at its diagnostics first.
    /// </summary>
    public static SchemaCompilation Compile(YamlNode schema, SchemaOptions? options = null) =>
        SchemaCompiler.Compile(schema, options ?? SchemaOptions.Default);

    /// <summary>Whether the value is valid; allocates nothing once its thread is warm.</summary>
    public bool IsValid(YamlNode instance)
    {
        var run = EvaluationRun.Take(instance);
        var valid = _root.IsValid(instance, run, MarkStack.None) && run.AbortReason is null;
        run.Return();
        return valid;
    }

    /// <summary>Evaluates a value, and explains every error if it is not valid.</summary>
    public SchemaResult Evaluate(YamlNode instance)
    {
        if (IsValid(instance)) return SchemaResult.Valid;
        var run = EvaluationRun.Take(instance);
        var explanation = new Explanation(run, _root.Location.Resource);
        // Once more without explaining: an evaluation that had to be given up gets its reason on this run.
        if (!_root.IsValid(instance, run, MarkStack.None) && run.AbortReason is null)
            _root.Explain(instance, explanation);
        var errors = explanation.ToErrors(_root, instance);
        run.Return();
        return SchemaResult.Invalid(errors);
    }
}
