using Platform.Yaml;

namespace Platform.Tests.Yaml;

public sealed class YamlNodeTests
{
    private const string Manifest = """
        # a comment
        id: redis
        spec:
          runtime: { host: rs2000, ports: [80, "443"] }
          empty:
        80: true
        """;

    private static readonly YamlNode Root = YamlReader.Parse(Manifest, "module.yaml").Root;

    [Fact]
    public void A_value_is_found_by_its_keys()
    {
        Assert.Equal("rs2000", Root["spec"]["runtime"]["host"].GetString());
        Assert.True(Root["80"].TryGetBoolean(out var value) && value);
    }

    [Fact]
    public void What_is_not_there_is_a_node_that_does_not_exist()
    {
        var missing = Root["spec"]["nothing"]["below"];
        Assert.False(missing.Exists);
        Assert.Equal(YamlKind.Null, missing.Kind);
        Assert.Equal("", missing.Text);
        Assert.Null(missing.GetString());
        Assert.True(Root["spec"]["empty"].Exists);
    }

    [Theory]
    [InlineData("id", 2, 5)]
    [InlineData("spec", 4, 3)]
    [InlineData("80", 6, 5)]
    public void Every_value_knows_its_line_and_column(string key, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), Root[key].Position);

    [Fact]
    public void Every_key_knows_its_line_and_column()
    {
        Assert.True(Root["spec"]["runtime"].TryGetEntry("ports", out var entry));
        Assert.Equal(new TextPosition(4, 28), entry.KeyPosition);
        Assert.Equal(new TextPosition(4, 35), entry.Value.Position);
    }

    [Fact]
    public void Columns_count_characters_behind_a_byte_order_mark_and_in_other_scripts()
    {
        var root = YamlReader.Read("\uFEFFключ: [ä, 🐲, x]"u8).Root;
        var columns = new List<int>();
        foreach (var item in root["ключ"].Items) columns.Add(item.Position.Column);
        Assert.Equal([8, 11, 15], columns);
    }

    [Fact]
    public void Entries_and_items_come_in_order()
    {
        var keys = new List<string>();
        foreach (var entry in Root.Entries) keys.Add(entry.Key);
        Assert.Equal(["id", "spec", "80"], keys);

        var kinds = new List<YamlKind>();
        foreach (var item in Root["spec"]["runtime"]["ports"].Items) kinds.Add(item.Kind);
        Assert.Equal([YamlKind.Integer, YamlKind.String], kinds);
    }

    [Fact]
    public void A_scalar_has_neither_entries_nor_items()
    {
        foreach (var _ in Root["id"].Entries) Assert.Fail("an entry");
        foreach (var _ in Root["id"].Items) Assert.Fail("an item");
        foreach (var _ in Root.Items) Assert.Fail("an item of a mapping");
    }

    [Fact]
    public void An_alias_is_the_node_that_it_stands_for()
    {
        var root = YamlReader.Parse("a: &x { k: 1 }\nb: *x\nc: [*x, &x 2, *x]").Root;
        Assert.Equal(root["a"], root["b"]);
        Assert.Equal("1", root["b"]["k"].Text);
        var items = new List<YamlNode>();
        foreach (var item in root["c"].Items) items.Add(item);
        Assert.Equal(root["a"], items[0]);
        Assert.Equal("2", items[2].Text);
    }

    [Fact]
    public void An_alias_can_be_a_key()
    {
        var root = YamlReader.Parse("a: &x name\n*x : value").Root;
        Assert.Equal("value", root["name"].Text);
    }

    [Theory]
    [InlineData("&a a: 1\nb: *a", "a", YamlKind.String)]
    [InlineData("&a 1: 1\nb: *a", "1", YamlKind.Integer)]
    [InlineData("&a '1': 1\nb: *a", "1", YamlKind.String)]
    [InlineData("? &a true\n: x\nb: *a", "true", YamlKind.Boolean)]
    [InlineData("x: &a 2\n*a : &a y\nb: *a", "y", YamlKind.String)]
    [InlineData("{ &a k: 1, b: *a }", "k", YamlKind.String)]
    [InlineData("&a a: 1\nx: { &a c: 1 }\nb: *a", "c", YamlKind.String)]
    public void An_alias_can_stand_for_a_key(string text, string value, YamlKind kind)
    {
        var document = YamlReader.Parse(text);
        Assert.Empty(document.Diagnostics);
        var node = document.Root["b"];
        Assert.Equal((value, kind, 0), (node.Text, node.Kind, node.Count));
    }

    [Fact]
    public void Reading_a_node_allocates_nothing()
    {
        Assert.NotEqual(0, ReadAll(Root)); // what the first reading allocates is the runtime's
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = ReadAll(Root);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.NotEqual(0, sum);

        static int ReadAll(YamlNode root)
        {
            var sum = root["spec"]["runtime"]["host"].GetString()?.Length ?? 0;
            foreach (var entry in root.Entries) sum += entry.Key.Length + entry.Value.Position.Line + entry.Value.Count;
            return sum;
        }
    }
}
