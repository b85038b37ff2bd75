using System.Globalization;
using Platform.Diagnostics;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Where the facts of a module stand in its manifest.</summary>
/// <param name="file">The manifest, relative to the root.</param>
/// <param name="document">It, as it was read; null for none.</param>
internal sealed class ModulePlaces(string file, YamlDocument? document)
{
    /// <summary>Those of a module that was not read from a file.</summary>
    public static ModulePlaces None { get; } = new(ModuleFolder.ManifestName, null);

    /// <summary>The place of a value, or of what is nearest to it where it is not there: the mapping that it would stand in.</summary>
    /// <param name="path">Keys, and numbers of items from 0: <c>spec</c>, <c>risk</c>, <c>acknowledged_risks</c>, <c>0</c>.</param>
    public SourcePlace Of(params ReadOnlySpan<string> path)
    {
        if (document is null) return new SourcePlace(file, TextPosition.Start);
        var position = document.Root.Position;
        var node = document.Root;
        foreach (var step in path)
        {
            if (node.Kind is YamlKind.Sequence && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                if (Item(node, number) is not { } item) break;
                (node, position) = (item, item.Position);
            }
            else
            {
                if (!node.TryGetEntry(step, out var entry)) break;
                // A scalar is where it says something; a mapping is where its key is.
                node = entry.Value;
                position = node.Kind is YamlKind.Mapping or YamlKind.Sequence ? entry.KeyPosition : node.Position;
            }
        }

        return new SourcePlace(file, position);
    }

    private static YamlNode? Item(YamlNode list, int number)
    {
        foreach (var item in list.Items)
            if (number-- == 0) return item;
        return null;
    }
}
