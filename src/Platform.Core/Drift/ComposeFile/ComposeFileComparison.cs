using Platform.Compose;
using Platform.Files;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Drift.ComposeFile;

/// <summary>The compose file in the root against the one on the host.</summary>
internal static class ComposeFileComparison
{
    private const string Field = "compose_file";
    private const int MostNamed = 3;
    private const string Included = Field + ".include";

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
                FindingCode.ComposeFileMismatch, FindingSeverity.Drift, Field, file.Path, null,
                $"the host has no {file.Path} below its platform_dir, or its account may not read it");
        }

        return file.Holds(content) ? null : new DriftFinding(
            FindingCode.ComposeFileMismatch, FindingSeverity.Drift, Field, null, null,
            $"{file.Path} on the host differs from the one in the root", Diff(file, content));
    }

    /// <summary>What the compose file brings in: what the host makes of it depends on that as well.</summary>
    public static IEnumerable<DriftFinding> CompareBehind(ModuleRuntime runtime, HostSnapshot snapshot, FilesBehind behind)
    {
        if (snapshot.PlatformDirectory is null || snapshot.GapIn(SnapshotPart.Files) is not null) return [];
        return behind.Included.Select(file => CompareIncluded(runtime, snapshot, file.Key, file.Value)).OfType<DriftFinding>()
            .Concat(Lost(runtime, behind.Lost))
            .Concat(behind.Named.Select(file => CompareNamed(runtime, snapshot, file)).OfType<DriftFinding>());
    }

    /// <summary>Whether a finding is about a file behind the compose file, which no plan puts in place.</summary>
    public static bool IsBehind(DriftFinding finding) => finding.Code is FindingCode.ComposeFileMismatch && finding.Field.StartsWith(Field + ".", StringComparison.Ordinal);

    private static DriftFinding[] Lost(ModuleRuntime runtime, IReadOnlyList<string> written) => written.Count == 0 ? [] :
        [NotCompared(
            string.Join(", ", written.Take(MostNamed)) + (written.Count > MostNamed ? ", …" : ""),
            $"{runtime.ComposeFile} brings in what is outside the root, remote, decided by a variable, or beyond {ComposeFiles.MostFiles} files")];

    private static DriftFinding? CompareIncluded(ModuleRuntime runtime, HostSnapshot snapshot, string path, FileContent root)
    {
        if (snapshot.Files.FirstOrDefault(f => f.Path == path) is not { } file) return NotCompared(path, "the snapshot was made without it; make a new one");
        if (root.Bytes is not { } content) return NotCompared(path, root.Refusal is { IsMissing: false } refusal ? $"the root's {refusal.What}" : "the root has none");
        if (!file.Exists) return Behind(Included, path, null, $"the host has no {path}, which {runtime.ComposeFile} brings in, or its account may not read it");
        return file.Holds(content) ? null
            : Behind(Included, path, "another content", $"{path}, which {runtime.ComposeFile} brings in, differs on the host from the one in the root", Diff(file, content));
    }

    /// <summary>A file of variables, a config or a secret: whether it is the same is known, and nothing of what it holds.</summary>
    private static DriftFinding? CompareNamed(ModuleRuntime runtime, HostSnapshot snapshot, NamedFile named)
    {
        var (field, path, what) = ($"{Field}.{named.Key}", named.Path, $"{named.Path}, which {runtime.ComposeFile} names in {named.Key},");
        if (!named.IsInRoot)
            return Behind(field, null, null, named.IsBelowRoot ? $"{what} is not in the root, and was not compared" : $"{what} is outside the root, decided by a variable, or has a name that may not reach a shell, and was not compared") with { Severity = FindingSeverity.Information };
        if (named.Content.Bytes is not { } content) return NotCompared(path, $"the root's {named.Content.Refusal?.What}");
        if (snapshot.SecretFiles?.FirstOrDefault(f => f.Path == path) is not { } file) return NotCompared(path, "a recorded snapshot has nothing of it");
        if (file.IsMissing) return Behind(field, null, null, $"the host has no {path}, which {runtime.ComposeFile} names in {named.Key}");
        if (file.Fingerprint is null) return NotCompared(path, "the host's account may not read it, or the host has no sha256sum");
        return file.Holds(content) ? null : Behind(field, null, null, $"{what} differs on the host from the one in the root");
    }

    private static DriftFinding Behind(string field, string? expected, string? actual, string message, string? diff = null) =>
        new(FindingCode.ComposeFileMismatch, FindingSeverity.Drift, field, expected, actual, message, diff);

    /// <summary>What is no file, or too large a one, is certainly not what the host has; of what is not there, or not readable, nobody can say.</summary>
    private static DriftFinding NotRead(HostFile file, FileRefusal refusal) => refusal.IsOfTheFile
        ? new DriftFinding(
            FindingCode.ComposeFileMismatch, FindingSeverity.Drift, Field, null, null,
            $"{file.Path} of the root {refusal.What}")
        : NotCompared(file.Path, refusal.IsMissing ? "the root has none" : $"the root's {refusal.What}");

    private static DriftFinding NotCompared(string path, string why) => new(
        FindingCode.ConfigurationNotCompared, FindingSeverity.Warning, Field, null, null, $"{path} was not compared with the host's: {why}");

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
