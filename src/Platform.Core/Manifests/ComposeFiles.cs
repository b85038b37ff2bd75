using System.Collections.Concurrent;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>The services of the root's compose files. Each file is read once, however many modules name it.</summary>
internal sealed class ComposeFiles(PlatformRoot root, RootFence fence)
{
    private const int DeepestInclude = 8;

    private readonly ConcurrentDictionary<string, Lazy<ComposeServices>> _files = new(StringComparer.Ordinal);

    /// <param name="path">Relative to the root.</param>
    public ComposeServices ServicesOf(string path) =>
        _files.GetOrAdd(path, p => new Lazy<ComposeServices>(() => Read(Path.Combine(root.Path, p), 0))).Value;

    private ComposeServices Read(string path, int depth)
    {
        if (!File.Exists(path)) return new ComposeServices(ComposeFileState.Missing);

        // Compose's own tags (!reset, !override) and merge keys are its business; only the names of services are ours.
        var document = YamlReader.ReadFile(path);
        var fault = document.Diagnostics.FirstOrDefault(d => d.Code is not (YamlDiagnosticCode.InvalidTag or YamlDiagnosticCode.DuplicateKey));
        var services = document.Root["services"];
        var includes = document.Root["include"];
        if (fault is not null) return new ComposeServices(ComposeFileState.Unreadable) { Fault = fault.ToString() };
        if (services.Kind is not YamlKind.Mapping && !includes.Exists)
            return new ComposeServices(ComposeFileState.Unreadable) { Fault = "it has no mapping 'services'" };

        var result = new ComposeServices(ComposeFileState.Readable);
        foreach (var service in services.Entries) result.Names.Add(service.Key);
        foreach (var include in includes.Items) Include(result, include, Path.GetDirectoryName(path)!, depth);
        return result;
    }

    /// <summary>An include is a path, a mapping with <c>path</c>, or a list of paths in it.</summary>
    private void Include(ComposeServices into, YamlNode include, string folder, int depth)
    {
        var paths = include.Kind is YamlKind.Mapping ? include["path"] : include;
        if (paths.Kind is YamlKind.Sequence)
        {
            foreach (var path in paths.Items) Include(into, path, folder, depth);
            return;
        }

        var included = depth < DeepestInclude && !paths.Text.Contains("://", StringComparison.Ordinal) && !paths.Text.Contains('$', StringComparison.Ordinal) &&
            PathInRoot(folder, paths.Text) is { } file
            ? Read(file, depth + 1)
            : new ComposeServices(ComposeFileState.Missing);
        into.Names.UnionWith(included.Names);
        into.IsIncomplete |= included.State is not ComposeFileState.Readable || included.IsIncomplete;
    }

    /// <summary>An include may climb, but not out of the root.</summary>
    private string? PathInRoot(string folder, string include)
    {
        if (include.Length == 0 || include.Contains('\0', StringComparison.Ordinal)) return null;
        var path = Path.GetFullPath(include, folder);
        return path.StartsWith(root.Path + '/', StringComparison.Ordinal) && fence.PlaceOf(path) is not FilePlace.Outside ? path : null;
    }
}

/// <summary>What a compose file declares.</summary>
internal sealed record ComposeServices(ComposeFileState State)
{
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>True where an include could not be followed (a remote one, say): there may be more services.</summary>
    public bool IsIncomplete { get; set; }

    public string? Fault { get; init; }
}

internal enum ComposeFileState
{
    Readable,
    Missing,
    Unreadable,
}
