namespace Platform.Yaml;

/// <summary>Explicit tags such as <c>!!str</c>, as far as the core schema has them.</summary>
internal static class CoreTag
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>
    /// Whether <paramref name="text"/> can be what <paramref name="tag"/> says; null in <paramref name="kind"/> means
    /// the tag is unknown.
    /// </summary>
    public static bool TryApply(string tag, string text, out YamlKind? kind)
    {
        var plain = CoreScalar.Resolve(text);
        kind = tag switch
        {
            "!" or Prefix + "str" => YamlKind.String,
            Prefix + "null" => YamlKind.Null,
            Prefix + "bool" => YamlKind.Boolean,
            Prefix + "int" => YamlKind.Integer,
            Prefix + "float" => YamlKind.Float,
            _ => null,
        };
        return kind == YamlKind.String || kind == plain || (kind == YamlKind.Float && plain == YamlKind.Integer);
    }

    public static bool FitsCollection(string tag, bool isMapping) =>
        tag is "!" || tag == (isMapping ? Prefix + "map" : Prefix + "seq");

    /// <summary>The tag as its author wrote it.</summary>
    public static string Shorten(string tag) =>
        tag.StartsWith(Prefix, StringComparison.Ordinal) ? "!!" + tag[Prefix.Length..] : tag;
}
