using Platform.Docker;
using Platform.Files;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Drift.ComposeFile;

/// <summary>The compose file in the root against the one on the host.</summary>
internal static class ComposeFileComparison
{
    /// <summary>The field of a file behind the compose file, which no plan puts in place.</summary>
    public const string BehindField = "compose_file.include";

    /// <param name="runtime">The module's runtime.</param>
    /// <param name="snapshot">What was seen of its host.</param>
    /// <param name="root">The root's file, or why it was not read.</param>
    public static DriftFinding? Compare(ModuleRuntime runtime, HostSnapshot snapshot, FileContent root)
    {
        if (snapshot.Files.FirstOrDefault(f => f.Path == runtime.ComposeFile) is not { } file)
        {
            return runtime.ComposeFile is { } path && snapshot.PlatformDirectory is not null && snapshot.GapIn(SnapshotPart.Files) is { } late
                ? NotCompared(path, late)
                : null;
        }

        if (root.Bytes is not { } content) return NotRead(file, root.Refusal ?? Refusals.Missing);

        if (!file.Exists)
        {
            return new DriftFinding(
                FindingCode.ComposeFileMismatch, FindingSeverity.Drift, "compose_file", file.Path, null,
                $"the host has no {file.Path} below its platform_dir, or its account may not read it");
        }

        return file.Holds(content) ? null : new DriftFinding(
            FindingCode.ComposeFileMismatch, FindingSeverity.Drift, "compose_file", null, null,
            $"{file.Path} on the host differs from the one in the root", Diff(file, content));
    }

    /// <summary>The files that the compose file includes or extends: what the host makes of it hangs on them as well.</summary>
    public static IEnumerable<DriftFinding> CompareBehind(ModuleRuntime runtime, HostSnapshot snapshot, IReadOnlyDictionary<string, FileContent> behind)
    {
        if (snapshot.PlatformDirectory is null || snapshot.GapIn(SnapshotPart.Files) is not null) yield break;
        foreach (var (path, root) in behind)
        {
            if (snapshot.Files.FirstOrDefault(f => f.Path == path) is not { } file) yield return NotCompared(path, "the snapshot was made without it; make a new one");
            else if (root.Bytes is not { } content) yield return NotCompared(path, root.Refusal is { IsMissing: false } refusal ? $"the root's {refusal.What}" : "the root has none");
            else if (!file.Exists) yield return Behind(file, $"the host has no {path}, which {runtime.ComposeFile} brings in, or its account may not read it", null);
            else if (!file.Holds(content)) yield return Behind(file, $"{path}, which {runtime.ComposeFile} brings in, differs on the host from the one in the root", Diff(file, content));
        }
    }

    private static DriftFinding Behind(HostFile file, string message, string? diff) => new(
        FindingCode.ComposeFileMismatch, FindingSeverity.Drift, BehindField, file.Path, file.Exists ? "another content" : null, message, diff);

    /// <summary>What is no file, or too large a one, is certainly not what the host has; of what is not there, or not readable, nobody can say.</summary>
    private static DriftFinding NotRead(HostFile file, FileRefusal refusal) => refusal.IsOfTheFile
        ? new DriftFinding(
            FindingCode.ComposeFileMismatch, FindingSeverity.Drift, "compose_file", null, null,
            $"{file.Path} of the root {refusal.What}")
        : NotCompared(file.Path, refusal.IsMissing ? "the root has none" : $"the root's {refusal.What}");

    private static DriftFinding NotCompared(string path, string why) => new(
        FindingCode.ConfigurationNotCompared, FindingSeverity.Warning, "compose_file", null, null, $"{path} was not compared with the host's: {why}");

    /// <summary>From the host's file to the root's, so that a plus is what the root would bring. None from a recorded hash.</summary>
    private static string? Diff(HostFile file, byte[] content)
    {
        if (file.Content is not { } live) return null;
        var (before, after) = (MaskedComposeFile.Of(live), MaskedComposeFile.Of(content));
        return UnifiedDiff.Of(before.Lines, after.Lines, "host/" + file.Path, "root/" + file.Path, line => TerminalText.Clean(line.Kind switch
        {
            '-' => before.Shown[line.Before],
            '+' => after.Shown[line.After],
            // The same line may be a service's user in one file and an environment's in the other.
            _ when before.Shown[line.Before] == after.Shown[line.After] => before.Shown[line.Before],
            _ => MaskedComposeFile.Hidden(line.Text),
        }));
    }
}
