using System.Text;
using Platform.Text;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>What an edit changes, for people: facts, and the lines of the file.</summary>
internal static class ManifestDiff
{
    /// <summary>The lines in the unified format. How lines end is not shown: an edit keeps it.</summary>
    public static string Of(string file, byte[] before, byte[] after) =>
        UnifiedDiff.Of(Lines(before), Lines(after), "a/" + file, "b/" + file, line => line.Text);

    /// <summary>The facts of changes, one for each scalar.</summary>
    /// <param name="document">The manifest before.</param>
    /// <param name="changes">The changes.</param>
    public static IEnumerable<EditedFact> Facts(Yaml.YamlDocument document, IEnumerable<YamlChange> changes)
    {
        foreach (var change in changes)
        {
            var node = document.Root;
            foreach (var key in change.Path) node = node[key];
            if (change.Value is YamlScalar scalar) yield return new EditedFact(change.Pointer, node.GetString(), scalar.Text);
            else
                foreach (var fact in Facts(change.Pointer, (YamlMapping)change.Value)) yield return fact;
        }
    }

    private static IEnumerable<EditedFact> Facts(string pointer, YamlMapping mapping) => mapping.Entries.SelectMany(entry => entry.Value is YamlMapping inner
        ? Facts($"{pointer}/{entry.Key}", inner)
        : [new EditedFact($"{pointer}/{entry.Key}", null, ((YamlScalar)entry.Value).Text)]);

    private static string[] Lines(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        return lines is [.. var all, ""] ? all : lines;
    }
}
