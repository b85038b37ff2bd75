using System.Collections.Concurrent;
using Platform.Files;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>The compose files of a platform root, each read once in a run. Safe to use from several threads.</summary>
internal sealed class RootFiles
{
    private readonly ConcurrentDictionary<string, FileContent> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FileFence> _fences = new(StringComparer.Ordinal);

    /// <summary>The module's compose file, or why there is none.</summary>
    public FileContent ComposeFileOf(PlatformModule module)
    {
        if (module.Runtime.ComposeFile is not { } relative) return FileContent.Missing;
        var path = Path.Combine(module.Root, relative);
        if (_files.TryGetValue(path, out var known)) return known;
        var fence = _fences.GetOrAdd(module.Root, root => new FileFence(root));
        return _files[path] = OrdinaryFile.Read(path, OrdinaryFile.MostWritten, fence);
    }
}
