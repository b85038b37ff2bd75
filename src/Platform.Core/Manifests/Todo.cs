using System.Globalization;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>What a tool could not know it writes as <c>TODO: …</c>. Such a value counts as missing everywhere.</summary>
public static class Todo
{
    public const string Prefix = "TODO:";

    /// <summary>Whether nobody has written the value yet.</summary>
    public static bool Is(string? text) => text?.StartsWith(Prefix, StringComparison.Ordinal) is true;

    internal static bool IsIn(YamlNode node)
    {
        if (node.Kind is YamlKind.String) return Is(node.Text);
        foreach (var entry in node.Entries)
            if (IsIn(entry.Value)) return true;
        foreach (var item in node.Items)
            if (IsIn(item)) return true;
        return false;
    }

    /// <summary>JSON Pointers (RFC 6901) of all such values, in the order of the file.</summary>
    internal static IReadOnlyList<string> PointersIn(YamlNode root) => [.. ValuesIn(root).Select(value => value.Pointer)];

    /// <summary>Says of each such value that strict v2 refuses it.</summary>
    internal static void Refuse(YamlNode root, Action<string, YamlNode, string, string> say)
    {
        foreach (var (pointer, node) in ValuesIn(root))
            say(ManifestCode.ValueToDo, node, pointer, $"'{TerminalText.Clean(node.Text, 80)}' is still to be written; strict v2 takes no value that begins with {Prefix}");
    }

    private static List<(string Pointer, YamlNode Node)> ValuesIn(YamlNode root)
    {
        if (!IsIn(root)) return []; // as nearly always: no pointer is made
        List<(string, YamlNode)> found = [];
        Walk(root, "");
        return found;

        void Walk(YamlNode node, string pointer)
        {
            if (node.Kind is YamlKind.String && Is(node.Text)) found.Add((pointer, node));
            foreach (var entry in node.Entries) Walk(entry.Value, $"{pointer}/{JsonPointer.Escape(entry.Key)}");
            var index = 0;
            foreach (var item in node.Items) Walk(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index++}"));
        }
    }
}
