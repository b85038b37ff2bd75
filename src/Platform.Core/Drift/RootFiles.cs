using System.Collections.Concurrent;
using Platform.Files;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>The compose files of a platform root, each read once in a run. Safe to use from several threads.</summary>
internal sealed class RootFiles
{
    private readonly ConcurrentDictionary<string, byte[]?> _files = new(StringComparer.Ordinal);

    /// <summary>The module's compose file; null where it has none or it cannot be read.</summary>
    public byte[]? ComposeFileOf(PlatformModule module)
    {
        if (module.Runtime.ComposeFile is not { } relative) return null;
        var path = Path.Combine(module.Root, relative);
        if (_files.TryGetValue(path, out var known)) return known;
        try
        {
            return _files[path] = OrdinaryFile.HasContent(path) ? File.ReadAllBytes(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return _files[path] = null;
        }
    }
}
