using Platform.Yaml;

namespace Platform.Tests.Schema;

public sealed class EvaluationTests
{
    [Theory]
    [InlineData("{$ref: '#'}")]
    [InlineData("{allOf: [{$ref: '#'}, {$ref: '#'}]}")]
    [InlineData("{anyOf: [{$ref: '#'}, {$ref: '#'}]}")]
    [InlineData("{not: {$ref: '#'}}")]
    [InlineData("{oneOf: [{$ref: '#/$defs/a'}], $defs: {a: {if: {$ref: '#/$defs/b'}, else: true}, b: {$ref: '#/$defs/a'}}}")]
    [InlineData("{$dynamicRef: '#self', $dynamicAnchor: self}")]
    public void An_endless_loop_of_references_ends_with_an_error(string schema)
    {
        var error = Assert.Single(SchemaTesting.Errors(schema, "1"));
        Assert.Contains("without end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recursive_schema_goes_as_deep_as_its_value()
    {
        var schema = SchemaTesting.Compile("{properties: {child: {$ref: '#'}}, additionalProperties: false}");
        Assert.True(schema.IsValid(SchemaTesting.Read(string.Concat(Enumerable.Repeat("{child: ", 200)) + "{}" + new string('}', 200))));
        Assert.False(schema.IsValid(SchemaTesting.Read(string.Concat(Enumerable.Repeat("{child: ", 200)) + "{x: 1}" + new string('}', 200))));
    }

    [Fact]
    public void A_schema_that_multiplies_is_given_up()
    {
        var definitions = string.Concat(Enumerable.Range(0, 40).Select(i => $"  d{i}: {{ anyOf: [{{ $ref: \"#/$defs/d{i + 1}\" }}, {{ $ref: \"#/$defs/d{i + 1}\" }}] }}\n"));
        var schema = SchemaTesting.Compile($"$ref: \"#/$defs/d0\"\n$defs:\n{definitions}  d40: false\n", TimeSpan.FromSeconds(1));
        var error = Assert.Single(schema.Evaluate(SchemaTesting.Read("1")).Errors);
        Assert.Contains("too many steps", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{multipleOf: 1e-8}", "12391239123", true)]
    [InlineData("{multipleOf: 0.01}", "0.29", true)]
    [InlineData("{multipleOf: 3}", "1e400", false)]
    [InlineData("{multipleOf: 1e-400}", "1", true)]
    [InlineData("{multipleOf: 1e400}", "1", false)]
    [InlineData("{maximum: 1e400}", "1e401", false)]
    [InlineData("{maximum: 0.1}", "0.10000000000000000000000000000000000000001", false)]
    [InlineData("{const: 100}", "1e2", true)]
    [InlineData("{const: 255}", "0xFF", true)]
    [InlineData("{const: 8}", "0o10", true)]
    [InlineData("{const: 0}", "-0.0", true)]
    [InlineData("{type: integer}", "1e400", true)]
    [InlineData("{type: integer}", "1.50", false)]
    [InlineData("{uniqueItems: true}", "[1, 1.0]", false)]
    [InlineData("{uniqueItems: true}", "[{a: 1, b: 2}, {b: 2.0, a: 1}]", false)]
    public void Numbers_are_exact(string schema, string instance, bool valid) =>
        Assert.Equal(valid, SchemaTesting.Compile(schema).IsValid(SchemaTesting.Read(instance)));

    [Fact]
    public void Many_items_are_compared_by_their_hash()
    {
        var schema = SchemaTesting.Compile("{uniqueItems: true}");
        var items = string.Join(", ", Enumerable.Range(0, 50_000).Select(i => $"{{a: {i}}}"));
        Assert.True(schema.IsValid(SchemaTesting.Read($"[{items}]")));
        Assert.False(schema.IsValid(SchemaTesting.Read($"[{items}, {{a: 77.0}}]")));
    }

    [Fact]
    public void One_schema_serves_many_threads()
    {
        var schema = SchemaTesting.Compile(Manifest.Schema);
        Parallel.For(0, 2_000, i =>
        {
            var good = i % 3 != 0;
            var root = YamlReader.Parse(good ? Manifest.Valid : Manifest.Valid.Replace("rs2000", "RS 2000", StringComparison.Ordinal)).Root;
            var result = schema.Evaluate(root);
            Assert.Equal(good, result.IsValid);
            Assert.Equal(good ? 0 : 1, result.Errors.Length);
        });
    }

    /// <summary>A small relative of the real thing with one of everything that it uses.</summary>
    private static class Manifest
    {
        public const string Schema = """
            type: object
            required: [schema_version, id, runtime]
            additionalProperties: false
            properties:
              schema_version: { const: 2 }
              id: { type: string, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$" }
              runtime:
                allOf: [{ $ref: "#/$defs/runtime" }]
                unevaluatedProperties: false
                if: { properties: { orchestrator: { const: docker-compose } } }
                then: { required: [service] }
              risks: { type: array, uniqueItems: true, items: { anyOf: [{ type: string }, { type: object }] } }
            $defs:
              runtime:
                properties:
                  host: { type: string, pattern: "^[a-z0-9][a-z0-9-]*$" }
                  orchestrator: { enum: [docker-compose, external] }
                  service: { type: string, minLength: 1 }
                  audited: { type: string, format: date-time }
                  weight: { type: number, minimum: 0.5, multipleOf: 0.25 }
            """;

        public const string Valid = """
            schema_version: 2
            id: honcho-api
            runtime: { host: rs2000, orchestrator: docker-compose, service: api, audited: "2026-05-02T00:00:00Z", weight: 1.25 }
            risks: [a, { b: 1 }]
            """;
    }
}
