using Platform.Compose;
using Platform.Diagnostics;
using Platform.Yaml;

namespace Platform.Policy.Facts;

/// <summary>Named values of a service: its environment as a list, a mapping or files, its labels, what its build is given.</summary>
internal static class EnvironmentFacts
{
    /// <summary>The environment; what <c>environment</c> says goes before what a file says, and of two files the later wins.</summary>
    public static IReadOnlyList<VariableFact> Of(ComposeValue service, ComposeFiles files)
    {
        Dictionary<string, VariableFact> variables = new(StringComparer.Ordinal);
        foreach (var fact in FileVariables(service, files).Concat(Entries(service["environment"], "environment"))) variables[fact.Name] = fact;
        return [.. variables.Values.OrderBy(fact => fact.Place.File, StringComparer.Ordinal).ThenBy(fact => fact.Place.Position)];
    }

    /// <summary>Labels, arguments of the build, options of volumes, and secrets whose content the file has.</summary>
    public static IReadOnlyList<VariableFact> OtherValues(EvaluatedService service)
    {
        List<VariableFact> values =
        [
            .. Entries(service.Value["labels"], "labels"), .. Entries(service.Value["deploy"]["labels"], "deploy.labels"),
            .. Entries(service.Value["build"]["args"], "build.args"), .. Entries(service.Value["logging"]["options"], "logging.options"),
        ];
        foreach (var name in service.Value["volumes"].Items.Select(MountFacts.VolumeName).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
            values.AddRange(Entries(service.Resources["volumes"][name]["driver_opts"], $"volumes.{name}.driver_opts"));
        foreach (var grant in service.Value["secrets"].Items)
        {
            var name = MountFacts.GrantedName(grant);
            if (service.Resources["secrets"][name]["content"] is { Exists: true } content) values.Add(new VariableFact(name, ComposeText.Parse(content.Text), "secrets", content.Place));
        }

        return values;
    }

    /// <summary>Entries of a mapping, or items of a list in the form <c>NAME=value</c>; a list may also have mappings in it, of several layers.</summary>
    private static IEnumerable<VariableFact> Entries(ComposeValue value, string key)
    {
        foreach (var entry in value.Entries) yield return Entry(entry, key);
        foreach (var item in value.Items)
        {
            if (item.Kind is YamlKind.Mapping)
            {
                foreach (var entry in item.Entries) yield return Entry(entry, key);
                continue;
            }

            if (item.Text.Length == 0) continue;
            var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
            yield return new VariableFact(equals < 0 ? item.Text : item.Text[..equals], equals < 0 ? null : ComposeText.Parse(item.Text[(equals + 1)..]), key, item.Place);
        }
    }

    private static VariableFact Entry(ComposeEntry entry, string key) =>
        new(entry.Key, entry.Value.Kind is YamlKind.Null ? null : ComposeText.Parse(entry.Value.Text), key, entry.Place);

    private static IEnumerable<VariableFact> FileVariables(ComposeValue service, ComposeFiles files)
    {
        foreach (var said in service["env_file"].ItemsOrSelf)
        {
            var path = said.Kind is YamlKind.Mapping ? said["path"] : said;
            if (files.Read(path.Folder, path.Text) is not ({ } file, { Bytes: { } bytes })) continue;
            foreach (var (name, position, value) in EnvironmentFile.Read(bytes)) yield return new VariableFact(name, value, "env_file", new SourcePlace(file, position));
        }
    }
}
