using Platform.Docker;
using Platform.Compose;
using Platform.Yaml;

namespace Platform.Policy.Facts;

/// <summary>What a service has of its host: bind mounts in short and long form, named volumes that are folders of the host, configs and secrets that are files.</summary>
internal static class MountFacts
{
    private static readonly string[] Options = ["ro", "rw", "z", "Z", "nocopy", "shared", "rshared", "slave", "rslave", "private", "rprivate", "cached", "delegated", "consistent", "bind", "rbind"];

    /// <param name="service">The service.</param>
    /// <param name="files">The files that it stands in.</param>
    public static IReadOnlyList<MountFact> Of(EvaluatedService service, ComposeFiles files) =>
    [
        .. Volumes(service.Value, service.Resources, files),
        .. Grants(service, "configs", files), .. Grants(service, "secrets", files),
        .. service.VolumesFrom.SelectMany(from => Volumes(from.Service, service.Resources, files).Select(mount => mount with { How = "volumes_from", Place = from.Said.Place })),
    ];

    /// <summary>The name of a config or a secret that is granted: written alone, or as <c>source</c>.</summary>
    public static string GrantedName(ComposeValue grant) => grant.Kind is YamlKind.Mapping ? grant["source"].Text : grant.Text;

    // A later mount takes the place of an earlier one at the same target.
    private static IEnumerable<MountFact> Volumes(ComposeValue service, ComposeValue resources, ComposeFiles files) => service["volumes"].Items
        .Select(item => (Target: Target(item), Fact: Volume(item, resources) is { } fact ? fact with { Depth = files.DepthOf(item.Folder) } : null))
        .GroupBy(mount => mount.Target, StringComparer.Ordinal)
        .Select(same => same.Last().Fact)
        .OfType<MountFact>();

    private static string Target(ComposeValue item) =>
        MountPath.Of(item.Kind is YamlKind.Mapping ? item["target"].Text : Short(item.Text) is { } parts ? parts.Target : item.Text);

    private static MountFact? Volume(ComposeValue item, ComposeValue resources)
    {
        if (item.Kind is not YamlKind.Mapping)
            return Short(item.Text) is { } parts ? Source(parts.Source, parts.Target, parts.IsReadOnly, item, resources) : null;
        var (source, target) = (item["source"].Text, item["target"].Text);
        var isReadOnly = item["read_only"].IsTrue;
        return item["type"].Text switch
        {
            "bind" or "npipe" => Mount(source, target, isReadOnly, "volumes", item),
            "tmpfs" or "image" or "cluster" => null,
            _ => Source(source, target, isReadOnly, item, resources),
        };
    }

    /// <summary>A path is bound, and so is a volume whose driver binds one. https://docs.docker.com/reference/cli/docker/volume/create/#opt</summary>
    private static MountFact? Source(string source, string target, bool isReadOnly, ComposeValue item, ComposeValue resources)
    {
        if (source.Length == 0) return null;
        if (source[0] is '/' or '.' or '~' or '$' or '\\' || source is [_, ':', '\\', ..]) return Mount(source, target, isReadOnly, "volumes", item);
        var options = resources["volumes"][source]["driver_opts"];
        return IsBind(resources["volumes"][source]) && options["device"].Text is { Length: > 0 } device ? Mount(device, target, isReadOnly || options["o"].Text.Split(',').Contains("ro", StringComparer.Ordinal), $"volume {source}", item) : null;
    }

    /// <summary>The volume that a mount names; empty for one without a name.</summary>
    public static string VolumeName(ComposeValue item) => item.Kind is YamlKind.Mapping ? item["source"].Text : Short(item.Text) is { } parts ? parts.Source : "";

    /// <summary>Whether a volume is a folder of the host.</summary>
    public static bool IsBind(ComposeValue volume)
    {
        var options = volume["driver_opts"];
        return options["o"].Text.Split(',').Select(o => o.Trim()).Any(o => o is "bind" or "rbind") || options["type"].Text is "none" or "bind";
    }

    private static MountFact Mount(string source, string target, bool isReadOnly, string how, ComposeValue item) =>
        new(ComposeText.Parse(source), ComposeText.Parse(target), isReadOnly, how, item.Place);

    /// <summary><c>SOURCE:TARGET[:OPTIONS]</c>; null for a volume without a name.</summary>
    private static (string Source, string Target, bool IsReadOnly)? Short(string text)
    {
        var parts = ColonParts.Of(text).ToList();
        // A drive of Windows is no part of its own: C:\data:/data
        if (parts is [{ Length: 1 } drive, ['\\' or '/', ..], ..] && char.IsAsciiLetter(drive[0]))
        {
            parts[1] = $"{drive}:{parts[1]}";
            parts.RemoveAt(0);
        }

        if (parts is [_, var only] && only.Split(',').All(o => Options.Contains(o, StringComparer.Ordinal))) return null; // a volume without a name, and its options
        if (parts.Count < 2) return null;
        return (parts[0], parts[1], parts.Count > 2 && parts[2].Split(',').Contains("ro", StringComparer.Ordinal));
    }

    /// <summary>Configs and secrets that are files of the host are bound, read-only.</summary>
    private static IEnumerable<MountFact> Grants(EvaluatedService service, string key, ComposeFiles files)
    {
        foreach (var grant in service.Value[key].Items)
        {
            var name = GrantedName(grant);
            if (service.Resources[key][name]["file"] is not { Exists: true, Text.Length: > 0 } file) continue;
            var target = grant["target"] is { Exists: true } said ? said.Text : name;
            yield return new MountFact(ComposeText.Parse(file.Text), ComposeText.Parse(ComposeGrants.PlaceOf(target, ComposeGrants.Folders[key])), IsReadOnly: true, key, file.Place) { Depth = files.DepthOf(file.Folder) };
        }
    }
}
