using Platform.Compose;
using Platform.Files;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>What one compose file says by itself: its services, and what it includes.</summary>
internal sealed record ComposeText(ComposeFileState State)
{
    /// <summary>The services by name, and the image of each that names one.</summary>
    public IReadOnlyDictionary<string, ComposeImage?> Services { get; private init; } = new Dictionary<string, ComposeImage?>(StringComparer.Ordinal);

    /// <summary>Paths as written, relative to the file's folder.</summary>
    public IReadOnlyList<string> Includes { get; private init; } = [];

    /// <summary>Why it is no compose file.</summary>
    public string? Fault { get; private init; }

    /// <summary>Set where there is something by that name that is not read: a FIFO, a device, a folder, or too much.</summary>
    public FileRefusal? Refusal { get; private init; }

    public static ComposeText Read(string path, FileFence fence)
    {
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostWritten, fence);
        if (!content.IsRead) return Refused(content.Refusal!); // there are no bytes for a reason

        // Compose's own tags (!reset, !override) and merge keys are its business; only the names of services are ours.
        var document = YamlReader.Read(content.Bytes, path);
        var fault = document.Diagnostics.FirstOrDefault(d => d.Code is not (YamlDiagnosticCode.InvalidTag or YamlDiagnosticCode.DuplicateKey));
        var services = document.Root["services"];
        var includes = document.Root["include"];
        if (fault is not null) return new ComposeText(ComposeFileState.Unreadable) { Fault = fault.ToString() };
        if (services.Kind is not YamlKind.Mapping && !includes.Exists)
            return new ComposeText(ComposeFileState.Unreadable) { Fault = "it has no mapping 'services'" };

        Dictionary<string, ComposeImage?> named = new(StringComparer.Ordinal);
        List<string> included = [];
        foreach (var service in services.Entries) named[service.Key] = ComposeImage.Of(service.Value);
        foreach (var include in includes.Items) Add(include, included);
        return new ComposeText(ComposeFileState.Readable) { Services = named, Includes = included };
    }

    /// <summary>An include is a path, a mapping with <c>path</c>, or a list of paths in it.</summary>
    private static void Add(YamlNode include, List<string> included)
    {
        var paths = include.Kind is YamlKind.Mapping ? include["path"] : include;
        if (paths.Kind is not YamlKind.Sequence) included.Add(paths.Text);
        else foreach (var path in paths.Items) Add(path, included);
    }

    private static ComposeText Refused(FileRefusal refusal) => refusal.IsMissing
        ? new ComposeText(ComposeFileState.Missing)
        : new ComposeText(ComposeFileState.Unreadable) { Fault = "it " + refusal.What, Refusal = refusal };
}
