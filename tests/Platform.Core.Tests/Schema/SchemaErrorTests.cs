using Platform.Yaml;

namespace Platform.Tests.Schema;

public sealed class SchemaErrorTests
{
    [Theory]
    [InlineData("{type: string}", "3.0", "The document must be text, not the number 3.0. Put it in quotes: \"3.0\".")]
    [InlineData("{type: boolean}", "no", "The document must be true or false, not the text `no`. Write false, without quotes.")]
    [InlineData("{type: integer}", "'5'", "The document must be a whole number, not the text `5`. Remove the quotes.")]
    [InlineData("{type: [string, 'null']}", "{}", "The document must be text or null, not a mapping.")]
    [InlineData("{type: array}", "x", "The document must be a list, not the text `x`. Start each item with `- `, or write [ … ].")]
    [InlineData("{const: 2}", "1", "The document must be `2`, not the number 1.")]
    [InlineData("{const: '1'}", "1", "The document must be \"1\", not the number 1.")]
    [InlineData("{const: {a: 1, b: {c: x}}}", "{b: {c: y}, a: 1.0}", "`c` must be `x`, not the text `y`.")]
    [InlineData("{const: {a: 1}}", "{}", "The document must have the key `a`.")]
    [InlineData("{const: {a: {}}}", "{a: {b: 1}}", "`a` must not have the key `b`.")]
    [InlineData("{const: {a: {}}}", "{a: []}", "`a` must be a mapping, not a list.")]
    [InlineData("{const: [1, 2]}", "[1]", "The document must have 2 items, not 1.")]
    [InlineData("{const: [1, 2]}", "[1, 3]", "Item 2 must be `2`, not the number 3.")]
    [InlineData("{enum: [{a: 1}, {a: 2}]}", "{a: 3}", "The document must be one of a mapping or a mapping, not another.")]
    [InlineData("{enum: [running, stopped]}", "runing", "The document must be one of `running` or `stopped`, not the text `runing`. Did you mean `running`?")]
    [InlineData("{minimum: 5}", "3", "The document must be at least 5, not 3.")]
    [InlineData("{exclusiveMaximum: 5}", "5", "The document must be less than 5, not 5.")]
    [InlineData("{multipleOf: 0.1}", "0.25", "The document must be a multiple of 0.1; 0.25 is not.")]
    [InlineData("{minLength: 1}", "''", "The document must not be empty.")]
    [InlineData("{maxLength: 2}", "🐲🐲🐲", "The document must have at most 2 characters; it has 3.")]
    [InlineData("{minItems: 1}", "[]", "The document must not be empty; it needs at least 1 item.")]
    [InlineData("{maxProperties: 1}", "{a: 1, b: 2}", "The document must have at most 1 key; it has 2.")]
    [InlineData("{uniqueItems: true}", "[1, a, 1.0]", "The document must not have an item twice; item 3 equals item 1 in line 1.")]
    [InlineData("{pattern: '^[a-z]+$', title: a slug}", "A", "The document must match the pattern `^[a-z]+$` (a slug); the text `A` does not.")]
    [InlineData("{required: [host], properties: {host: {enum: [a, b]}}}", "{}", "The document lacks the required key `host`. It is `a` or `b`.")]
    [InlineData("{dependentRequired: {a: [b]}}", "{a: 1}", "The document has `a`, so it must have `b` too.")]
    [InlineData("{not: {enum: [latest]}}", "latest", "The document must not be `latest`.")]
    [InlineData("{contains: {const: 1}}", "[2]", "The document must contain at least 1 matching items; it has 0.")]
    [InlineData("{prefixItems: [true], items: false}", "[1, 2]", "The document must have at most 1 item; it has 2.")]
    [InlineData("false", "1", "The document is not allowed here.")]
    [InlineData("{format: date-time}", "2026-05-02", "The document must be an RFC 3339 date-time such as 2026-05-02T00:00:00Z; `2026-05-02` is a bare date; add a time, such as T00:00:00Z.")]
    [InlineData("{format: date-time}", "2026-05-02T00:00:00", "The document must be an RFC 3339 date-time such as 2026-05-02T00:00:00Z; `2026-05-02T00:00:00` has no time zone; add Z for UTC.")]
    [InlineData("{format: uri}", "example.org", "The document must be an absolute URI such as https://example.org/; `example.org` has no scheme such as https:.")]
    [InlineData("{format: ipv4}", "::1", "The document must be an IPv4 address such as 192.0.2.1; `::1` is an IPv6 address.")]
    public void An_error_says_what_was_expected_and_what_is_there(string schema, string instance, string message) =>
        Assert.Equal(message, Assert.Single(SchemaTesting.Errors(schema, instance)).Message);

    [Fact]
    public void An_error_has_the_place_and_both_pointers()
    {
        var error = Assert.Single(SchemaTesting.Errors(
            "{properties: {'a/b': {items: {$ref: '#/$defs/text'}}}, $defs: {text: {type: string}}}",
            "x: 1\na/b:\n  - ok\n  - 7"));
        Assert.Equal("type", error.Keyword);
        Assert.Equal("/a~1b/1", error.InstancePointer);
        Assert.Equal("#/$defs/text/type", error.SchemaPointer);
        Assert.Equal(new TextPosition(4, 5), error.Position);
        Assert.StartsWith("Item 2 of `a/b` must be text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_is_reported_at_the_key_and_a_missing_one_at_its_mapping()
    {
        var errors = SchemaTesting.Errors(
            "{properties: {spec: {additionalProperties: false, required: [owner], properties: {host: true}}}}",
            "spec:\n  hosst: 1");
        Assert.Collection(
            errors,
            missing => Assert.Equal(("required", "/spec", new TextPosition(2, 3)), (missing.Keyword, missing.InstancePointer, missing.Position)),
            unknown => Assert.Equal(("additionalProperties", "/spec/hosst", new TextPosition(2, 3)), (unknown.Keyword, unknown.InstancePointer, unknown.Position)));
    }

    [Fact]
    public void Errors_come_in_the_order_of_the_file()
    {
        var errors = SchemaTesting.Errors(
            "{required: [z], properties: {b: {type: string}, a: {type: string}}}", "a: 1\nb: 2\nc: 3");
        Assert.Equal(["", "/a", "/b"], errors.Select(error => error.InstancePointer).ToArray());
    }

    [Fact]
    public void One_error_is_told_once_however_many_ways_lead_to_it() =>
        Assert.Single(SchemaTesting.Errors("{allOf: [{$ref: '#/$defs/s'}, {$ref: '#/$defs/s'}], $defs: {s: {type: string}}}", "1"));

    [Fact]
    public void Long_values_are_cut_and_control_characters_escaped()
    {
        var secret = new string('s', 300);
        var message = Assert.Single(SchemaTesting.Errors("{type: integer}", $"\"\\e[31m{secret}\"")).Message;
        Assert.DoesNotContain('\u001b', message);
        Assert.True(message.Length < 160, message);
    }

    [Fact]
    public void A_conditional_reports_what_its_branch_asks_for()
    {
        const string Schema = "{if: {properties: {exposed: {const: true}}, required: [exposed]}, then: {required: [public_reason]}}";
        var error = Assert.Single(SchemaTesting.Errors(Schema, "exposed: true"));
        Assert.Equal("#/then/required", error.SchemaPointer);
        Assert.Empty(SchemaTesting.Errors(Schema, "exposed: false"));
    }
}
