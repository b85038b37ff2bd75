using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Yaml;

namespace Platform.Tests.Yaml;

/// <summary>What must hold for every input; FsCheck prints the seed of a failure.</summary>
public sealed class YamlPropertyTests
{
    /// <summary>Pieces that mean something to YAML, so that random texts are more than one plain scalar.</summary>
    internal static readonly string[] Pieces =
    [
        "a", "b: ", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", ": ", "? ", "'", "\"", "|\n", ">\n", "&x ", "*x ", "!!str ",
        "!t ", "#", " # c\n", "---\n", "...\n", "%YAML 1.2\n", "\t", "\r\n", "~", "1", "\\", "\u2028", "🐲", "<<: *x\n", "@", "`", "\0",
    ];

    [Fact]
    public void Any_bytes_give_a_document_and_never_an_exception() =>
        Prop.ForAll<byte[]>(bytes => IsSound(YamlReader.Read(bytes)) && IsSound(JsonReader.Read(bytes)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_pieces_of_yaml_give_a_document_and_never_an_exception() =>
        Prop.ForAll(Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary(), text => IsSound(YamlReader.Parse(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Any_json_tree_reads_the_same_as_json_and_as_yaml() =>
        Prop.ForAll(JsonText.ToArbitrary(), text =>
            {
                var json = JsonReader.Parse(text);
                var yaml = YamlReader.Parse(text);
                return json.Diagnostics.Length == yaml.Diagnostics.Length && (!json.IsValid || Dump(json.Root) == Dump(yaml.Root));
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<string> JsonText => Gen.Sized(size => JsonValue(Math.Min(size, 6)));

    private static Gen<string> JsonValue(int size)
    {
        var scalar = Gen.Elements(
            "null", "true", "false", "0", "-12", "1.5", "1e3", "\"x\"", "\"a b\"", "\"\\u00e4: #\"", "\"\"");
        if (size <= 1) return scalar;
        var inner = JsonValue(size / 2);
        var list = inner.ListOf().Select(items => "[" + string.Join(", ", items) + "]");
        var entry = Gen.Elements("a", "b", "c d", "e").SelectMany(key => inner.Select(value => $"\"{key}\": {value}"));
        var mapping = entry.ListOf().Select(entries => "{" + string.Join(", ", entries) + "}");
        return Gen.OneOf(scalar, list, mapping);
    }

    /// <summary>Walks the whole tree; whatever is in it must be readable and in the order of its places.</summary>
    private static bool IsSound(YamlDocument document) =>
        Dump(document.Root).Length > 0 && document.Diagnostics.All(diagnostic => diagnostic.Position >= TextPosition.Start && diagnostic.Message.Length > 0);

    private static string Dump(YamlNode node)
    {
        var text = new StringBuilder();
        Dump(node, text);
        return text.ToString();
    }

    private static void Dump(YamlNode node, StringBuilder text)
    {
        text.Append(node.Kind).Append('(').Append(node.Text);
        foreach (var item in node.Items) Dump(item, text);
        foreach (var entry in node.Entries)
        {
            text.Append(entry.Key).Append('=');
            Dump(entry.Value, text);
        }

        text.Append(')');
    }
}
