using Platform.Diagnostics;
using Platform.Docker;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>
/// Evaluates one service: merges what it extends, its own file, and an override that a plain <c>docker compose up</c> takes with it.
/// Variables stay as they are written. What lies outside the root, is remote or is decided by variables is lost, and said to be.
/// https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
/// </summary>
/// <param name="files">The root's compose files.</param>
/// <param name="root">The root.</param>
internal sealed class ServiceEvaluation(ComposeFiles files, PlatformRoot root)
{
    private static readonly string[] Resources = ["volumes", "networks", "configs", "secrets"];

    // https://github.com/compose-spec/compose-go/blob/v2.0.2/cli/options.go (DefaultFileNames, DefaultOverrideFileNames)
    private static readonly string[] Found = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] Overrides = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    private readonly List<string> _lost = [];
    private ComposeValue _resources = ComposeValue.None;
    private string[] _project = [];

    /// <param name="path">Absolute path of the compose file.</param>
    /// <param name="service">The service.</param>
    public EvaluatedService? Of(string path, string service)
    {
        _project = [path, .. OverrideOf(path)];
        var folder = FolderOf(path);
        HashSet<string> visited = new(StringComparer.Ordinal);
        foreach (var file in _project) AddResources(file, folder, visited);
        if (InProject(service, []) is not { } found) return null;
        List<(ComposeValue, ComposeValue)> from = [];
        AddVolumesFrom(found.Value, from, new HashSet<string>(StringComparer.Ordinal) { service });
        var shared = SharedBy(found.Value, service);
        return new EvaluatedService(service, found.Place, found.Value, _resources, from, shared, [.. _lost.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The first of the overrides beside a file that Compose finds by itself.</summary>
    private static IEnumerable<string> OverrideOf(string path)
    {
        if (!Found.Contains(Path.GetFileName(path), StringComparer.Ordinal)) return [];
        return Overrides.Select(name => Path.Combine(FolderOf(path), name)).Where(Files.FileEntry.IsThere).Take(1);
    }

    /// <summary>A service of the main file and its override.</summary>
    private ComposeEntry? InProject(string service, HashSet<(string, string)> way)
    {
        ComposeEntry? found = null;
        foreach (var file in _project)
            if (InFile(file, FolderOf(_project[0]), service, way, [], followsIncludes: true) is { } layer) found = Layer(found, layer);
        return found;
    }

    private static ComposeEntry Layer(ComposeEntry? below, ComposeEntry above) =>
        below is null ? above : above with { Value = ComposeMerge.Layer(below.Value, above.Value) };

    /// <summary>A service of one file, or of what that includes.</summary>
    private ComposeEntry? InFile(string path, string folder, string service, HashSet<(string, string)> way, HashSet<string> visited, bool followsIncludes)
    {
        if (Definition(path) is not { } definition) return null;
        var node = definition.Root["services"];
        if (node.TryGetEntry(service, out var entry))
        {
            var value = ComposeValue.Of(entry.Value, root.Relative(path), folder, definition.Tags);
            return Extended(path, new ComposeEntry(service, new SourcePlace(root.Relative(path), entry.KeyPosition), value), way);
        }

        return followsIncludes && visited.Add(path) ? Included(definition, path, folder, service, way, visited) : null;
    }

    private ComposeEntry? Included(ComposeDefinition definition, string path, string folder, string service, HashSet<(string, string)> way, HashSet<string> visited)
    {
        foreach (var include in IncludesOf(definition, FolderOf(path)))
        {
            // The files of one include are layers of one another.
            ComposeEntry? found = null;
            foreach (var file in include.Files)
                if (InFile(file, include.Folder, service, way, visited, followsIncludes: true) is { } layer) found = Layer(found, layer);
            if (found is not null) return found;
        }

        return null;
    }

    /// <summary>What a service extends, with the service above it.</summary>
    private ComposeEntry Extended(string path, ComposeEntry service, HashSet<(string, string)> way)
    {
        var extends = service.Value["extends"];
        if (!extends.Exists || extends.Kind is YamlKind.Null) return service;
        var name = extends.Kind is YamlKind.Mapping ? extends["service"].Text : extends.Text;
        if (!way.Add((path, service.Key)) || way.Count > ComposeFiles.MostFiles) return Lose($"service {service.Key} extends itself");

        ComposeEntry? extended;
        if (extends["file"] is { Exists: true } file)
        {
            if (files.PathInRoot(FolderOf(path), file.Text) is not { } other) return Lose($"service {service.Key} extends {file.Text}, which is not below the root");
            if (Definition(other) is null) return Lose($"service {service.Key} extends {file.Text}, which cannot be read in the root");
            extended = InFile(other, FolderOf(other), name, way, [], followsIncludes: false);
        }
        else
        {
            extended = InFile(path, service.Value.Folder, name, way, [], followsIncludes: true) ?? (path == _project[0] || !_project.Contains(path, StringComparer.Ordinal) ? null : InProject(name, way));
        }

        way.Remove((path, service.Key));
        return extended is null ? Lose($"service {service.Key} extends {name}, which is not there") : service with { Value = ComposeMerge.Layer(extended.Value, service.Value) };

        ComposeEntry Lose(string sentence)
        {
            way.Remove((path, service.Key));
            _lost.Add($"{extends.Place}: {sentence}");
            return service;
        }
    }

    private void AddResources(string path, string folder, HashSet<string> visited)
    {
        if (visited.Count > ComposeFiles.MostFiles || !visited.Add(path) || Definition(path) is not { } definition) return;
        foreach (var include in IncludesOf(definition, FolderOf(path)))
            foreach (var file in include.Files) AddResources(file, include.Folder, visited);
        List<ComposeEntry> entries = [];
        foreach (var key in Resources)
            if (definition.Root.TryGetEntry(key, out var entry))
                entries.Add(new ComposeEntry(key, new SourcePlace(root.Relative(path), entry.KeyPosition), ComposeValue.Of(entry.Value, root.Relative(path), folder, definition.Tags)));
        var own = ComposeValue.Mapping(new SourcePlace(root.Relative(path), TextPosition.Start), folder, entries);
        _resources = ComposeMerge.Layer(_resources, own);
    }

    private void AddVolumesFrom(ComposeValue service, List<(ComposeValue, ComposeValue)> from, HashSet<string> visited)
    {
        foreach (var said in service["volumes_from"].Items)
        {
            var name = said.Text.Split(':')[0];
            if (name is "container" || !visited.Add(name)) continue;
            if (InProject(name, []) is not { } other)
            {
                _lost.Add($"{said.Place}: it has the volumes of a service that is not there");
                continue;
            }

            from.Add((said, other.Value));
            AddVolumesFrom(other.Value, from, visited);
        }
    }

    /// <summary>The services whose namespaces a service shares, and those whose namespaces they share.</summary>
    private List<(string, ComposeValue, ComposeValue)> SharedBy(ComposeValue service, string name)
    {
        List<(string, ComposeValue, ComposeValue)> shared = [];
        foreach (var key in ComposeDefinition.Namespaces)
        {
            var said = service[key];
            HashSet<string> visited = new(StringComparer.Ordinal) { name };
            for (var next = said; next.Text.StartsWith(SharedMode.OfService, StringComparison.Ordinal);)
            {
                var of = next.Text[SharedMode.OfService.Length..];
                if (!visited.Add(of) || InProject(of, []) is not { } other) break;
                shared.Add((key, said, other.Value));
                next = other.Value[key];
            }
        }

        return shared;
    }

    /// <summary>The includes of a file that can be followed: their files, and the folder that paths in them are relative to.</summary>
    private IEnumerable<(string Folder, string[] Files)> IncludesOf(ComposeDefinition definition, string folder)
    {
        List<(string, string[])> includes = [];
        foreach (var include in definition.Root["include"].Items)
        {
            List<string> written = [];
            ComposeDefinition.AddPaths(include, written);
            string[] paths = [.. written.Select(path => files.PathInRoot(folder, path)).OfType<string>()];
            if (paths.Length == 0) continue;
            var project = include.Kind is YamlKind.Mapping && include["project_directory"].GetString() is { Length: > 0 } named && !named.Contains('$', StringComparison.Ordinal)
                ? Path.GetFullPath(named, folder)
                : FolderOf(paths[0]);
            includes.Add((project, paths));
        }

        return includes;
    }

    private ComposeDefinition? Definition(string path) => files.FileOf(path) is { State: ComposeFileState.Readable, Definition: { } definition } ? definition : null;

    private static string FolderOf(string path) => Path.GetDirectoryName(path)!; // an absolute path of a file has a folder
}
