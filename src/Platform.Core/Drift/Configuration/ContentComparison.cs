using System.Collections.ObjectModel;
using System.Text;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>Content of a config or a secret that the compose file itself has, or a variable, against what is in the container. Neither is ever shown.</summary>
internal static class ContentComparison
{
    private const string Configs = "configs";
    private const string Secrets = "secrets";

    /// <summary>Whether a finding of this field is about content.</summary>
    public static bool IsField(string field) => field is Configs or Secrets;

    public static IEnumerable<DriftFinding> Compare(DeclaredConfiguration declared, ContainerSnapshot container, HostSnapshot snapshot) =>
        [.. Compare(Configs, declared.Contents, container, snapshot), .. Compare(Secrets, declared.SecretContents, container, snapshot)];

    private static IEnumerable<DriftFinding> Compare(string field, IReadOnlyDictionary<string, OpaqueValue>? contents, ContainerSnapshot container, HostSnapshot snapshot)
    {
        foreach (var (path, content) in contents ?? ReadOnlyDictionary<string, OpaqueValue>.Empty)
        {
            var live = snapshot.Contents?.FirstOrDefault(file => file.Path == $"{container.Id}:{path}");
            if (live is { IsMissing: true }) yield return Differs(path, "has content in the compose file, or in a variable, and is not in the container");
            else if (live?.Fingerprint is null) yield return ConfigurationComparison.NotCompared($"{field}: the content of {path}, of which {(snapshot.Contents is null ? "a recorded snapshot has nothing" : "the host gave no fingerprint")}");
            else if (!live.Holds(Encoding.UTF8.GetBytes(content.Reveal()))) yield return Differs(path, "has another content in the container than in the compose file, or in its variable");
        }

        DriftFinding Differs(string path, string how) => new(FindingCode.MountsMismatch, FindingSeverity.Drift, field, null, null, $"{field}: {path} {how}") { Keys = [path], Entries = [new FindingEntry(path, EntryFate.Changed)] };
    }
}
