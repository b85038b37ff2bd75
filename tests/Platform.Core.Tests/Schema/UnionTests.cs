namespace Platform.Tests.Schema;

public sealed class UnionTests
{
    private const string Sources = """
        oneOf:
          - { type: object, additionalProperties: false, required: [kind, url], properties: { kind: { const: git }, url: { type: string } } }
          - { $ref: "#/$defs/image" }
          - { type: string }
        $defs:
          image: { allOf: [{ $ref: "#/$defs/imageShape" }] }
          imageShape: { type: object, required: [kind, reference], properties: { kind: { enum: [image, oci-image] }, reference: { type: string } } }
        """;

    [Theory]
    [InlineData("{kind: git, url: 3}", "/url", "`url` must be text, not the number 3. Put it in quotes: \"3\".")]
    [InlineData("{kind: oci-image, reference: []}", "/reference", "`reference` must be text, not a list.")]
    [InlineData("{kind: image}", "", "The document lacks the required key `reference`.")]
    [InlineData("{kind: imgae}", "/kind", "`kind` must be one of `git`, `image` or `oci-image`, not the text `imgae`. Did you mean `image`?")]
    [InlineData("{url: x}", "", "The document lacks the key `kind`, which says what it is: `git`, `image` or `oci-image`.")]
    [InlineData("3", "", "The document must be text or a mapping, not the number 3. Put it in quotes: \"3\".")]
    public void The_branch_that_was_meant_is_reported(string instance, string pointer, string message)
    {
        var error = Assert.Single(SchemaTesting.Errors(Sources, instance));
        Assert.Equal(pointer, error.InstancePointer);
        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Branches_are_told_apart_by_type()
    {
        var error = Assert.Single(
            SchemaTesting.Errors("{anyOf: [{type: string}, {type: array, items: {type: string}}]}", "[a, 1]"));
        Assert.Equal("/1", error.InstancePointer);
    }

    [Fact]
    public void Branches_that_only_ask_for_keys_are_summed_up() =>
        Assert.Equal(
            "The document fits none of the allowed shapes: it lacks the required key `a`; or it lacks the required key `b`.",
            Assert.Single(SchemaTesting.Errors("{anyOf: [{required: [a]}, {required: [b]}]}", "{}")).Message);

    [Fact]
    public void Without_a_discriminator_the_nearest_branch_is_reported()
    {
        const string Schema = "{anyOf: [{properties: {a: {type: string}, b: {type: string}}}, {properties: {a: {type: integer}, b: {type: boolean}}}]}";
        var error = Assert.Single(SchemaTesting.Errors(Schema, "{a: x, b: 1}"));
        Assert.Equal("/b", error.InstancePointer);
        Assert.Contains("text", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_several_branches_become_one_list() =>
        Assert.Equal(
            "The document must be one of `a`, `b` or `c`, not the text `x`.",
            Assert.Single(SchemaTesting.Errors("{oneOf: [{const: a}, {enum: [b, c]}]}", "x")).Message);

    [Fact]
    public void Fitting_two_branches_of_oneOf_is_said_with_their_names() =>
        Assert.Equal(
            "The document must fit exactly one of the 3 allowed shapes, but fits \"an integer\" and number 2.",
            Assert.Single(SchemaTesting.Errors("{oneOf: [{type: integer, title: an integer}, {minimum: 2}, {maximum: 1}]}", "3")).Message);
}
