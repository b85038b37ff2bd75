using System.Globalization;
using System.Text;

namespace Platform.Root;

/// <summary>A commit, and the files that it has below a root. Read through git, in which nothing that the repository names is run.</summary>
/// <param name="Commit">Whole id.</param>
/// <param name="Files">By path relative to the root; submodules and symbolic links are not among them.</param>
internal sealed record GitRevision(string Commit, IReadOnlyDictionary<string, GitEntry> Files)
{
    /// <summary>Blobs whose content is asked for at once; 8 MiB, and their headers.</summary>
    private const int BytesAtOnce = 8 << 20;

    private const int LongestReference = 1_000;

    /// <summary>The whole id of what a reference names; null where it names no commit of this clone.</summary>
    public static async Task<string?> ResolveAsync(string root, string reference, CancellationToken cancellationToken)
    {
        if (reference.Length is 0 or > LongestReference || reference.Any(char.IsControl)) return null;
        var answer = await GitQuestion.AskAsync(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}"], "", cancellationToken);
        return answer.IsGood && answer.Output.Trim() is { Length: > 0 } id ? id : null;
    }

    /// <summary>Where two commits part; null where they have no commit in common that this clone knows.</summary>
    public static async Task<string?> MergeBaseAsync(string root, string one, string other, CancellationToken cancellationToken)
    {
        var answer = await GitQuestion.AskAsync(root, ["merge-base", one, other], "", cancellationToken);
        return answer.IsGood && answer.Output.Split('\n')[0].Trim() is { Length: > 0 } id ? id : null;
    }

    /// <summary>The files of a commit; null where this clone lacks a part of it.</summary>
    public static async Task<GitRevision?> OfAsync(string root, string commit, CancellationToken cancellationToken)
    {
        var answer = await GitQuestion.AskAsync(root, ["ls-tree", "-r", "-l", "-z", commit], "", cancellationToken);
        if (!answer.IsGood) return null;
        Dictionary<string, GitEntry> files = new(StringComparer.Ordinal);
        foreach (var (path, entry) in GitTree.Read(answer.Output))
            if (entry.IsFile) files[path] = entry;
        return new GitRevision(commit, files);
    }

    /// <summary>The bytes of some blobs, by id.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="entries">The blobs; each of a size that the caller has looked at.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>Null where this clone lacks one of them.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]>?> ContentsAsync(string root, IEnumerable<GitEntry> entries, CancellationToken cancellationToken)
    {
        Dictionary<string, byte[]> contents = new(StringComparer.Ordinal);
        foreach (var some in Batches(entries.DistinctBy(entry => entry.Id, StringComparer.Ordinal)))
        {
            var size = some.Sum(entry => (entry.Size ?? 0) + 200);
            var answer = await GitQuestion.AskForBytesAsync(root, ["cat-file", "--batch"], string.Concat(some.Select(entry => entry.Id + "\n")), (int)size + 1024, cancellationToken);
            if (answer is null || !Take(answer, some.Count, contents)) return null;
        }

        return contents;
    }

    private static IEnumerable<List<GitEntry>> Batches(IEnumerable<GitEntry> entries)
    {
        List<GitEntry> batch = [];
        long bytes = 0;
        foreach (var entry in entries)
        {
            batch.Add(entry);
            if ((bytes += (entry.Size ?? 0) + 200) < BytesAtOnce) continue;
            yield return batch;
            (batch, bytes) = ([], 0);
        }

        if (batch.Count > 0) yield return batch;
    }

    /// <summary>Of each blob <c>ID blob SIZE LF content LF</c>: https://git-scm.com/docs/git-cat-file#_batch_output</summary>
    internal static bool Take(ReadOnlySpan<byte> answer, int count, Dictionary<string, byte[]> into)
    {
        for (var i = 0; i < count; i++)
        {
            var end = answer.IndexOf((byte)'\n');
            if (end < 0 || Encoding.ASCII.GetString(answer[..end]).Split(' ') is not [var id, "blob", var size]) return false;
            if (!int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > answer.Length - end - 2) return false;
            into[id] = answer.Slice(end + 1, length).ToArray();
            answer = answer[(end + length + 2)..];
        }

        return answer.IsEmpty;
    }
}
