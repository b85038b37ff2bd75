using System.Globalization;
using Platform.Yaml;

namespace Platform.Schema;

/// <summary>JSON Pointers (RFC 6901) over a tree.</summary>
internal static class JsonPointer
{
    public static string Escape(string step) =>
        step.AsSpan().IndexOfAny('~', '/') < 0
            ? step
            : step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Unescape(string step) =>
        step.Contains('~', StringComparison.Ordinal)
            ? step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : step;

    /// <summary>One step down, with the step unescaped.</summary>
    public static bool TryStep(YamlNode node, string step, out YamlNode child)
    {
        if (node.Kind == YamlKind.Mapping) return node.TryGet(step, out child);
        child = default;
        var isIndex = node.Kind == YamlKind.Sequence
            && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < node.Count
            && (step.Length == 1 || step[0] != '0');
        if (!isIndex) return false;

        var left = int.Parse(step, NumberStyles.None, CultureInfo.InvariantCulture);
        foreach (var item in node.Items)
        {
            if (left-- > 0) continue;
            child = item;
            return true;
        }

        return false;
    }
}
