using Platform.Compose;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Shell;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Adopting;

/// <summary>The compose files of services of one host: where in the root each belongs, whether it is there, and whether it may be copied.</summary>
/// <param name="context">The root.</param>
/// <param name="host">The host.</param>
/// <param name="snapshot">What was seen of it.</param>
/// <param name="copies">Whether files that the root has not got are copied.</param>
internal sealed class ComposeSource(RootContext context, HostDefinition host, HostSnapshot snapshot, bool copies)
{
    private readonly Dictionary<string, RootFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _staged = new(StringComparer.Ordinal);

    /// <summary>The files that are to be copied, by absolute path.</summary>
    public IReadOnlyDictionary<string, byte[]> Staged => _staged;

    /// <summary>The file of the root that declares a service, and what is copied for it; or why there is none.</summary>
    /// <param name="service">A service of Compose.</param>
    /// <param name="refusal">Set where null is returned.</param>
    public ServiceSource? Of(AdoptedService service, out AdoptRefusal? refusal)
    {
        refusal = null;
        if (service.First.Configuration.Origin is not { } origin)
            return Refuse(AdoptCode.ComposeFileNotRead, $"the labels of {service.First.Name} do not say from which files it was started", out refusal);
        if (origin.IsStandardInput)
            return Refuse(AdoptCode.ComposeFileNotRead, $"{service.First.Name} was started from standard input, which nobody has kept; start it from a file", out refusal);
        List<RootFile> files = [];
        foreach (var path in origin.ConfigFiles.Split(','))
        {
            if (FileOf(path, origin) is var file && file.Refusal is not null)
            {
                refusal = file.Refusal;
                return null;
            }

            files.Add(file);
        }

        // Of several files the first that declares the service is the base, and the others are layers over it.
        if (files.FirstOrDefault(f => f.Definition!.Services.Contains(service.Service, StringComparer.Ordinal)) is { } owner)
            return new ServiceSource(owner.Path, owner.Definition!, [.. files.Where(f => f.Bytes is not null)], files.Count > 1 ? $"it was started from {files.Count} files; the manifest can name {owner.Path} alone" : null);
        return Refuse(
            AdoptCode.ServiceNotFound,
            $"{string.Join(", ", files.Select(f => f.Path))} has no service {service.Service}{(files.Any(f => f.Definition!.Includes.Count > 0) ? ", and what it includes is not copied; put the included files into the root and name the one that declares it" : "; the file was changed since the container was started")}", out refusal);
    }

    private static ServiceSource? Refuse(string code, string message, out AdoptRefusal? refusal)
    {
        refusal = new AdoptRefusal(code, TerminalText.Clean(message));
        return null;
    }

    private RootFile FileOf(string path, ComposeOrigin origin)
    {
        if (_files.TryGetValue(path, out var known)) return known;
        return _files[path] = Read(path, origin);
    }

    private RootFile Read(string path, ComposeOrigin origin)
    {
        var inRoot = PathInRoot(path, origin.Project);
        if (!path.StartsWith('/') || !ShellName.IsRelativePath(inRoot) || inRoot.Length > 255 || inRoot.StartsWith('-'))
            return RootFile.Refused(inRoot, AdoptCode.ComposeFileNotRead, $"{path}, from which project {origin.Project} was started, is no path that a manifest can name; rename the file, or its folder, and start it anew");
        var absolute = System.IO.Path.Combine(context.Root.Path, inRoot);
        var there = context.ComposeFiles.FileOf(absolute);
        if (there.State is ComposeFileState.Readable)
        {
            return snapshot.Sources.FirstOrDefault(s => s.Path == path) is { Exists: true } live && !live.Holds(Files.OrdinaryFile.Read(absolute, Files.OrdinaryFile.MostWritten, context.Fence.Files).Bytes ?? []) && !IsBelowPlatform(path)
                ? RootFile.Refused(inRoot, AdoptCode.File, $"the root has another {inRoot} than {path} on {host.Name}; make them agree first, or move it away")
                : new RootFile(inRoot, path, null, there.Definition, null);
        }

        if (there.State is ComposeFileState.Unreadable) return RootFile.Refused(inRoot, AdoptCode.ComposeFileNotRead, $"{inRoot} of the root is no compose file: {there.Fault}");
        return copies ? Copy(path, inRoot, absolute, origin) : RootFile.Refused(
            inRoot, AdoptCode.ComposeFileNotInRoot, $"the root has no {inRoot}, which project {origin.Project} was started from ({path} on {host.Name}); put it there, or have it copied with --copy-compose (-CopyComposeFile)");
    }

    private RootFile Copy(string path, string inRoot, string absolute, ComposeOrigin origin)
    {
        if (snapshot.Sources.FirstOrDefault(s => s.Path == path) is not { Exists: true, Content: { } content })
            return RootFile.Refused(inRoot, AdoptCode.ComposeFileNotRead, $"{path}, from which project {origin.Project} was started, cannot be read on {host.Name}: it is gone, the account may not, or nobody asked the host; put it into the root as {inRoot}");
        if (content.Length > Files.OrdinaryFile.MostWritten) return RootFile.Refused(inRoot, AdoptCode.ComposeFileNotRead, $"{path} on {host.Name} is larger than any compose file that is read");
        var file = ComposeFile.Of(Files.FileContent.Of(content));
        if (file.Definition is not { Fault: null } definition) return RootFile.Refused(inRoot, AdoptCode.ComposeFileNotRead, $"{path} on {host.Name} is no compose file that can be read: {file.Fault}");

        Dictionary<string, byte[]> with = new(_staged, StringComparer.Ordinal) { [absolute] = content };
        if (LiteralSecrets.In(inRoot, content, context.Staging(with).ComposeFiles, ModuleOf(inRoot)) is { Count: > 0 } secrets)
        {
            return RootFile.Refused(
                inRoot, AdoptCode.SecretLiteral,
                $"{path} on {host.Name} is not copied, for it has secrets as literals ({string.Join(", ", secrets)}); let variables or secrets of Compose bring them and start it anew, or put a file without them into the root as {inRoot}");
        }

        _staged[absolute] = content;
        return new RootFile(inRoot, path, content, definition, null);
    }

    private bool IsBelowPlatform(string path) => host.PlatformDirectory is { } directory && path.StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Where it lies below the platform's folder on the host, there it lies below the root; what lies elsewhere gets a folder of its project.</summary>
    private string PathInRoot(string path, string project) => IsBelowPlatform(path)
        ? path[(host.PlatformDirectory!.TrimEnd('/').Length + 1)..]
        : $"compose/{ModuleId.Of(host.Name)}/{project}/{path[(path.LastIndexOf('/') + 1)..]}";

    /// <summary>What rules about secrets ask of a module; it refers to none.</summary>
    private PlatformModule ModuleOf(string path) => new()
    {
        Id = "adopted",
        Name = "adopted",
        Tier = "",
        Owner = "",
        Path = "",
        Root = context.Root.Path,
        Runtime = new ModuleRuntime { Host = host.Name, Orchestrator = Orchestrator.DockerCompose, ComposeProject = "", ComposeFile = path },
    };
}

/// <summary>A compose file where it belongs in the root.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="HostPath">The file on the host.</param>
/// <param name="Bytes">What is to be copied; null where the root has it.</param>
/// <param name="Definition">What it says; null where it is refused.</param>
/// <param name="Refusal">Why it is neither there nor copied; null where it is one of both.</param>
internal sealed record RootFile(string Path, string HostPath, byte[]? Bytes, ComposeDefinition? Definition, AdoptRefusal? Refusal)
{
    public static RootFile Refused(string path, string code, string message) => new(path, "", null, null, new AdoptRefusal(code, TerminalText.Clean(message)));
}

/// <summary>The compose file of a service.</summary>
/// <param name="Path">The one that declares it, relative to the root.</param>
/// <param name="Definition">What it says.</param>
/// <param name="Copied">The files that are copied for it.</param>
/// <param name="Remark">What is to be known of it; null for nothing.</param>
internal sealed record ServiceSource(string Path, ComposeDefinition Definition, IReadOnlyList<RootFile> Copied, string? Remark);
