using Platform.Docker;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// The links of a container. Compose makes of a link to a service one to each of its containers, and adds two names of its own
/// (https://github.com/docker/compose/blob/v2.26.1/pkg/compose/convergence.go, getLinks); the engine keeps container names, so that a
/// link outlives the container it was made for.
/// </summary>
internal static class LinkComparison
{
    public const string Key = "links";

    /// <param name="expected">Words <c>service:NAME:ALIAS</c> and, of other projects, <c>CONTAINER:ALIAS</c>.</param>
    /// <param name="actual">Words <c>CONTAINER:ALIAS</c>.</param>
    /// <param name="container">Which has them.</param>
    /// <param name="snapshot">Its host.</param>
    public static DriftFinding? Compare(string[] expected, string[] actual, ContainerSnapshot container, HostSnapshot snapshot) => TextComparison.OfSets(
        FindingCode.NamesMismatch, Key, expected,
        actual.SelectMany(link => expected.Contains(link, StringComparer.Ordinal) ? [link] : OfService(link, container, snapshot)));

    /// <summary>A link as the file has it: none where Compose added it.</summary>
    private static IEnumerable<string> OfService(string link, ContainerSnapshot container, HostSnapshot snapshot)
    {
        var (name, alias) = link.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (link[..at], link[(at + 1)..]) : (link, "");
        if (ServiceOf(name, container, snapshot) is not { } service) return [link];
        return alias == $"{service}-{container.ComposeNumber}" || alias == $"{container.ComposeProject}-{service}-{container.ComposeNumber}" ? [] : [$"{SharedMode.OfService}{service}:{alias}"];
    }

    private static string? ServiceOf(string name, ContainerSnapshot container, HostSnapshot snapshot)
    {
        if (snapshot.Containers.FirstOrDefault(c => c.Name == name) is { } found) return found.ComposeProject == container.ComposeProject ? found.ComposeService : null;
        var (project, end) = (container.ComposeProject + "-", name.LastIndexOf('-'));
        return end > project.Length && name.StartsWith(project, StringComparison.Ordinal) && name.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[project.Length..end] : null;
    }
}
