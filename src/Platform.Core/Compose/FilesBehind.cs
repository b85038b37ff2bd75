using Platform.Files;

namespace Platform.Compose;

/// <summary>What a compose file of the root brings in.</summary>
/// <param name="Included">The files that it includes or extends, and those in turn, by their paths in the root.</param>
/// <param name="Lost">Those among them that cannot be looked up, as written: outside the root, remote, decided by variables, or one too many.</param>
/// <param name="Named">The files from which the module's service gets variables, configs and secrets.</param>
internal sealed record FilesBehind(IReadOnlyDictionary<string, FileContent> Included, IReadOnlyList<string> Lost, IReadOnlyList<NamedFile> Named)
{
    public static FilesBehind None { get; } = new(new Dictionary<string, FileContent>(StringComparer.Ordinal), [], []);

    /// <param name="files">The compose files of the root.</param>
    /// <param name="file">One of them, relative to the root.</param>
    /// <param name="service">The service whose named files are asked for as well; null for none.</param>
    public static FilesBehind Of(ComposeFiles files, string file, string? service)
    {
        SortedDictionary<string, FileContent> found = new(StringComparer.Ordinal);
        SortedSet<string> lost = new(StringComparer.Ordinal);
        Dictionary<(string, string), NamedFile> named = [];
        Queue<string> way = new([file]);
        while (way.TryDequeue(out var path))
        {
            if (files.ContentOf(path).Bytes is not { } content) continue;
            var definition = ComposeDefinition.Read(content);
            if (service is not null) AddNamed(files, path, service, named, []);
            foreach (var written in definition.Includes.Concat(definition.Extended).Where(path => path.Length > 0))
            {
                var other = files.RelativePathOf(path, written);
                if (other is null || (other != file && !found.ContainsKey(other) && found.Count == ComposeFiles.MostFiles)) lost.Add(written);
                else if (other != file && found.TryAdd(other, files.ContentOf(other))) way.Enqueue(other);
            }
        }

        return new FilesBehind(found, [.. lost], [.. named.Values]);
    }

    /// <summary>Adds the files of a service, and those of the service that it extends.</summary>
    private static void AddNamed(ComposeFiles files, string path, string service, Dictionary<(string, string), NamedFile> named, HashSet<(string, string)> visited)
    {
        if (!visited.Add((path, service)) || visited.Count > ComposeFiles.MostFiles || files.ContentOf(path).Bytes is not { } content) return;
        var definition = ComposeDefinition.Read(content);
        foreach (var (key, written) in definition.FilesOf(service))
        {
            var other = files.RelativePathOf(path, written);
            named.TryAdd((key, other ?? written), new NamedFile(key, other ?? written, other is not null, other is null ? FileContent.Missing : files.ContentOf(other)));
        }

        if (definition.ExtendedBy(service) is not { } extended) return;
        if (extended.File is null) AddNamed(files, path, extended.Service, named, visited);
        else if (files.RelativePathOf(path, extended.File) is { } file) AddNamed(files, file, extended.Service, named, visited);
    }
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
