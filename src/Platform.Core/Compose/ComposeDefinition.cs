using System.Runtime.CompilerServices;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>What one compose file says by itself, without Compose at hand: images, dependencies, and whether a service is the same in another one.</summary>
internal sealed class ComposeDefinition
{
    /// <summary>Many modules share a file: the same bytes are read once.</summary>
    private static readonly ConditionalWeakTable<byte[], ComposeDefinition> Known = [];

    private static readonly string[] Shared = ["name", "include", "networks", "volumes", "secrets", "configs"];

    private readonly YamlNode _root;

    private ComposeDefinition(YamlNode root) => _root = root;

    /// <summary>Reads a compose file; one that is no YAML has no services, which validation reports.</summary>
    public static ComposeDefinition Read(byte[] content) => Known.GetValue(content, bytes => new ComposeDefinition(YamlReader.Read(bytes).Root));

    /// <summary>The image of a service; null where it has none here, or where variables decide.</summary>
    public string? ImageOf(string service) => ComposeImage.Of(_root["services"][service]) is { Variables: [] } image ? image.Reference : null;

    /// <summary>The services it is started after.</summary>
    public IEnumerable<string> DependenciesOf(string service)
    {
        var dependencies = Service(service, "depends_on");
        List<string> names = [];
        foreach (var item in dependencies.Items) names.Add(item.Text);
        foreach (var entry in dependencies.Entries) names.Add(entry.Key);
        return names;
    }

    /// <summary>
    /// Whether another file says the same of a service, and of everything that services share. Rather too often no: the
    /// price is a container made anew from what is approved.
    /// </summary>
    public bool AgreesOn(string service, ComposeDefinition other)
    {
        var (mine, theirs) = (_root["services"][service], other._root["services"][service]);
        return mine.Exists && theirs.Exists && InstanceEquality.AreEqual(mine, theirs) &&
            Shared.All(key => InstanceEquality.AreEqual(_root[key], other._root[key]));
    }

    private YamlNode Service(string name, string key) => Find(_root["services"][name], key);

    /// <summary>A key of a mapping, or of what is merged into it by <c>&lt;&lt;</c>.</summary>
    internal static YamlNode Find(YamlNode mapping, string key)
    {
        if (mapping.TryGet(key, out var own)) return own;
        var merged = mapping["<<"];
        if (merged.Kind is YamlKind.Mapping) return Find(merged, key);
        foreach (var item in merged.Items)
            if (Find(item, key) is { Exists: true } found) return found;
        return default;
    }
}
