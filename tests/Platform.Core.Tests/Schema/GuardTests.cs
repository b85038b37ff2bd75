using Platform.Manifests;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Schema;

/// <summary>What JsonSchema.Net by itself would let through, depend on or die of.</summary>
public sealed class GuardTests
{
    [Fact]
    public void A_host_with_a_last_line_break_is_no_host()
    {
        var manifest = SchemaTesting.Read("schema_version: 2\nspec: { runtime: { host: \"rs2000\\n\" } }");
        Assert.Contains(
            ShippedSchemas.Module.Evaluate(manifest).Errors,
            error => error is { Keyword: "pattern", InstancePointer: "/spec/runtime/host" });
    }

    [Theory]
    [InlineData("2026-05-02T00:00:00Z", true)]
    [InlineData("2026-05-02t00:00:00z", true)]
    [InlineData("2026-05-02 00:00:00Z", false)]
    [InlineData("2026-05-02_00:00:00Z", false)]
    [InlineData("2026-05-02T00:00:00Z\\n", false)]
    [InlineData("2026-05-02T24:00:00Z", false)]
    public void A_date_time_is_one_of_rfc_3339(string text, bool valid) =>
        Assert.Equal(valid, SchemaTesting.Compile("{format: date-time}").IsValid(SchemaTesting.Read($"\"{text}\"")));

    [Theory]
    [InlineData("date", "2026-05-02")]
    [InlineData("time", "00:00:00Z")]
    [InlineData("duration", "P1D")]
    [InlineData("email", "a@example.org")]
    [InlineData("hostname", "example.org")]
    [InlineData("idn-hostname", "example.org")]
    [InlineData("ipv4", "192.0.2.1")]
    [InlineData("ipv6", "::1")]
    [InlineData("uri", "https://example.org/")]
    [InlineData("uri-reference", "/a")]
    [InlineData("uuid", "2eb8aa08-aa98-11ea-b4aa-73b441d16380")]
    [InlineData("relative-json-pointer", "1/a")]
    public void No_format_ends_in_a_line_break(string format, string text)
    {
        var schema = SchemaTesting.Compile($"{{format: {format}}}");
        Assert.True(schema.IsValid(SchemaTesting.Read($"\"{text}\"")));
        Assert.False(schema.IsValid(SchemaTesting.Read($"\"{text}\\n\"")));
    }

    [Theory]
    [InlineData("{multipleOf: 3}", "1e10000000")]
    [InlineData("{multipleOf: 3}", "1e-10000000")]
    [InlineData("{multipleOf: 7}", "7e999999999999999999999")]
    [InlineData("{minimum: 3}", "1e1001")]
    [InlineData("{uniqueItems: true}", "[1e1001, 1e1001]")]
    [InlineData("{const: {a: [1]}}", "{a: [1e1001]}")]
    [InlineData("{type: integer}", ".inf")]
    [InlineData("{maximum: 1}", "-.inf")]
    [InlineData("{maximum: 1}", ".nan")]
    public void A_number_that_nobody_means_is_refused_in_a_value(string schema, string instance)
    {
        var compiled = SchemaTesting.Compile(schema);
        Assert.False(compiled.IsValid(SchemaTesting.Read(instance)));
        Assert.All(compiled.Evaluate(SchemaTesting.Read(instance)).Errors, error =>
        {
            Assert.Equal("value", error.Keyword);
            Assert.Contains("cannot be checked", error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_long_number_is_refused_at_its_place()
    {
        var error = Assert.Single(SchemaTesting.Errors("{multipleOf: 3}", $"a:\n  b: [1, {new string('9', 100_000)}]"));
        Assert.Equal(("/a/b/1", new TextPosition(2, 10)), (error.InstancePointer, error.Position));
        Assert.True(error.Message.Length < 400);
    }

    [Theory]
    [InlineData("{multipleOf: 1e10000000}", "/multipleOf")]
    [InlineData("{properties: {a: {maximum: 1e1001}}}", "/properties/a/maximum")]
    [InlineData("{enum: [1, 1e1001]}", "/enum/1")]
    [InlineData("{const: {a: 1e1001}}", "/const/a")]
    public void A_number_that_nobody_means_is_refused_in_a_schema(string schema, string pointer)
    {
        var error = Assert.Single(SchemaTesting.CompileErrors(schema));
        Assert.Equal(pointer, error.InstancePointer);
        Assert.Contains("cannot be checked", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("maxLength", "''")]
    [InlineData("maxItems", "[]")]
    [InlineData("maxProperties", "{}")]
    public void A_count_beyond_all_sizes_is_no_limit(string keyword, string instance) =>
        Assert.True(SchemaTesting.Compile($"{{{keyword}: 1e400}}").IsValid(SchemaTesting.Read(instance)));

    [Fact]
    public void A_key_that_would_fill_the_stack_is_refused_in_a_value()
    {
        var error = Assert.Single(SchemaTesting.Errors("{additionalProperties: {type: string}}", $"? \"{new string('/', 3_000_000)}\"\n: 1"));
        Assert.Equal("value", error.Keyword);
    }

    [Fact]
    public void A_key_that_would_fill_the_stack_is_refused_in_a_schema() =>
        Assert.Single(SchemaTesting.CompileErrors($"properties:\n  ? \"{new string('/', 3_000_000)}\"\n  : true"));

    [Fact]
    public void Matches_that_take_too_long_together_are_given_up()
    {
        var schema = SchemaTesting.Compile("{items: {pattern: '^(a+)+$'}}", TimeSpan.FromSeconds(1));
        var items = string.Join(", ", Enumerable.Range(0, 200).Select(i => new string('a', 100) + "!" + i));
        Assert.Equal("givenUp", Assert.Single(schema.Evaluate(SchemaTesting.Read($"[{items}]")).Errors).Keyword);
    }

    [Fact]
    public void What_multiplies_only_when_all_errors_are_looked_for_is_given_up()
    {
        // The first look ends at the type; the second goes on into what doubles with each definition.
        var definitions = string.Concat(Enumerable.Range(0, 40).Select(i => $"  d{i}: {{ anyOf: [{{ $ref: \"#/$defs/d{i + 1}\" }}, {{ $ref: \"#/$defs/d{i + 1}\" }}] }}\n"));
        var schema = SchemaTesting.Compile($"type: string\nallOf: [{{ $ref: \"#/$defs/d0\" }}]\n$defs:\n{definitions}  d40: true\n", TimeSpan.FromSeconds(30));
        Assert.Equal("givenUp", Assert.Single(schema.Evaluate(SchemaTesting.Read("1")).Errors).Keyword);
    }

    [Fact]
    public void A_long_chain_of_references_ends()
    {
        var definitions = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"  d{i}: {{ $ref: \"#/$defs/d{i + 1}\" }}\n"));
        var error = Assert.Single(SchemaTesting.Errors($"$ref: \"#/$defs/d0\"\n$defs:\n{definitions}  d2000: true\n", "1"));
        Assert.Contains("without end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_and_the_same_uri_is_compiled_by_many_threads() =>
        Parallel.For(0, 200, i =>
        {
            var schema = SchemaTesting.Compile($"{{$id: 'https://example.org/one', $defs: {{a: {{$id: a, $anchor: x, maximum: {i}}}}}, $ref: 'a#x'}}");
            Assert.True(schema.IsValid(SchemaTesting.Read($"{i}")));
            Assert.False(schema.IsValid(SchemaTesting.Read($"{i + 1}")));
        });

    [Fact]
    public void Validating_against_somebody_elses_schema_ends_after_ten_seconds()
    {
        var folder = Directory.CreateTempSubdirectory("platform-schema-").FullName;
        var definitions = string.Concat(Enumerable.Range(0, 40).Select(i => $"  d{i}: {{ anyOf: [{{ $ref: \"#/$defs/d{i + 1}\" }}, {{ $ref: \"#/$defs/d{i + 1}\" }}] }}\n"));
        File.WriteAllText(Path.Combine(folder, "schema.yaml"), $"$ref: \"#/$defs/d0\"\n$defs:\n{definitions}  d40: false\n");
        File.WriteAllText(Path.Combine(folder, "file.yaml"), "1\n");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var diagnostic = Assert.Single(FileValidator.Validate("schema.yaml", ["file.yaml"], folder).Diagnostics);
        Assert.Equal(("SCHEMA_GIVEN_UP", "file.yaml", 1), (diagnostic.Code, diagnostic.File, diagnostic.Line));
        Assert.Contains("too many steps", diagnostic.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60));
    }
}
