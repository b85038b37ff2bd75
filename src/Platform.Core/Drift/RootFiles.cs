using System.Collections.Concurrent;
using Platform.Compose;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;

namespace Platform.Drift;

/// <summary>The compose files of modules, whichever root each is of. One for a run.</summary>
internal sealed class RootFiles
{
    private readonly ConcurrentDictionary<string, ComposeFiles> _roots = new(StringComparer.Ordinal);

    /// <summary>The module's compose file, or why there is none.</summary>
    public FileContent ComposeFileOf(PlatformModule module) =>
        module.Runtime.ComposeFile is { } file ? FilesOf(module).ContentOf(file) : FileContent.Missing;

    /// <summary>What the module's compose file brings in.</summary>
    public FilesBehind BehindComposeFileOf(PlatformModule module) =>
        module.Runtime is { ComposeFile: { } file } runtime ? FilesOf(module).BehindOf(file, runtime.ComposeService) : FilesBehind.None;

    private ComposeFiles FilesOf(PlatformModule module) => _roots.GetOrAdd(module.Root, path =>
    {
        var root = PlatformRoot.OfModule(path);
        return new ComposeFiles(root, new RootFence(root));
    });
}
