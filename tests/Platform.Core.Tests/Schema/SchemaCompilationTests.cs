using Platform.Schema;
using Platform.Schema.Documents;
using Platform.Yaml;

namespace Platform.Tests.Schema;

public sealed class SchemaCompilationTests
{
    [Theory]
    [InlineData("{type: strin}", "/type", "Did you mean `string`?")]
    [InlineData("{properties: {a: {minLength: -1}}}", "/properties/a/minLength", "at least 0")]
    [InlineData("{required: host}", "/required", "must be a list")]
    [InlineData("{pattern: '('}", "/pattern", "a `(` is not closed")]
    [InlineData("{patternProperties: {'[': true}}", "/patternProperties", "a `[` is not closed")]
    [InlineData("{pattern: '\\p{Script=Greek}'}", "/pattern", "Script=Greek")]
    [InlineData("{$ref: '#/$defs/nowhere'}", "/$ref", "leads nowhere")]
    [InlineData("{$ref: '#nowhere'}", "/$ref", "no anchor")]
    [InlineData("{$ref: 'https://example.org/x'}", "/$ref", "no schema with the URI")]
    [InlineData("{$schema: 'http://json-schema.org/draft-07/schema#'}", "/$schema", "another draft")]
    [InlineData("{$schema: 'https://example.org/unknown'}", "/$schema", "not known")]
    [InlineData("{$defs: {a: {$anchor: x}, b: {$anchor: x}}}", "/$defs/b/$anchor", "twice")]
    [InlineData("{$defs: {a: {$id: x}, b: {$id: x}}}", "/$defs/b/$id", "belongs to another schema")]
    [InlineData("[]", "", "mapping")]
    public void A_bad_schema_is_explained_and_does_not_throw(string schema, string pointer, string part)
    {
        var error = Assert.Single(SchemaTesting.CompileErrors(schema));
        Assert.Equal(pointer, error.InstancePointer);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{type: 5, minLength: x, required: [1], enum: 3, properties: [], allOf: {}, multipleOf: 0, $ref: 1}")]
    [InlineData("{items: 5, dependentRequired: {a: b}, format: 1, if: [], minContains: -1, contains: 1}")]
    [InlineData("{$id: 1, $anchor: [], $schema: 2, $dynamicRef: {}}")]
    public void Without_its_check_a_bad_schema_does_not_throw_either(string schema)
    {
        var compilation = JsonSchema.Compile(
            SchemaTesting.Read(schema), new SchemaOptions { CheckSchema = false, AssertFormat = true });
        Assert.Equal(compilation.IsValid, compilation.Errors.IsEmpty);
    }

    [Fact]
    public void A_schema_with_errors_cannot_be_had()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => JsonSchema.Compile(SchemaTesting.Read("{type: strin}")).GetSchema());
        Assert.Contains("strin", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("meta/core")]
    [InlineData("meta/applicator")]
    [InlineData("meta/unevaluated")]
    [InlineData("meta/validation")]
    [InlineData("meta/meta-data")]
    [InlineData("meta/format-annotation")]
    [InlineData("meta/format-assertion")]
    [InlineData("meta/content")]
    public void The_built_in_metaschemas_meet_themselves(string name)
    {
        var uri = name.Length == 0 ? BuiltInMetaschema.Uri : "https://json-schema.org/draft/2020-12/" + name;
        var document = BuiltInMetaschema.TryLoad(uri);
        Assert.NotNull(document);
        Assert.Empty(JsonSchema.Compile(document.Root).Errors);
    }

    [Fact]
    public void Other_documents_are_found_through_the_resolver_and_relative_to_the_base()
    {
        var asked = new List<string>();
        var options = new SchemaOptions
        {
            BaseUri = "file:///schemas/main.json",
            Resolve = uri =>
            {
                asked.Add(uri);
                return YamlReader.Parse("{$defs: {port: {type: integer, maximum: 65535}}}");
            },
        };
        var schema = JsonSchema.Compile(SchemaTesting.Read("{$ref: 'common/types.json#/$defs/port'}"), options).GetSchema();
        var error = Assert.Single(schema.Evaluate(SchemaTesting.Read("70000")).Errors);
        Assert.Equal("file:///schemas/common/types.json#/$defs/port/maximum", error.SchemaPointer);
        Assert.Equal(["file:///schemas/common/types.json"], asked);
    }

    [Fact]
    public void A_schema_can_be_written_in_yaml_with_anchors() =>
        Assert.False(SchemaTesting.Compile("{properties: {a: &text {type: string}, b: *text}}").IsValid(SchemaTesting.Read("b: 1")));
}
