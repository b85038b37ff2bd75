using System.Collections.Concurrent;
using Platform.Files;
using Platform.Root;
using Platform.Shell;

namespace Platform.Compose;

/// <summary>
/// The root's compose files, and the files that they name. Each is read once, however many modules and files name it. Safe to use from several threads.
/// </summary>
/// <param name="root">The root.</param>
/// <param name="fence">What keeps them within it.</param>
/// <param name="staged">Files that are about to be written, by absolute path: what each would hold. Null for none.</param>
internal sealed class ComposeFiles(PlatformRoot root, RootFence fence, IReadOnlyDictionary<string, byte[]>? staged = null)
{
    /// <summary>How many files one compose file may bring in, itself included. No fleet comes near; a trap does.</summary>
    public const int MostFiles = 256;

    private readonly ConcurrentDictionary<string, Lazy<ComposeServices>> _services = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<ComposeFile>> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FileContent> _contents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Path, string? Service), FilesBehind> _behind = new();

    /// <param name="path">Relative to the root.</param>
    public ComposeServices ServicesOf(string path) =>
        _services.GetOrAdd(path, p => new Lazy<ComposeServices>(() => Collect(Path.Combine(root.Path, p)))).Value;

    private ComposeServices Collect(string path)
    {
        var file = FileOf(path);
        var services = new ComposeServices(file.State) { Fault = file.Fault };
        if (file.State is not ComposeFileState.Readable) return services;
        return Follow(path, services, [], new HashSet<string>(StringComparer.Ordinal)) is { } fault
            ? new ComposeServices(ComposeFileState.Unreadable) { Fault = fault }
            : services;
    }

    /// <summary>Adds what a file and the files it includes declare.</summary>
    /// <param name="path">The file.</param>
    /// <param name="into">Where to.</param>
    /// <param name="way">The files that led to it.</param>
    /// <param name="visited">The files that were added: each counts once, by however many it is included.</param>
    /// <returns>What makes the whole unfit for use; null where nothing does.</returns>
    private string? Follow(string path, ComposeServices into, List<string> way, HashSet<string> visited)
    {
        if (way.Contains(path, StringComparer.Ordinal))
            return $"it includes itself: {string.Join(" -> ", way.SkipWhile(p => p != path).Append(path).Select(root.Relative))}";
        if (!visited.Add(path)) return null;
        if (visited.Count > MostFiles) return $"with its includes it has more than {MostFiles} files";

        var file = FileOf(path);
        if (file.Refusal is { IsOfTheFile: true } refusal) return $"it includes {root.Relative(path)}, which {refusal.What}";
        foreach (var name in file.Definition?.Services ?? []) into.Services.TryAdd(name, file.Definition!);
        into.IsIncomplete |= file.State is not ComposeFileState.Readable;
        way.Add(path);
        foreach (var include in file.Definition?.Includes ?? [])
        {
            if (PathInRoot(Path.GetDirectoryName(path)!, include) is not { } included) into.IsIncomplete = true;
            else if (Follow(included, into, way, visited) is { } fault) return fault;
        }

        way.RemoveAt(way.Count - 1);
        return null;
    }

    /// <summary>A service as its file, what that includes and extends, and an override beside it say it together.</summary>
    /// <param name="path">The compose file, relative to the root.</param>
    /// <param name="service">The service.</param>
    /// <returns>Null where none of the files that can be read has it.</returns>
    public EvaluatedService? Evaluate(string path, string service) => new ServiceEvaluation(this, root).Of(Path.Combine(root.Path, path), service);

    /// <summary>What a compose file brings in.</summary>
    /// <param name="path">The compose file, relative to the root.</param>
    /// <param name="service">The service whose named files are asked for as well; null for none.</param>
    public FilesBehind BehindOf(string path, string? service) => _behind.GetOrAdd((path, service), key => FilesBehind.Of(this, key.Path, key.Service));

    /// <summary>A file of the root that a compose file names.</summary>
    /// <param name="folder">What the path is relative to.</param>
    /// <param name="named">The path as written.</param>
    /// <returns>Null where it is not below the root; else its path relative to the root, and its content.</returns>
    public (string Path, FileContent Content)? Read(string folder, string named) =>
        PathInRoot(folder, named) is { } path ? (root.Relative(path), ContentOf(path)) : null;

    /// <param name="path">Absolute path.</param>
    public ComposeFile FileOf(string path) => _files.GetOrAdd(path, p => new Lazy<ComposeFile>(() => ComposeFile.Of(ContentOf(p)))).Value;

    /// <param name="path">Relative to the root, or absolute.</param>
    public FileContent ContentOf(string path)
    {
        path = Path.Combine(root.Path, path);
        if (_contents.TryGetValue(path, out var known)) return known;
        return _contents[path] = staged is not null && staged.TryGetValue(path, out var bytes)
            ? FileContent.Of(bytes)
            : OrdinaryFile.Read(path, OrdinaryFile.MostWritten, fence.Files);
    }

    /// <summary>Where a path leads that a compose file names, relative to the root; null where that is not below it, or no name that may reach a shell.</summary>
    /// <param name="from">The compose file, relative to the root.</param>
    /// <param name="named">The path as written.</param>
    public string? RelativePathOf(string from, string named)
    {
        if (PathBelow(root.Path, Path.Combine(root.Path, Path.GetDirectoryName(from)!), named) is not { } path) return null;
        var relative = Path.GetRelativePath(root.Path, path);
        return ShellName.IsRelativePath(relative) ? relative : null;
    }

    /// <summary>How many folders below the root a folder lies; 0 for the root, and for one that is not below it.</summary>
    /// <param name="folder">Absolute path.</param>
    public int DepthOf(string folder) =>
        folder.StartsWith(root.Path + '/', StringComparison.Ordinal) ? folder[root.Path.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Length : 0;

    /// <summary>The absolute path of what a compose file names; null where that is not below the root.</summary>
    public string? PathInRoot(string folder, string include) =>
        PathBelow(root.Path, folder, include) is { } path && fence.PlaceOf(path) is not FilePlace.Outside ? path : null;

    /// <summary>
    /// Where a path leads that a compose file names. It may climb, but not out of the root. Null for one that does, is remote, or is decided by
    /// variables.
    /// </summary>
    /// <param name="root">The root, an absolute path.</param>
    /// <param name="folder">The folder of the compose file, an absolute path.</param>
    /// <param name="named">The path as written.</param>
    public static string? PathBelow(string root, string folder, string named)
    {
        if (named.Length == 0 || named.Contains('\0', StringComparison.Ordinal) || named.Contains('$', StringComparison.Ordinal) ||
            named.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var path = Path.GetFullPath(named, folder);
        return path.StartsWith(root + '/', StringComparison.Ordinal) ? path : null;
    }
}

/// <summary>What a compose file declares.</summary>
internal sealed record ComposeServices(ComposeFileState State)
{
    /// <summary>The services by name, and the file in which each stands.</summary>
    public Dictionary<string, ComposeDefinition> Services { get; } = new(StringComparer.Ordinal);

    /// <summary>True where an include could not be followed (a remote one, say): there may be more services.</summary>
    public bool IsIncomplete { get; set; }

    public string? Fault { get; init; }
}

/// <summary>One file, and what became of reading it.</summary>
/// <param name="Definition">What it says; null where it is not readable.</param>
/// <param name="Refusal">Set where there is something by that name that is not read: a FIFO, a device, a folder, or too much. Also where there is nothing.</param>
internal sealed record ComposeFile(ComposeDefinition? Definition, FileRefusal? Refusal)
{
    public ComposeFileState State =>
        Refusal is { IsMissing: true } ? ComposeFileState.Missing : Definition is { Fault: null } ? ComposeFileState.Readable : ComposeFileState.Unreadable;

    /// <summary>Why it is no compose file.</summary>
    public string? Fault => Refusal is { IsMissing: false } ? "it " + Refusal.What : Definition?.Fault;

    public static ComposeFile Of(FileContent content) => new(content.Bytes is { } bytes ? ComposeDefinition.Read(bytes) : null, content.Refusal);
}

internal enum ComposeFileState
{
    Readable,
    Missing,
    Unreadable,
}
