using Platform.Schema.Evaluating;
using Platform.Schema.Patterns;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Compiling;

/// <summary>
/// Reads the values of one schema's keywords; a value of the wrong form is an error and counts as absent.
/// </summary>
internal sealed class KeywordSource(SchemaNode owner, SchemaCompiler compiler, CompilationErrors errors)
{
    public bool TryGet(string keyword, out YamlNode value) => owner.Source.TryGet(keyword, out value);

    public bool TryGetText(string keyword, out YamlNode value) =>
        TryGet(keyword, out value) && (value.Kind == YamlKind.String || Reject(keyword, value, "a string"));

    public bool TryGetNumber(string keyword, out YamlNode value) =>
        TryGet(keyword, out value) && (ExactNumber.TryRead(value, out _) || Reject(keyword, value, "a number"));

    /// <summary>A count, which may also be written as 2.0; beyond 64 bits it is as good as infinite.</summary>
    public bool TryGetCount(string keyword, out long count)
    {
        count = 0;
        if (!TryGet(keyword, out var value)) return false;
        if (!ExactNumber.TryRead(value, out var number) || !number.IsInteger || number.IsNegative)
            return Reject(keyword, value, "a whole number from 0");
        count = number.ToInt64();
        return true;
    }

    public bool TryGetList(string keyword, out YamlNode value) =>
        TryGet(keyword, out value) && (value.Kind == YamlKind.Sequence || Reject(keyword, value, "a list"));

    public bool TryGetMap(string keyword, out YamlNode value) =>
        TryGet(keyword, out value) && (value.Kind == YamlKind.Mapping || Reject(keyword, value, "a mapping"));

    public SchemaNode? Schema(string keyword) => TryGet(keyword, out var value) ? compiler.Get(value) : null;

    public SchemaNode Schema(YamlNode value) => compiler.Get(value);

    public SchemaNode[] Schemas(string keyword)
    {
        if (!TryGetList(keyword, out var list)) return [];
        var schemas = new List<SchemaNode>(list.Count);
        foreach (var item in list.Items) schemas.Add(compiler.Get(item));
        return [.. schemas];
    }

    /// <summary>
    /// The target of a reference; <paramref name="dynamicAnchor"/> is its anchor, if that is a dynamic one.
    /// </summary>
    public SchemaNode? Reference(string keyword, out string? dynamicAnchor)
    {
        dynamicAnchor = null;
        return TryGetText(keyword, out var reference) ? compiler.Resolve(owner, keyword, reference, out dynamicAnchor) : null;
    }

    public List<string> Texts(string keyword, YamlNode list)
    {
        var texts = new List<string>(list.Count);
        if (list.Kind != YamlKind.Sequence) Reject(keyword, list, "a list of strings");
        foreach (var item in list.Items)
        {
            if (item.Kind == YamlKind.String) texts.Add(item.Text);
            else Reject(keyword, item, "a string");
        }

        return texts;
    }

    public SchemaPattern? Pattern(string keyword, string text, YamlNode place)
    {
        if (SchemaPattern.TryParse(text, out var pattern, out var reason)) return pattern;
        Error(keyword, place, $"`{TextExcerpt.Of(text)}` is no regular expression of ECMA-262: {reason}.");
        return null;
    }

    public void Error(string keyword, YamlNode place, string message) =>
        errors.Add(owner.Location, keyword, place, message);

    /// <summary>Always false.</summary>
    public bool Reject(string keyword, YamlNode value, string expected)
    {
        Error(keyword, value, $"The value of `{keyword}` must be {expected}.");
        return false;
    }
}
