using System.Text;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Tests.Yaml.Editing;

/// <summary>Edits to the letter: what is before and what is after.</summary>
public sealed class YamlEditorTests
{
    private const string Mark = "\uFEFF";

    [Theory]
    // A value takes the place of a value, in its style.
    [InlineData("a: x # why\n", "a: v # why\n")]
    [InlineData("a:   x\n", "a:   v\n")]
    [InlineData("a: 'x'\n", "a: 'v'\n")]
    [InlineData("a: \"x\"   # why\n", "a: \"v\"   # why\n")]
    [InlineData("\"a\": x\n", "\"a\": v\n")]
    [InlineData("a: x", "a: v")]
    [InlineData("a: x\r\nb: 1\nc: 2\r\n", "a: v\r\nb: 1\nc: 2\r\n")]
    [InlineData(Mark + "# first\na: x\n", Mark + "# first\na: v\n")]
    [InlineData("{b: 1, a: x, c: 2}\n", "{b: 1, a: v, c: 2}\n")]
    [InlineData("{\"a\":\"x\",\"b\":1}", "{\"a\":\"v\",\"b\":1}")]
    [InlineData("---\na: x\n...\n", "---\na: v\n...\n")]
    [InlineData("%YAML 1.2\n--- # here\na: x\n", "%YAML 1.2\n--- # here\na: v\n")]
    [InlineData("a: some\n  lines\nb: 1\n", "a: v\nb: 1\n")]
    [InlineData("🐲: é\na: x # 🐲\n", "🐲: é\na: v # 🐲\n")]
    [InlineData("a: # why\n  x\n", "a: # why\n  v\n")]
    [InlineData("a:\n  # why\n  x\n", "a:\n  # why\n  v\n")]
    // Nothing is filled.
    [InlineData("a:\n", "a: v\n")]
    [InlineData("a:", "a: v")]
    [InlineData("a: # later\nb: 1\n", "a: v # later\nb: 1\n")]
    [InlineData("a: ~ # later\n", "a: v # later\n")]
    [InlineData("a:   null\n", "a:   v\n")]
    [InlineData("{ a: , b: 1 }", "{ a: v , b: 1 }")]
    [InlineData("{ a: }", "{ a: v }")]
    [InlineData("{ \"a\":, b: 1 }", "{ \"a\": v, b: 1 }")]
    // A key is put in.
    [InlineData("b: 1\n", "b: 1\na: v\n")]
    [InlineData("b: 1", "b: 1\na: v")]
    [InlineData("b: 1\r\nc: 2\r\n", "b: 1\r\nc: 2\r\na: v\r\n")]
    [InlineData("b: 1\r\nc: 2", "b: 1\r\nc: 2\r\na: v")]
    [InlineData("b:\n- 1\n- 2\n", "b:\n- 1\n- 2\na: v\n")]
    [InlineData("b: |\n  text\n\n\n", "b: |\n  text\na: v\n\n\n")]
    [InlineData("b: |+\n  text\n\n", "b: |+\n  text\n\na: v\n")]
    [InlineData("b: >-\n  text\n  # text\n # comment\n", "b: >-\n  text\n  # text\n # comment\na: v\n")]
    [InlineData("b: 1 # one\n# last words\n", "b: 1 # one\n# last words\na: v\n")]
    [InlineData("b: 1\n\n# last words", "b: 1\n\n# last words\na: v")]
    [InlineData("b: 1\n...\n", "b: 1\na: v\n...\n")]
    [InlineData("b: {c: [1,\n  2]} # end\n", "b: {c: [1,\n  2]} # end\na: v\n")]
    [InlineData("b: *c\n", null)]
    [InlineData("c: &c 1\nb: *c\n", "c: &c 1\nb: *c\na: v\n")]
    [InlineData("c: &c\nb: 1\n", "c: &c\nb: 1\na: v\n")]
    [InlineData("b: &c # why\n", "b: &c # why\na: v\n")]
    [InlineData("? b\n", null)]
    [InlineData("? b\n: 1\n", null)]
    [InlineData("b: |+\n  the last line has no break", null)]
    [InlineData("{}", "{ a: v }")]
    [InlineData("{ }\n", "{ a: v }\n")]
    [InlineData("{ # none\n}\n", "{ a: v # none\n}\n")]
    [InlineData("{b: 1}", "{b: 1, a: v}")]
    [InlineData("{ b: 1 } # why\n", "{ b: 1, a: v } # why\n")]
    [InlineData("{ b: 1, }", "{ b: 1, a: v, }")]
    [InlineData("{ b }", "{ b, a: v }")]
    [InlineData("{ b: }", "{ b: , a: v }")]
    [InlineData("{\"b\":1}", "{\"b\":1, \"a\": \"v\"}")]
    [InlineData("{'b': '1'}", "{'b': '1', 'a': 'v'}")]
    [InlineData("{\n  b: 1,\n  c: 2 # two\n}\n", "{\n  b: 1,\n  c: 2, # two\n  a: v\n}\n")]
    [InlineData("{\n  b: 1,\n  c: 2, # two\n}\n", "{\n  b: 1,\n  c: 2, # two\n  a: v,\n}\n")]
    [InlineData("{\n  b: 1\n  , c: 2 }\n", "{\n  b: 1\n  , c: 2, a: v }\n")]
    public void What_is_not_changed_stays(string before, string? after)
    {
        var edit = Apply(before, Change("v", "a"));
        if (after is null) Assert.NotNull(edit.Refusal);
        else Assert.Equal(after, TextOf(edit));
    }

    [Theory]
    [InlineData("s:\n  b: 1\nt: 2\n", "s:\n  b: 1\n  a: v\nt: 2\n")]
    [InlineData("s:\n    b: 1\n", "s:\n    b: 1\n    a: v\n")]
    [InlineData("s:\n  b: 1\n  # of s\n# of t\nt: 2\n", "s:\n  b: 1\n  # of s\n  a: v\n# of t\nt: 2\n")]
    [InlineData("s:\n  b: 1\n\n  # of s\n\nt: 2\n", "s:\n  b: 1\n\n  # of s\n  a: v\n\nt: 2\n")]
    [InlineData("s:\n  b: 1\n\n\nt: 2\n", "s:\n  b: 1\n  a: v\n\n\nt: 2\n")]
    [InlineData("s:\n  b:\n  - 1\n  c:\n    - 2\nt: 2\n", "s:\n  b:\n  - 1\n  c:\n    - 2\n  a: v\nt: 2\n")]
    [InlineData("s: { b: 1 }\n", "s: { b: 1, a: v }\n")]
    [InlineData("s:\n  { b: 1 }\n", "s:\n  { b: 1, a: v }\n")]
    [InlineData("s: {}\n", "s: { a: v }\n")]
    [InlineData("'s': # why\n  # and this\n  a: x\n", "'s': # why\n  # and this\n  a: v\n")]
    [InlineData("{s: {b: 1}}", "{s: {b: 1, a: v}}")]
    public void A_key_is_put_into_a_mapping_below(string before, string after) =>
        Assert.Equal(after, TextOf(Apply(before, Change("v", "s", "a"))));

    [Theory]
    [InlineData("b: 1\nc: 2\n", "b: 1\na: v\nc: 2\n")]
    [InlineData("b:\n  d: 1\n  # of b\n# of c\nc: 2\n", "b:\n  d: 1\n  # of b\na: v\n# of c\nc: 2\n")]
    [InlineData("b: 1 # one\n\n# of c\nc: 2\n", "b: 1 # one\na: v\n\n# of c\nc: 2\n")]
    [InlineData("{ b: 1, c: 2 }", "{ b: 1, a: v, c: 2 }")]
    [InlineData("{\n  b: 1, # one\n  c: 2\n}", "{\n  b: 1, # one\n  a: v,\n  c: 2\n}")]
    [InlineData("c: 2\n", "c: 2\na: v\n")]
    public void A_key_goes_behind_the_one_that_it_should(string before, string after) =>
        Assert.Equal(after, TextOf(Apply(before, Change("v", "a") with { After = ["none", "b"] })));

    [Theory]
    [InlineData("s:\n  b: 1\n", "s:\n  b: 1\n  m:\n    k: v\n    l: \"1\"\n")]
    [InlineData("s:\n    b: 1\n", "s:\n    b: 1\n    m:\n        k: v\n        l: \"1\"\n")]
    [InlineData("s:\n  b:\n     d: 1\n", "s:\n  b:\n     d: 1\n  m:\n     k: v\n     l: \"1\"\n")]
    [InlineData("s:\n  b: 'x'\n  c: 'z'\n", "s:\n  b: 'x'\n  c: 'z'\n  m:\n    k: v\n    l: '1'\n")]
    [InlineData("s: { b: 1 }\n", "s: { b: 1, m: { k: v, l: \"1\" } }\n")]
    [InlineData("s:\n  m:\n", "s:\n  m:\n    k: v\n    l: \"1\"\n")]
    [InlineData("s:\n  m:", "s:\n  m:\n    k: v\n    l: \"1\"")]
    [InlineData("s:\n  m: ~   # later\n  b: 1\n", "s:\n  m:   # later\n    k: v\n    l: \"1\"\n  b: 1\n")]
    [InlineData("s:\n  m: # later\n    # of m\n  # of b\n  b: 1\n", "s:\n  m: # later\n    # of m\n    k: v\n    l: \"1\"\n  # of b\n  b: 1\n")]
    [InlineData("s: { m: , b: 1 }\n", "s: { m: { k: v, l: \"1\" } , b: 1 }\n")]
    [InlineData("s: { m: null }\n", "s: { m: { k: v, l: \"1\" } }\n")]
    public void A_mapping_is_put_in_as_those_around_it_are_written(string before, string after) =>
        Assert.Equal(after, TextOf(Apply(before, new YamlChange(["s", "m"], YamlValue.Of(("k", "v"), ("l", "1"))))));

    [Theory]
    [InlineData("a: x\n", true, "a: true\n")]
    [InlineData("a: \"true\"\n", true, "a: true\n")]
    [InlineData("a: false # why\n", true, "a: true # why\n")]
    [InlineData("a: True\n", true, "a: True\n")]
    [InlineData("b: 1\n", false, "b: 1\na: false\n")]
    public void A_truth_value_is_plain(string before, bool value, string after) =>
        Assert.Equal(after, TextOf(Apply(before, new YamlChange(["a"], YamlValue.Of(value)))));

    [Fact]
    public void Changes_are_made_one_after_the_other_or_not_at_all()
    {
        var both = Apply("a: x\n", Change("v", "a"), Change("z", "b"));
        Assert.Equal("a: v\nb: z\n", TextOf(both));
        Assert.Equal(2, both.Made.Count);

        var none = Apply("a: x\nb: |\n  z\n", Change("v", "a"), Change("z", "b"));
        Assert.Equal(EditRefusalReason.BlockScalar, none.Refusal?.Reason);
        Assert.Equal("a: x\nb: |\n  z\n", Encoding.UTF8.GetString(none.Bytes));
        Assert.Empty(none.Made);
    }

    [Theory]
    [InlineData("a: v\n")]
    [InlineData("a: \"v\"\n")]
    [InlineData("a: >-\n  v\n")]
    [InlineData("{a: v}")]
    public void What_is_said_already_is_not_said_again(string text)
    {
        var edit = Apply(text, Change("v", "a"));
        Assert.Null(edit.Refusal);
        Assert.Empty(edit.Made);
        Assert.Equal(text, Encoding.UTF8.GetString(edit.Bytes));
    }

    [Theory]
    [InlineData("a: &x x\n", EditRefusalReason.Anchor, 1, 4)]
    [InlineData("a: &x\n", EditRefusalReason.Anchor, 1, 4)]
    [InlineData("&x a: x\n", EditRefusalReason.Anchor, 1, 1)]
    [InlineData("b: &x x\na: *x\n", EditRefusalReason.Alias, 2, 4)]
    [InlineData("b: &x a\n*x : x\n", EditRefusalReason.Alias, 2, 1)]
    [InlineData("--- &x\na: x\n", EditRefusalReason.Anchor, 1, 5)]
    [InlineData("b: &x {c: 1}\n<<: *x\n", EditRefusalReason.MergeKey, 2, 1)]
    [InlineData("a: !!str x\n", EditRefusalReason.Tag, 1, 4)]
    [InlineData("a: |\n  x\n", EditRefusalReason.BlockScalar, 1, 4)]
    [InlineData("a: # why\n  >-\n  x\n", EditRefusalReason.BlockScalar, 2, 3)]
    [InlineData("a:\tx\n", EditRefusalReason.Tab, 1, 3)]
    [InlineData("a: x\nb: 1\t# why\n", EditRefusalReason.Tab, 2, 5)]
    [InlineData("b:\n\tc: 1\na: x\n", EditRefusalReason.NotReadable, 2, 1)]
    [InlineData("a: x\n---\na: x\n", EditRefusalReason.SeveralDocuments, 2, 1)]
    [InlineData("a: x\n---\n", EditRefusalReason.SeveralDocuments, 2, 1)]
    [InlineData("a: x\nb: 1\na: x\n", EditRefusalReason.NotReadable, 3, 1)]
    [InlineData("a: [x]\n", EditRefusalReason.Occupied, 1, 4)]
    [InlineData("a:\n  b: 1\n", EditRefusalReason.Occupied, 2, 3)]
    [InlineData("- a\n", EditRefusalReason.NoParent, 1, 1)]
    [InlineData("x\n", EditRefusalReason.NoParent, 1, 1)]
    [InlineData("a: x\nb: [\n", EditRefusalReason.NotReadable, 3, 1)]
    [InlineData("# nothing\n", EditRefusalReason.NotReadable, 1, 1)]
    [InlineData("{ a, b: 1 }\n", EditRefusalReason.NoPlace, 1, 3)]
    public void What_cannot_be_edited_safely_is_refused_with_its_place(string text, object reason, int line, int column)
    {
        var edit = Apply(text, Change("v", "a"));
        Assert.Equal((reason, new TextPosition(line, column)), (edit.Refusal?.Reason, edit.Refusal?.Position ?? default));
        Assert.Equal(text, Encoding.UTF8.GetString(edit.Bytes));
        Assert.EndsWith(".", edit.Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s: &x\n  a: x\n", EditRefusalReason.Anchor)]
    [InlineData("r: &x {a: x}\ns: *x\n", EditRefusalReason.Alias)]
    [InlineData("r: &x {b: x}\ns:\n  <<: *x\n  a: x\n", EditRefusalReason.MergeKey)]
    [InlineData("s: !!map\n  a: x\n", EditRefusalReason.Tag)]
    [InlineData("s: x\n", EditRefusalReason.NoParent)]
    [InlineData("s:\n", EditRefusalReason.NoParent)]
    [InlineData("t: 1\n", EditRefusalReason.NoParent)]
    public void What_stands_on_the_way_is_refused(string text, object reason) =>
        Assert.Equal(reason, Apply(text, Change("v", "s", "a")).Refusal?.Reason);

    [Theory]
    [InlineData("t: &x {b: 1}\nu: *x\ns:\n  a: x\n", "t: &x {b: 1}\nu: *x\ns:\n  a: v\n")]
    [InlineData("s:\n  a: x\nt: &x [1]\nu: *x\nv: {<<: {b: 1}}\n", "s:\n  a: v\nt: &x [1]\nu: *x\nv: {<<: {b: 1}}\n")]
    [InlineData("t: \"a\tb\" # c\td\ns:\n  a: x\n", "t: \"a\tb\" # c\td\ns:\n  a: v\n")]
    public void Anchors_merge_keys_and_tabs_elsewhere_are_left_alone(string before, string after) =>
        Assert.Equal(after, TextOf(Apply(before, Change("v", "s", "a"))));

    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() =>
        Assert.Equal(EditRefusalReason.NotText, Apply("a: x\n", Change("\ud83d", "a")).Refusal?.Reason);

    private static YamlChange Change(string value, params string[] path) => new(path, YamlValue.Of(value));

    private static YamlEdit Apply(string text, params YamlChange[] changes) => YamlEditor.Apply(Encoding.UTF8.GetBytes(text), changes);

    private static string TextOf(YamlEdit edit)
    {
        Assert.True(edit.Refusal is null, edit.Refusal?.Message);
        return Encoding.UTF8.GetString(edit.Bytes);
    }
}
