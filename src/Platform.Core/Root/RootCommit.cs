using Platform.Files;

namespace Platform.Root;

/// <summary>Which commit a root is at, and which of its files are not in that commit as they are.</summary>
/// <param name="Id">Of git's HEAD; null where there is no git, no repository or no commit.</param>
/// <param name="Uncommitted">By path relative to the root, why: a sentence without a subject.</param>
internal sealed record RootCommit(string? Id, IReadOnlyDictionary<string, string> Uncommitted)
{
    /// <summary>Far below what a command line may hold, at 4096 bytes a path.</summary>
    private const int PathsAtOnce = 200;

    private static readonly Dictionary<string, string> Nothing = new(StringComparer.Ordinal);

    /// <summary>Asks git for the commit, and compares files with it. Nothing that the repository's configuration names is run.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="files">Paths relative to it.</param>
    /// <param name="read">The bytes of one of them; null where there is none.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <exception cref="IOException">The repository is somebody else's, or broken; the message has the way out.</exception>
    public static async Task<RootCommit> ReadAsync(
        string root, IReadOnlyCollection<string> files, Func<string, byte[]?> read, CancellationToken cancellationToken)
    {
        if (await IdAsync(root, cancellationToken) is not { } id) return new RootCommit(null, Nothing);
        Dictionary<string, GitEntry> entries = new(StringComparer.Ordinal);
        foreach (var some in files.Chunk(PathsAtOnce))
        {
            var answer = await GitQuestion.AskAsync(root, ["ls-tree", "-z", id, "--", .. some], "", cancellationToken);
            // A partial clone may lack the commit's trees, and they are not fetched.
            if (!answer.IsGood) return new RootCommit(id, files.ToDictionary(path => path, _ => "cannot be compared: this clone lacks a part of the commit", StringComparer.Ordinal));
            foreach (var (path, entry) in GitTree.Read(answer.Output)) entries[path] = entry;
        }

        var attributes = await GitQuestion.AskAsync(
            root, ["check-attr", "-z", "--stdin", .. GitAttributes.Asked], string.Concat(files.Select(path => path + "\0")), cancellationToken);
        var converted = attributes.IsGood ? GitAttributes.Read(attributes.Output) : null;
        var real = RealPath.Of(root);
        Dictionary<string, string> uncommitted = new(StringComparer.Ordinal);
        foreach (var path in files)
        {
            var isLinked = real is null || RealPath.Of(Path.Combine(root, path)) != Path.Combine(real, path);
            var why = converted is null
                ? "cannot be compared: git does not say which attributes it has"
                : WhyNot(read(path), entries.TryGetValue(path, out var entry) ? entry : null, converted.GetValueOrDefault(path) ?? [], isLinked, id);
            if (why is not null) uncommitted[path] = why;
        }

        return new RootCommit(id, uncommitted);
    }

    private static async Task<string?> IdAsync(string root, CancellationToken cancellationToken)
    {
        var head = await GitQuestion.AskAsync(root, ["rev-parse", "--verify", "--quiet", "HEAD"], "", cancellationToken);
        if (head.IsGood) return head.Output.Trim() is { Length: > 0 } id ? id : null;
        if (head.IsOfSomebodyElse)
            throw new IOException(
                $"the git repository of {root} belongs to somebody else, so git is not asked which commit it is at; " +
                $"if you trust its owner: git config --global --add safe.directory {SafeDirectory(head.Error.Reveal()) ?? root}");
        const int NoCommitYet = 1;
        if (head.HasNoRepository || head.ExitCode == NoCommitYet) return null;
        throw new IOException(head.IsBare
            ? $"{root} itself has the form of a bare git repository, which no checkout needs (safe.bareRepository); take HEAD, objects and refs out of it"
            // What git says may quote the repository's configuration.
            : $"git cannot say which commit {root} is at; run 'git -C {root} rev-parse HEAD' to see why, then mend the repository or take its .git away");
    }

    /// <summary>Why a file is not in the commit as it is; null where it is. Pure.</summary>
    internal static string? WhyNot(
        byte[]? content, GitEntry? committed, IReadOnlyList<(string Name, string Value)> attributes, bool isLinked, string commit)
    {
        if (content is null) return committed is null ? null : "is in the commit, and is not there";
        if (isLinked) return "is reached by a symbolic link";
        if (committed is not { } entry) return "is not in the commit";
        if (!entry.IsFile) return "is something else than a file in the commit";
        if (attributes.FirstOrDefault(a => a.Name == GitAttributes.Filter) is { Name: not null, Value: var filter })
            return $"is under git's filter '{filter}', which is not run";
        if (GitTree.BlobId(content, commit) == entry.Id) return null;
        return attributes.Count == 0
            ? "differs from the commit"
            : $"differs from the commit byte by byte; git may convert it ({string.Join(", ", attributes.Select(a => $"{a.Name}={a.Value}"))}), which is not done here";
    }

    /// <summary>What git itself proposes to add: a worktree's repository lies elsewhere.</summary>
    private static string? SafeDirectory(string error)
    {
        const string Command = "--add safe.directory ";
        var line = error.Split('\n').FirstOrDefault(line => line.Contains(Command, StringComparison.Ordinal));
        return line?[(line.IndexOf(Command, StringComparison.Ordinal) + Command.Length)..].Trim();
    }
}
