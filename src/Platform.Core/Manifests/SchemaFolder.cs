using Platform.Files;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Resolves the references of a schema file to files beside it, by path or by their <c>$id</c>.</summary>
internal sealed class SchemaFolder
{
    private readonly string _folder;
    private readonly FileFence _fence;
    private Dictionary<string, YamlDocument>? _byId;

    /// <param name="schema">A schema that was read from a file with an absolute path.</param>
    public SchemaFolder(YamlDocument schema)
    {
        BaseUri = new Uri(schema.Source).AbsoluteUri;
        _folder = Path.GetDirectoryName(schema.Source)!; // an absolute path of a file has a folder
        _fence = new FileFence(_folder);
    }

    /// <summary>The file's own URI: what relative references are relative to where the schema has no <c>$id</c>.</summary>
    public string BaseUri { get; }

    /// <summary>A schema of the same folder, or null. Nothing is read from elsewhere.</summary>
    public YamlDocument? Resolve(string uri)
    {
        if (Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.IsFile)
        {
            var path = Path.GetFullPath(parsed.LocalPath);
            return path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
                ? FileValidator.Read(path, _fence)
                : null;
        }

        return (_byId ??= ReadIds()).GetValueOrDefault(uri);
    }

    private Dictionary<string, YamlDocument> ReadIds()
    {
        Dictionary<string, YamlDocument> byId = new(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_folder, "*.json"))
        {
            var document = FileValidator.Read(path, _fence);
            if (document.IsValid && document.Root["$id"].GetString() is { } id) byId.TryAdd(id, document);
        }

        return byId;
    }
}
