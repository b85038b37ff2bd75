using System.Collections.Immutable;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Schema;

/// <summary>Schemas and instances as YAML text, which is shorter than JSON.</summary>
internal static class SchemaTesting
{
    public static JsonSchema Compile(string schema) =>
        JsonSchema.Compile(Read(schema), new SchemaOptions { AssertFormat = true }).GetSchema();

    public static JsonSchema Compile(string schema, TimeSpan timeLimit) =>
        JsonSchema.Compile(Read(schema), new SchemaOptions { AssertFormat = true, TimeLimit = timeLimit }).GetSchema();

    public static ImmutableArray<SchemaError> CompileErrors(string schema) => JsonSchema.Compile(Read(schema)).Errors;

    public static ImmutableArray<SchemaError> Errors(string schema, string instance) =>
        Compile(schema).Evaluate(Read(instance)).Errors;

    public static YamlNode Read(string text)
    {
        var document = YamlReader.Parse(text, limits: DocumentLimits.Large);
        Assert.Empty(document.Diagnostics);
        return document.Root;
    }
}
