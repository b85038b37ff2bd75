using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Root;

/// <summary>What a commit has of some files, by path. Read from git's answers; pure.</summary>
internal static class GitTree
{
    private const int Sha256Digits = 64;

    /// <param name="answer">Of <c>ls-tree -z</c>: <c>MODE TYPE ID TAB PATH NUL</c>; with <c>-l</c> a size stands behind the id.</param>
    public static IEnumerable<KeyValuePair<string, GitEntry>> Read(string answer)
    {
        foreach (var line in answer.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab > 0 && line[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var mode, var type, var id, .. var size])
                yield return new(line[(tab + 1)..], new GitEntry(mode, type, id) { Size = size is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null });
        }
    }

    /// <summary>The id that git gives a file's bytes, if no attribute converts them: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="like">An id of the same repository, which shows whether it is one of SHA-1 or of SHA-256.</param>
    public static string BlobId(ReadOnlySpan<byte> content, string like)
    {
        var name = like.Length == Sha256Digits ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
        using var hash = IncrementalHash.CreateHash(name);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>An entry of a tree.</summary>
/// <param name="Mode">As git prints it: <c>100644</c>, <c>100755</c>, <c>120000</c> for a link.</param>
/// <param name="Type"><c>blob</c>, <c>tree</c>, or <c>commit</c> for a submodule.</param>
/// <param name="Id">Of the object.</param>
internal readonly record struct GitEntry(string Mode, string Type, string Id)
{
    /// <summary>In bytes; null where it was not asked for, or is that of no blob.</summary>
    public long? Size { get; init; }

    public bool IsFile => Type == "blob" && Mode is "100644" or "100755";
}
