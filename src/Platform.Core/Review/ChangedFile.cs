using System.Text;
using System.Text.Json.Serialization;
using Platform.Drift.ComposeFile;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Review;

/// <summary>A file that a change touches.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Diff">From the base to the change, in the unified format, with secrets masked; null where the file is of a kind that is not shown.</param>
public sealed record ChangedFile(string Path, ChangedFileStatus Status, ChangedFileKind Kind, string? Diff)
{
    private const int LongestDiff = 256 << 10;

    public override string ToString() => $"{Path}: {Status}";

    /// <param name="path">Relative to the root.</param>
    /// <param name="before">Its bytes; null where there was none.</param>
    /// <param name="after">Its bytes; null where there is none.</param>
    internal static ChangedFile Of(string path, byte[]? before, byte[]? after)
    {
        var kind = KindOf(path);
        var status = before is null ? ChangedFileStatus.Added : after is null ? ChangedFileStatus.Removed : ChangedFileStatus.Changed;
        return new ChangedFile(path, status, kind, kind is ChangedFileKind.Other ? null : Cut(kind is ChangedFileKind.Compose ? OfCompose(path, before ?? [], after ?? []) : OfText(path, before ?? [], after ?? [])));
    }

    /// <summary>Of a file that is larger than any that is read, or of a kind that is not shown.</summary>
    internal static ChangedFile Unseen(string path, bool isThereBefore, bool isThereAfter) =>
        new(path, !isThereBefore ? ChangedFileStatus.Added : !isThereAfter ? ChangedFileStatus.Removed : ChangedFileStatus.Changed, KindOf(path), null);

    /// <summary>Any YAML that is nothing else may be a compose file, or be included by one.</summary>
    internal static ChangedFileKind KindOf(string path) => path.Split('/') switch
    {
        ["modules", _, ModuleFolder.ManifestName] => ChangedFileKind.Manifest,
        ["hosts.yaml"] => ChangedFileKind.Inventory,
        ["policies", .., var name] when IsYaml(name) => ChangedFileKind.Policy,
        [.., var name] when IsYaml(name) => ChangedFileKind.Compose,
        _ => ChangedFileKind.Other,
    };

    private static bool IsYaml(string name) => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static string OfCompose(string path, byte[] before, byte[] after)
    {
        var (old, now) = (MaskedComposeFile.Of(before), MaskedComposeFile.Of(after));
        return Diffed(path, (old.Lines, old.Shown), (now.Lines, now.Shown));
    }

    private static string OfText(string path, byte[] before, byte[] after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return Diffed(path, (old, MaskedLines.Of(old)), (now, MaskedLines.Of(now)));
    }

    private static string Diffed(string path, (string[] Lines, string[] Shown) before, (string[] Lines, string[] Shown) after) =>
        UnifiedDiff.Of(before.Lines, after.Lines, "a/" + path, "b/" + path, line => TerminalText.Clean(line.Kind switch
        {
            '-' => before.Shown[line.Before],
            '+' => after.Shown[line.After],
            // The same line may be harmless in one file and a secret in the other.
            _ when before.Shown[line.Before] == after.Shown[line.After] => before.Shown[line.Before],
            _ => MaskedComposeFile.Hidden(line.Text),
        }));

    private static string[] Lines(byte[] content) => content.Length == 0 ? [] : Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n');

    private static string Cut(string diff) => diff.Length <= LongestDiff ? diff : diff[..(diff.LastIndexOf('\n', LongestDiff) + 1)] + "(the rest of the diff is left out)\n";
}

/// <summary>What became of a file.</summary>
public enum ChangedFileStatus
{
    [JsonStringEnumMemberName("added")]
    Added,

    [JsonStringEnumMemberName("removed")]
    Removed,

    [JsonStringEnumMemberName("changed")]
    Changed,
}

/// <summary>What a file is, by its place in the root.</summary>
public enum ChangedFileKind
{
    [JsonStringEnumMemberName("manifest")]
    Manifest,

    /// <summary>A compose file, or another YAML file that one may include.</summary>
    [JsonStringEnumMemberName("compose")]
    Compose,

    /// <summary><c>hosts.yaml</c>.</summary>
    [JsonStringEnumMemberName("inventory")]
    Inventory,

    /// <summary>A file of <c>policies/</c>.</summary>
    [JsonStringEnumMemberName("policy")]
    Policy,

    /// <summary>Any other. Its content is not shown: nobody knows what is secret in it.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}
