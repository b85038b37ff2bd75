using System.Collections.ObjectModel;
using System.Text;
using Platform.Docker;

namespace Platform.Drift.Surface;

/// <summary>Content that the compose file itself has for a config, against what is in the container. Neither is ever shown.</summary>
internal static class ContentComparison
{
    public const string Field = "configs";

    public static IEnumerable<DriftFinding> Compare(DeclaredSurface declared, ContainerSnapshot container, HostSnapshot snapshot)
    {
        foreach (var (path, content) in declared.Contents ?? ReadOnlyDictionary<string, OpaqueValue>.Empty)
        {
            var live = snapshot.Contents?.FirstOrDefault(file => file.Path == $"{container.Id}:{path}");
            if (live is { IsMissing: true }) yield return Differs(path, $"{Field}: {path}, whose content stands in the compose file, is not in the container");
            else if (live?.Fingerprint is null) yield return SurfaceComparison.NotCompared($"{Field}: the content of {path}, of which {(snapshot.Contents is null ? "a recorded snapshot has nothing" : "the host gave no fingerprint")}");
            else if (!live.Holds(Encoding.UTF8.GetBytes(content.Reveal()))) yield return Differs(path, $"{Field}: {path} has another content in the container than in the compose file");
        }
    }

    private static DriftFinding Differs(string path, string message) => new(FindingCode.MountsMismatch, FindingSeverity.Drift, Field, null, null, message) { Keys = [path] };
}
