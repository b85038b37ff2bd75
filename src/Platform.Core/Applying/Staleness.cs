using Platform.Planning;
using Platform.Text;

namespace Platform.Applying;

/// <summary>Whether what a plan rests on is still so; and if not, what moved. Pure.</summary>
internal static class Staleness
{
    /// <summary>A sentence for each thing of the root that moved.</summary>
    public static IEnumerable<string> OfRoot(PlanRoot planned, string? commit, IReadOnlyDictionary<string, string> files)
    {
        if (planned.Commit != commit)
            yield return $"the root is at {Commit(commit)}, the plan was made at {Commit(planned.Commit)}";
        foreach (var (path, hash) in planned.Files)
        {
            var now = files.GetValueOrDefault(path, "");
            if (now != hash) yield return $"{TerminalText.Clean(path)} of the root {(now.Length == 0 ? "is gone" : "was changed")} since the plan was made";
        }
    }

    /// <summary>A sentence for each thing of a module that moved on its host.</summary>
    public static IEnumerable<string> OfModule(string host, SeenModule planned, SeenModule now)
    {
        var name = $"{planned.Name} on {host}";
        if (!planned.Containers.SequenceEqual(now.Containers))
            yield return $"{name}: the container was {Describe(planned.Containers)}, and is {Describe(now.Containers)}";
        if (planned.Configuration is { } known && known != now.Configuration)
            yield return $"{name}: what Compose makes of its files on the host is not what the plan rests on; a variable, an override or an env_file was changed";
        if (planned.ComposeFile != now.ComposeFile) yield return $"{name}: the compose file on the host was changed";
        foreach (var finding in now.Findings.Except(planned.Findings, StringComparer.Ordinal)) yield return $"{name}: now there is {TerminalText.Clean(finding)}";
        foreach (var finding in planned.Findings.Except(now.Findings, StringComparer.Ordinal)) yield return $"{name}: no more {TerminalText.Clean(finding)}";
    }

    private static string Describe(IReadOnlyList<SeenContainer> containers) => containers.Count == 0 ? "not there" : TerminalText.Clean(string.Join(" and ", containers));

    private static string Commit(string? id) => id is null ? "no commit" : $"commit {id[..12]}";
}
