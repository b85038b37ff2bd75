using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift.ComposeFile;

/// <summary>Was the container started from the compose file that its manifest names?</summary>
internal static class OriginComparison
{
    /// <summary>Nothing where nobody said where the root lives on the host, or Compose did not start the container.</summary>
    public static DriftFinding? Compare(ModuleRuntime runtime, ContainerSnapshot container, HostSnapshot snapshot)
    {
        if (runtime.ComposeFile is not { } declared || snapshot.PlatformDirectory is not { } directory ||
            container.Configuration.Origin is not { } origin || snapshot.ProjectOf(container) is not { OriginFiles: { } files } project)
        {
            return null;
        }

        var expected = $"{directory.TrimEnd('/')}/{declared}";
        if (project.EvaluatedInstead is { } instead)
        {
            var how = origin.IsStandardInput ? "standard input" : $"{origin.ConfigFiles}, of which a file is gone, or no path";
            return Finding(FindingSeverity.Information, expected, origin, $"{container.Name} was started from {how}; it was compared with {instead} on the host");
        }

        var others = files.Where(f => f.RootFile != declared).ToArray();
        if (others.Length == 0) return null;
        var paths = string.Join(", ", others.Select(f => f.Path));
        if (others.Length < files.Count)
        {
            return Finding(FindingSeverity.Warning, expected, origin,
                $"{container.Name} was also started from {paths}, which the manifest does not name and which was not compared with the root");
        }

        // A file of the root may include the declared one, which no label tells.
        return others.All(f => f.Place is OriginPlace.Elsewhere)
            ? Finding(FindingSeverity.Drift, expected, origin, $"{container.Name} was started from {paths}, expected {expected}")
            : Finding(FindingSeverity.Warning, expected, origin,
                $"{container.Name} was started from {paths}; whether that is, or includes, {expected} cannot be told");
    }

    /// <summary>An override that a plain <c>up</c> in the folder would take, and this container was started without.</summary>
    public static DriftFinding? OfOverride(ContainerSnapshot container, HostSnapshot snapshot) =>
        snapshot.ProjectOf(container) is { OverrideBeside: { } name } project ? new DriftFinding(
            FindingCode.ComposeFileMismatch, FindingSeverity.Information, "compose_file.override", null, name,
            $"{container.Name} was started without {name}, which stands beside {project.Origin.ConfigFiles} and which a plain 'docker compose up' there would take") : null;

    private static DriftFinding Finding(FindingSeverity severity, string expected, ComposeOrigin origin, string message) =>
        new(FindingCode.ComposeFileMismatch, severity, "compose_file", expected, origin.ConfigFiles, message);
}
