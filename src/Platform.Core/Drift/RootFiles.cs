using System.Collections.Concurrent;
using Platform.Compose;
using Platform.Files;
using Platform.Manifests;
using Platform.Shell;

namespace Platform.Drift;

/// <summary>The compose files of a platform root, each read once in a run. Safe to use from several threads.</summary>
internal sealed class RootFiles
{
    private readonly ConcurrentDictionary<(string Root, string File, string? Service), FilesBehind> _behind = new();
    private readonly ConcurrentDictionary<string, FileContent> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FileFence> _fences = new(StringComparer.Ordinal);

    /// <summary>The module's compose file, or why there is none.</summary>
    public FileContent ComposeFileOf(PlatformModule module) =>
        module.Runtime.ComposeFile is { } relative ? Read(module.Root, relative) : FileContent.Missing;

    /// <summary>What the module's compose file brings in.</summary>
    public FilesBehind BehindComposeFileOf(PlatformModule module) => module.Runtime is { ComposeFile: { } file } runtime
        ? _behind.GetOrAdd((module.Root, file, runtime.ComposeService), key => Behind(key.Root, key.File, key.Service))
        : FilesBehind.None;

    private FilesBehind Behind(string root, string file, string? service)
    {
        SortedDictionary<string, FileContent> found = new(StringComparer.Ordinal);
        SortedSet<string> lost = new(StringComparer.Ordinal);
        Dictionary<(string, string), NamedFile> named = [];
        Queue<string> way = new([file]);
        while (way.TryDequeue(out var path))
        {
            if (Read(root, path).Bytes is not { } content) continue;
            var definition = ComposeDefinition.Read(content);
            if (service is not null) AddNamed(root, path, service, named, []);
            foreach (var written in definition.Includes.Concat(definition.Extended).Where(path => path.Length > 0))
            {
                var other = InRoot(root, path, written);
                if (other is null || (other != file && !found.ContainsKey(other) && found.Count == ComposeFiles.MostFiles)) lost.Add(written);
                else if (other != file && found.TryAdd(other, Read(root, other))) way.Enqueue(other);
            }
        }

        return new FilesBehind(found, [.. lost], [.. named.Values]);
    }

    /// <summary>Adds the files of a service, and those of the service that it extends.</summary>
    private void AddNamed(string root, string path, string service, Dictionary<(string, string), NamedFile> named, HashSet<(string, string)> visited)
    {
        if (!visited.Add((path, service)) || visited.Count > ComposeFiles.MostFiles || Read(root, path).Bytes is not { } content) return;
        var definition = ComposeDefinition.Read(content);
        foreach (var (key, written) in definition.FilesOf(service))
        {
            var other = InRoot(root, path, written);
            named.TryAdd((key, other ?? written), new NamedFile(key, other ?? written, other is not null, other is null ? FileContent.Missing : Read(root, other)));
        }

        if (definition.ExtendedBy(service) is not { } extended) return;
        if (extended.File is null) AddNamed(root, path, extended.Service, named, visited);
        else if (InRoot(root, path, extended.File) is { } file) AddNamed(root, file, extended.Service, named, visited);
    }

    private static string? InRoot(string root, string from, string named)
    {
        if (ComposeFiles.PathBelow(root, Path.Combine(root, Path.GetDirectoryName(from)!), named) is not { } path) return null;
        var relative = Path.GetRelativePath(root, path);
        return ShellName.IsRelativePath(relative) ? relative : null;
    }

    private FileContent Read(string root, string relative)
    {
        var path = Path.Combine(root, relative);
        if (_files.TryGetValue(path, out var known)) return known;
        return _files[path] = OrdinaryFile.Read(path, OrdinaryFile.MostWritten, _fences.GetOrAdd(root, r => new FileFence(r)));
    }
}

/// <summary>What a compose file of the root brings in.</summary>
/// <param name="Included">The files that it includes or extends, and those in turn, by their paths in the root.</param>
/// <param name="Lost">Those among them that cannot be looked up, as written: outside the root, remote, decided by variables, or one too many.</param>
/// <param name="Named">The files from which the module's service gets variables, configs and secrets.</param>
internal sealed record FilesBehind(IReadOnlyDictionary<string, FileContent> Included, IReadOnlyList<string> Lost, IReadOnlyList<NamedFile> Named)
{
    public static FilesBehind None { get; } = new(new Dictionary<string, FileContent>(StringComparer.Ordinal), [], []);
}

/// <summary>A file that a service names, whose content may be secret.</summary>
/// <param name="Key"><c>env_file</c>, <c>configs</c> or <c>secrets</c>.</param>
/// <param name="Path">Relative to the root, or as written where it is not below.</param>
/// <param name="IsBelowRoot">Whether the root could have it.</param>
/// <param name="Content">The root's.</param>
internal sealed record NamedFile(string Key, string Path, bool IsBelowRoot, FileContent Content)
{
    /// <summary>Whether it can be held against the host's.</summary>
    public bool IsInRoot => IsBelowRoot && Content.Refusal is not { IsMissing: true };
}
