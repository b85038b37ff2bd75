namespace Platform.Tests.Schema;

public sealed class UnknownKeyTests
{
    private const string Schema = """
        additionalProperties: false
        properties:
          host: true
          compose_file: true
          image_audit_ts: true
          runtime: { properties: { statefulness: true } }
        """;

    [Theory]
    [InlineData("compose_flie", "compose_file")]
    [InlineData("composeFile", "compose_file")]
    [InlineData("compose-file", "compose_file")]
    [InlineData("hots", "host")]
    [InlineData("hosts", "host")]
    [InlineData("image_audit_timestamp", "image_audit_ts")]
    [InlineData("image_audit", "image_audit_ts")]
    [InlineData("zzz", null)]
    [InlineData("statefulness", "runtime.statefulness")]
    public void The_nearest_known_key_is_suggested(string key, string? suggestion)
    {
        var error = Assert.Single(SchemaTesting.Errors(Schema, key + ": 1"));
        Assert.Equal(suggestion, error.Suggestion);
        Assert.StartsWith($"`{key}` is not a known key here.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_there_already_is_not_suggested() =>
        Assert.Null(Assert.Single(SchemaTesting.Errors(Schema, "host: 1\nhots: 2")).Suggestion);

    [Fact]
    public void Without_a_near_one_the_known_keys_are_listed() =>
        Assert.EndsWith(
            "Known keys are `host`, `compose_file`, `image_audit_ts` and `runtime`.",
            Assert.Single(SchemaTesting.Errors(Schema, "zzz: 1")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_merge_key_is_explained() =>
        Assert.Contains(
            "Merge keys",
            Assert.Single(SchemaTesting.Errors(Schema, "<<: { a: 1 }")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Keys_of_all_parts_are_known_to_unevaluatedProperties()
    {
        const string Parts = """
            allOf: [{ properties: { alpha: true } }, { $ref: "#/$defs/beta" }]
            anyOf: [{ properties: { gamma: { type: string } } }, { required: [nothing] }]
            unevaluatedProperties: false
            $defs: { beta: { properties: { beta: true } } }
            """;
        Assert.Empty(SchemaTesting.Errors(Parts, "{alpha: 1, beta: 2, gamma: x}"));
        Assert.Equal("gamma", Assert.Single(SchemaTesting.Errors(Parts, "{alpha: 1, gama: x}")).Suggestion);
    }

    [Fact]
    public void A_wrong_value_does_not_make_its_key_unknown()
    {
        var errors = SchemaTesting.Errors(
            "{allOf: [{properties: {a: {type: string}, b: true}}], unevaluatedProperties: false}", "a: 1\nb: 2");
        Assert.Equal("type", Assert.Single(errors).Keyword);
    }
}
