using System.Globalization;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Access.Catalog;

/// <summary>
/// What is said of an error in a backing: never what stands there. Who writes a secret itself where only its source belongs does not find it in
/// a log.
/// </summary>
internal static class HiddenValues
{
    private const int BackingAt = 2; // capabilities, number, backing

    /// <summary>Keys whose values are words of ours or names of things.</summary>
    private static readonly string[] Shown = ["type", "hosts", "scopes", "repositories", "user"];

    public static SchemaError Hide(YamlNode root, SchemaError error)
    {
        string[] steps = [.. error.InstancePointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        if (steps.Length <= BackingAt || steps[BackingAt] != "backing" || steps.Length > BackingAt + 1 && Shown.Contains(steps[BackingAt + 1], StringComparer.Ordinal)) return error;
        var node = root;
        foreach (var step in steps) node = Step(node, step);
        if (node.Text.Length == 0) return error;
        var excerpt = TextExcerpt.Of(node.Text);
        var message = error.Message.Replace($"`{excerpt}`", "that stands there", StringComparison.Ordinal);
        if (message.Contains(excerpt, StringComparison.Ordinal) || message.Contains(node.Text, StringComparison.Ordinal))
            message = $"`{TextExcerpt.Of(steps[^1])}` does not fit, and what stands there is not shown.";
        return error with { Message = message, Suggestion = null };
    }

    private static YamlNode Step(YamlNode node, string step)
    {
        if (node.Kind is not YamlKind.Sequence) return node[step];
        var wanted = int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        foreach (var item in node.Items)
            if (wanted-- == 0) return item;
        return default;
    }
}
