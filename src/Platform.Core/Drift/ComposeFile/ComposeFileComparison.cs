using Platform.Docker;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Drift.ComposeFile;

/// <summary>The compose file in the root against the one on the host.</summary>
internal static class ComposeFileComparison
{
    /// <param name="runtime">The module's runtime.</param>
    /// <param name="snapshot">What was seen of its host.</param>
    /// <param name="content">The root's file; null where it could not be read.</param>
    public static DriftFinding? Compare(ModuleRuntime runtime, HostSnapshot snapshot, byte[]? content)
    {
        if (snapshot.Files.FirstOrDefault(f => f.Path == runtime.ComposeFile) is not { } file) return null;
        if (content is null)
        {
            return new DriftFinding(
                FindingCode.ConfigurationNotCompared, FindingSeverity.Warning, "compose_file", null, null,
                $"{file.Path} was not compared with the host's: the root has none, or it cannot be read");
        }

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
