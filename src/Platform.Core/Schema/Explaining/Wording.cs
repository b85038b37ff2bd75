using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>Values and types in the words of people who write YAML.</summary>
internal static class Wording
{
    /// <summary>Longer lists of allowed values are cut.</summary>
    private const int MaxListed = 12;

    public static string Value(YamlNode node) => node.Kind switch
    {
        YamlKind.Null => node.Text.Length == 0 ? "nothing" : "null",
        YamlKind.Mapping => "a mapping",
        YamlKind.Sequence => "a list",
        YamlKind.String when node.Text.Length == 0 => "the empty text",
        YamlKind.String => $"the text `{TextExcerpt.Of(node.Text)}`",
        YamlKind.Boolean => $"`{node.Text}`",
        _ => $"the number {TextExcerpt.Of(node.Text)}",
    };

    /// <summary>A value as it would be written in a list of allowed ones.</summary>
    public static string Literal(YamlNode node) => node.Kind switch
    {
        YamlKind.Mapping or YamlKind.Sequence => Value(node),
        YamlKind.Null => "null",
        YamlKind.String when CoreScalar.Resolve(node.Text) != YamlKind.String => $"\"{TextExcerpt.Of(node.Text)}\"",
        _ => $"`{TextExcerpt.Of(node.Text)}`",
    };

    public static string Types(InstanceTypes types)
    {
        var words = new List<string>();
        if (types.Overlaps(InstanceTypes.String)) words.Add("text");
        if (types.Overlaps(InstanceTypes.Fraction)) words.Add("a number");
        else if (types.Overlaps(InstanceTypes.Integer)) words.Add("a whole number");
        if (types.Overlaps(InstanceTypes.Boolean)) words.Add("true or false");
        if (types.Overlaps(InstanceTypes.Object)) words.Add("a mapping");
        if (types.Overlaps(InstanceTypes.Array)) words.Add("a list");
        if (types.Overlaps(InstanceTypes.Null)) words.Add("null");
        return List(words);
    }

    /// <summary><c>a, b or c</c>.</summary>
    public static string List(IReadOnlyList<string> words, string lastJoin = " or ")
    {
        if (words.Count == 0) return "nothing";
        if (words.Count == 1) return words[0];
        return words.Count > MaxListed
            ? $"{string.Join(", ", words.Take(MaxListed))} and {words.Count - MaxListed} more"
            : string.Join(", ", words.Take(words.Count - 1)) + lastJoin + words[^1];
    }

    /// <summary>" Did you mean …?" or nothing.</summary>
    public static string DidYouMean(string? suggestion) =>
        suggestion is null ? "" : $" Did you mean `{TextExcerpt.Of(suggestion)}`?";

    /// <summary>A count as a schema says it; null where it says none.</summary>
    public static long? Count(YamlNode limit) => ExactNumber.TryParse(limit.Text, out var number) ? number.ToCount() : null;

    public static string Plural(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
