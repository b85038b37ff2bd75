using System.Collections.ObjectModel;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>What the engine makes of a declared service and its image. Null where the image would have to be known.</summary>
internal sealed class ExpectedConfiguration
{
    // Compose copies the proxy settings of the host's docker configuration into every container.
    private static readonly HashSet<string> ProxyVariables = new(StringComparer.OrdinalIgnoreCase)
    {
        "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY",
    };

    private readonly DeclaredConfiguration _declared;
    private readonly ImageDefaults? _image;

    public ExpectedConfiguration(DeclaredConfiguration declared, ImageDefaults? image)
    {
        (_declared, _image) = (declared, image);
        Environment = Over(image?.Environment, declared.Environment);
        Labels = Over(image?.Labels, declared.Labels.ToDictionary(l => l.Key, l => (OpaqueValue?)l.Value, StringComparer.Ordinal));
    }

    /// <summary>The image's variables with the declared ones over them.</summary>
    public IReadOnlyDictionary<string, OpaqueValue> Environment { get; }

    public IReadOnlyDictionary<string, OpaqueValue> Labels { get; }

    /// <summary>An entrypoint of one's own drops the image's command.</summary>
    public IReadOnlyList<OpaqueValue>? Command => _declared switch
    {
        { Command: { Count: > 0 } command } => command,
        { Entrypoint.Count: > 0 } => [],
        _ => _image?.Command,
    };

    /// <summary>An empty one takes the image's away, and leaves its command: https://github.com/moby/moby/blob/v20.10.24/daemon/commit.go (merge)</summary>
    public IReadOnlyList<OpaqueValue>? Entrypoint => _declared.Entrypoint ?? _image?.Entrypoint;

    public string? User => _declared.User ?? _image?.User;

    /// <summary>
    /// Whether a variable may be there without being declared: a declared one without a value, a proxy setting, or any
    /// where the image is not known.
    /// </summary>
    public bool MayAddEnvironment(string name) =>
        _image is null || ProxyVariables.Contains(name) || _declared.Environment.ContainsKey(name);

    public bool MayAddLabels(string name) => _image is null;

    /// <summary>Whether somebody asked for a mount. The engine adds an anonymous volume for each volume of the image.</summary>
    public bool IsAskedFor(MountPoint mount) =>
        mount is not { Type: "volume", Source: "" } ||
        _declared.Mounts.Any(m => m.Target == mount.Target) ||
        !(_image is null || _image.Volumes.Any(v => v.TrimEnd('/') == mount.Target));

    private static Dictionary<string, OpaqueValue> Over(
        IReadOnlyDictionary<string, OpaqueValue>? image, IReadOnlyDictionary<string, OpaqueValue?> declared)
    {
        Dictionary<string, OpaqueValue> all = new(image ?? ReadOnlyDictionary<string, OpaqueValue>.Empty, StringComparer.Ordinal);
        foreach (var (name, value) in declared)
        {
            if (value is not null) all[name] = value;
            else all.Remove(name);
        }

        return all;
    }
}
