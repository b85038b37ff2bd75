using Platform.Files;
using Platform.Policy;
using Platform.Root;

namespace Platform.Review;

/// <summary>A change of a root: what its base says, what it says, and how the rules and readiness judge both.</summary>
internal sealed record ChangeReading
{
    public required GitRevision Base { get; init; }

    public required GitRevision Head { get; init; }

    public required IReadOnlyList<ChangedFile> Files { get; init; }

    public required RevisionJudgement Before { get; init; }

    public required RevisionJudgement After { get; init; }

    /// <summary>What the rules find in the change by the base's <c>policies/policy.yaml</c>, where the change alters that file: a change does not decide what it is judged by.</summary>
    public IReadOnlyList<PolicyFinding> AfterByBasePolicy { get; init; } = [];

    /// <summary>Ids of the modules that the files are about, in order.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>Reads a change out of git. The work tree is not looked at.</summary>
    /// <param name="root">The root.</param>
    /// <param name="reference">What the change is to be merged into; it starts where the two part.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>The change, or a sentence with the way out.</returns>
    /// <exception cref="IOException">The repository is somebody else's, or broken, or too large; the message has the way out.</exception>
    public static async Task<(ChangeReading? Change, string? Error)> ReadAsync(PlatformRoot root, string reference, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if ((await RootCommit.ReadAsync(root.Path, [], _ => null, cancellationToken)).Id is not { } head)
            return (null, $"{root} is at no commit of git, and what is reviewed is a commit; commit the change first");
        if (await GitRevision.ResolveAsync(root.Path, reference, cancellationToken) is not { } onto)
            return (null, $"'{Text.TerminalText.Clean(reference, 100)}' names no commit of this clone; name a branch, a tag or a commit with --base (-Base), and fetch it first where it is a remote's");
        if (await GitRevision.MergeBaseAsync(root.Path, onto, head, cancellationToken) is not { } start)
            return (null, $"this clone knows no commit that '{Text.TerminalText.Clean(reference, 100)}' and HEAD have in common; fetch the history (git fetch --unshallow), or name another base");
        if (await GitRevision.OfAsync(root.Path, start, cancellationToken) is not { } before || await GitRevision.OfAsync(root.Path, head, cancellationToken) is not { } after)
            return (null, Lacks(root));

        string[] changed = [.. before.Files.Keys.Union(after.Files.Keys, StringComparer.Ordinal).Where(path => Differs(path, before, after)).Order(StringComparer.Ordinal)];
        var wanted = changed.Where(path => ChangedFile.KindOf(path) is not ChangedFileKind.Other).SelectMany(path => new[] { EntryOf(before, path), EntryOf(after, path) }).OfType<GitEntry>().Where(IsReadable);
        var contents = await GitRevision.ContentsAsync(root.Path, wanted, cancellationToken);
        using var was = await RevisionFolder.MakeAsync(root.Path, before, cancellationToken);
        using var becomes = await RevisionFolder.MakeAsync(root.Path, after, cancellationToken);
        if (contents is null || was is null || becomes is null) return (null, Lacks(root));

        var (judgedBefore, judgedAfter) = (RevisionJudgement.Of(was.Root, now, cancellationToken), RevisionJudgement.Of(becomes.Root, now, cancellationToken));
        return (new ChangeReading
        {
            Base = before,
            Head = after,
            Files = [.. changed.Select(path => FileOf(path, before, after, contents))],
            Before = judgedBefore,
            After = judgedAfter,
            AfterByBasePolicy = changed.Contains(PolicyConfiguration.RelativePath, StringComparer.Ordinal) ? judgedAfter.FindingsBy(judgedBefore.Policy, becomes.Root, now) : [],
            Modules = ChangedModules.Of(changed, judgedBefore.Modules, judgedAfter.Modules),
        }, null);
    }

    private static string Lacks(PlatformRoot root) => $"this clone of {root} lacks a part of the commits, and nothing is fetched here; make a whole clone, or run git fetch first";

    private static GitEntry? EntryOf(GitRevision revision, string path) => revision.Files.TryGetValue(path, out var entry) ? entry : null;

    private static bool Differs(string path, GitRevision before, GitRevision after) =>
        EntryOf(before, path) is var one && EntryOf(after, path) is var other && (one?.Id != other?.Id || one?.Mode != other?.Mode);

    private static bool IsReadable(GitEntry entry) => entry.Size <= OrdinaryFile.MostWritten;

    private static ChangedFile FileOf(string path, GitRevision before, GitRevision after, IReadOnlyDictionary<string, byte[]> contents)
    {
        var (old, now) = (EntryOf(before, path), EntryOf(after, path));
        return (old is { } one && !IsReadable(one)) || (now is { } other && !IsReadable(other))
            ? ChangedFile.Unseen(path, old is not null, now is not null)
            : ChangedFile.KindOf(path) is ChangedFileKind.Other ? ChangedFile.Unseen(path, old is not null, now is not null)
            : ChangedFile.Of(path, old is { } a ? contents[a.Id] : null, now is { } b ? contents[b.Id] : null);
    }
}
