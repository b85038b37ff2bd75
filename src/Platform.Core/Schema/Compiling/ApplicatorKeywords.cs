using Platform.Schema.Evaluating;
using Platform.Schema.Keywords;
using Platform.Schema.Patterns;
using Platform.Yaml;

namespace Platform.Schema.Compiling;

/// <summary>
/// The applicator and unevaluated vocabularies, and <c>dependencies</c> of older drafts, which 2020-12 keeps a place
/// for.
/// </summary>
internal static class ApplicatorKeywords
{
    public static void AddProperties(KeywordSource source, Vocabularies vocabularies, List<SchemaKeyword> keywords)
    {
        var required = vocabularies.HasFlag(Vocabularies.Validation) && source.TryGetList("required", out var list)
            ? source.Texts("required", list)
            : [];
        var names = new List<string>();
        var schemas = new List<SchemaNode?>();
        var patterns = new List<(SchemaPattern, SchemaNode)>();
        SchemaNode? additional = null;
        if (vocabularies.HasFlag(Vocabularies.Applicator))
        {
            if (source.TryGetMap("properties", out var properties))
            {
                foreach (var entry in properties.Entries)
                {
                    names.Add(entry.Key);
                    schemas.Add(source.Schema(entry.Value));
                }
            }

            ReadPatterns(source, patterns);
            additional = source.Schema("additionalProperties");
        }

        foreach (var name in required.Where(name => !names.Contains(name, StringComparer.Ordinal)))
        {
            names.Add(name);
            schemas.Add(null);
        }

        if (names.Count == 0 && patterns.Count == 0 && additional is null) return;
        var mustHave = new bool[names.Count];
        for (var i = 0; i < mustHave.Length; i++) mustHave[i] = required.Contains(names[i], StringComparer.Ordinal);
        keywords.Add(new PropertiesKeyword(new PropertyTable(names), [.. schemas], new RequiredNames(mustHave), [.. patterns], additional));
    }

    public static void Add(KeywordSource source, List<SchemaKeyword> keywords)
    {
        AddItems(source, keywords);
        if (source.Schema("propertyNames") is { } propertyNames) keywords.Add(new PropertyNamesKeyword(propertyNames));
        AddDependencies(source, keywords);
        if (source.Schemas("allOf") is { Length: > 0 } all) keywords.Add(new AllOfKeyword(all));
        if (source.Schemas("anyOf") is { Length: > 0 } any) keywords.Add(new AnyOfKeyword(any));
        if (source.Schemas("oneOf") is { Length: > 0 } one) keywords.Add(new OneOfKeyword(one));
        if (source.Schema("not") is { } not) keywords.Add(new NotKeyword(not));
        if (source.Schema("if") is { } condition)
            keywords.Add(new IfKeyword(condition, source.Schema("then"), source.Schema("else")));
    }

    public static SchemaKeyword[] Unevaluated(KeywordSource source)
    {
        var keywords = new List<SchemaKeyword>();
        if (source.Schema("unevaluatedItems") is { } items) keywords.Add(new UnevaluatedItemsKeyword(items));
        if (source.Schema("unevaluatedProperties") is { } properties)
            keywords.Add(new UnevaluatedPropertiesKeyword(properties));
        return [.. keywords];
    }

    private static void ReadPatterns(KeywordSource source, List<(SchemaPattern, SchemaNode)> patterns)
    {
        if (!source.TryGetMap("patternProperties", out var map)) return;
        foreach (var entry in map.Entries)
        {
            if (source.Pattern("patternProperties", entry.Key, entry.Value) is { } pattern)
                patterns.Add((pattern, source.Schema(entry.Value)));
        }
    }

    private static void AddItems(KeywordSource source, List<SchemaKeyword> keywords)
    {
        var prefix = source.Schemas("prefixItems");
        var rest = source.Schema("items");
        if (prefix.Length > 0 || rest is not null) keywords.Add(new ItemsKeyword(prefix, rest));
        if (source.Schema("contains") is not { } contains) return;
        if (!source.TryGetCount("minContains", out var minimum)) minimum = source.TryGet("minContains", out _) ? 0 : 1;
        if (!source.TryGetCount("maxContains", out var maximum)) maximum = long.MaxValue;
        keywords.Add(new ContainsKeyword(contains, minimum, maximum));
    }

    private static void AddDependencies(KeywordSource source, List<SchemaKeyword> keywords)
    {
        var schemas = new List<(string, SchemaNode)>();
        var required = new List<(string, string[])>();
        if (source.TryGetMap("dependentSchemas", out var dependent))
        {
            foreach (var entry in dependent.Entries) schemas.Add((entry.Key, source.Schema(entry.Value)));
        }

        if (source.TryGetMap("dependencies", out var dependencies))
        {
            foreach (var entry in dependencies.Entries)
            {
                if (entry.Value.Kind == YamlKind.Sequence)
                    required.Add((entry.Key, [.. source.Texts("dependencies", entry.Value)]));
                else schemas.Add((entry.Key, source.Schema(entry.Value)));
            }
        }

        if (required.Count > 0) keywords.Add(new DependentRequiredKeyword("dependencies", [.. required]));
        if (schemas.Count > 0) keywords.Add(new DependentSchemasKeyword([.. schemas]));
    }
}
