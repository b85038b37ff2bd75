using Json.Schema;
using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>From the text of a schema to one that evaluates, or to what is wrong with it.</summary>
internal static class SchemaCompiler
{
    public static SchemaCompilation Compile(YamlNode schema, SchemaOptions options)
    {
        try
        {
            return OwnThread.Run(options.TimeLimit, () =>
                (options.CheckSchema ? Check(schema, options) : null) ?? CompileUnchecked(schema, options));
        }
        catch (EvaluationGivenUpException exception)
        {
            return new SchemaCompilation([SchemaError.GivenUp(schema, exception.Message)]);
        }
    }

    private static SchemaCompilation? Check(YamlNode schema, SchemaOptions options)
    {
        var uri = schema["$schema"].GetString() is { } metaschema ? SchemaUri.Split(metaschema).Uri : BuiltInMetaschema.Uri;
        var rules = BuiltInMetaschema.Schema;
        if (uri != BuiltInMetaschema.Uri)
        {
            // A metaschema that cannot be found or compiled is reported by the compilation itself.
            if (options.Resolve?.Invoke(uri) is not { IsValid: true } document) return null;
            var compiled = CompileUnchecked(document.Root, options with { BaseUri = uri, TimeLimit = null });
            if (compiled.Schema is null) return compiled;
            rules = compiled.Schema;
        }

        var result = rules.Evaluate(schema);
        return result.IsValid ? null : new SchemaCompilation(result.Errors);
    }

    private static SchemaCompilation CompileUnchecked(YamlNode schema, SchemaOptions options)
    {
        var errors = new CompilationErrors();
        var graph = new SchemaGraph(schema, options, errors);
        if (!errors.IsEmpty) return errors.ToCompilation();
        var text = new SchemaText(graph, options.AssertFormat, options.CheckSchema).Write();
        if (!errors.IsEmpty) return errors.ToCompilation();
        try
        {
            return new SchemaCompilation(new Schema.JsonSchema(new SchemaEvaluator(graph, BuiltSchema.Build(text, graph.Targets.Count), options.TimeLimit)));
        }
        catch (Exception exception) when (exception is JsonSchemaException or ArgumentException or InvalidOperationException or FormatException)
        {
            // A keyword with a value that no check has kept from the library.
            errors.Add(graph.Root.Location, "", schema, $"The schema cannot be read: {exception.Message.TrimEnd('.')}.");
            return errors.ToCompilation();
        }
    }
}
