using Platform.Schema.Evaluating;
using Platform.Schema.Formats;
using Platform.Schema.Keywords;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Compiling;

/// <summary>The validation vocabulary, without <c>required</c>, which is compiled with <c>properties</c>.</summary>
internal static class ValidationKeywords
{
    public static void Add(KeywordSource source, List<SchemaKeyword> keywords)
    {
        AddType(source, keywords);
        AddValues(source, keywords);
        AddNumbers(source, keywords);
        AddCounts(source, keywords);
        if (source.TryGetText("pattern", out var text) && source.Pattern("pattern", text.Text, text) is { } pattern)
            keywords.Add(new PatternKeyword(pattern));
        if (source.TryGet("uniqueItems", out var unique) && unique.TryGetBoolean(out var isUnique) && isUnique)
            keywords.Add(new UniqueItemsKeyword());
        if (source.TryGetMap("dependentRequired", out var dependencies))
            AddDependencies(source, dependencies, keywords);
    }

    public static void AddFormat(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (source.TryGetText("format", out var name) && SchemaFormat.TryFind(name.Text) is { } format)
            keywords.Add(new FormatKeyword(format));
    }

    private static void AddType(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (!source.TryGet("type", out var value)) return;
        var types = InstanceTypes.None;
        if (value.Kind == YamlKind.String) types = ParseType(source, value.Text, value);
        else foreach (var name in source.Texts("type", value)) types |= ParseType(source, name, value);
        keywords.Add(new TypeKeyword(types));
    }

    private static InstanceTypes ParseType(KeywordSource source, string name, YamlNode place)
    {
        var type = InstanceType.Parse(name);
        if (type == InstanceTypes.None)
            source.Error(
                "type",
                place,
                $"`{TextExcerpt.Of(name)}` is no type; the types are string, number, integer, boolean, object, array and null.");
        return type;
    }

    private static void AddValues(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (source.TryGet("const", out var constant)) keywords.Add(new EnumKeyword("const", [constant]));
        if (!source.TryGetList("enum", out var list)) return;
        var values = new YamlNode[list.Count];
        var count = 0;
        foreach (var value in list.Items) values[count++] = value;
        keywords.Add(new EnumKeyword("enum", values));
    }

    private static void AddNumbers(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (source.TryGetNumber("minimum", out var limit))
            keywords.Add(new NumberLimitKeyword("minimum", limit, sign: 1, exclusive: false));
        if (source.TryGetNumber("exclusiveMinimum", out limit))
            keywords.Add(new NumberLimitKeyword("exclusiveMinimum", limit, sign: 1, exclusive: true));
        if (source.TryGetNumber("maximum", out limit))
            keywords.Add(new NumberLimitKeyword("maximum", limit, sign: -1, exclusive: false));
        if (source.TryGetNumber("exclusiveMaximum", out limit))
            keywords.Add(new NumberLimitKeyword("exclusiveMaximum", limit, sign: -1, exclusive: true));
        if (!source.TryGetNumber("multipleOf", out var divisor)) return;
        if (ExactNumber.TryRead(divisor, out var number) && (number.IsZero || number.IsNegative))
            source.Reject("multipleOf", divisor, "more than 0");
        else keywords.Add(new MultipleOfKeyword(divisor));
    }

    private static void AddCounts(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (source.TryGetCount("minLength", out var limit))
            keywords.Add(new LengthKeyword("minLength", limit, isMinimum: true));
        if (source.TryGetCount("maxLength", out limit))
            keywords.Add(new LengthKeyword("maxLength", limit, isMinimum: false));
        if (source.TryGetCount("minItems", out limit))
            keywords.Add(new CountKeyword("minItems", limit, isMinimum: true, YamlKind.Sequence));
        if (source.TryGetCount("maxItems", out limit))
            keywords.Add(new CountKeyword("maxItems", limit, isMinimum: false, YamlKind.Sequence));
        if (source.TryGetCount("minProperties", out limit))
            keywords.Add(new CountKeyword("minProperties", limit, isMinimum: true, YamlKind.Mapping));
        if (source.TryGetCount("maxProperties", out limit))
            keywords.Add(new CountKeyword("maxProperties", limit, isMinimum: false, YamlKind.Mapping));
    }

    private static void AddDependencies(KeywordSource source, YamlNode dependencies, List<SchemaKeyword> keywords)
    {
        var required = new List<(string, string[])>(dependencies.Count);
        foreach (var entry in dependencies.Entries)
            required.Add((entry.Key, [.. source.Texts("dependentRequired", entry.Value)]));
        keywords.Add(new DependentRequiredKeyword("dependentRequired", [.. required]));
    }
}
