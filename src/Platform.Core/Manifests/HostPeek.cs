using System.Buffers;
using System.Text;

namespace Platform.Manifests;

/// <summary>
/// The host of a manifest, told from its bytes without parsing: a shard of a large fleet passes over the manifests of all other shards.
/// </summary>
/// <remarks>
/// It says a host only where a valid manifest can have no other. <c>host</c> is there once as a key, on its own line, its value is a plain word that no further line goes
/// on, and nothing could spell the key otherwise: no escape, no explicit key. Where any of that does not hold, it says nothing, and the manifest is parsed. It is a
/// function of the bytes alone, so that all machines pass over the same manifests.
/// </remarks>
internal static class HostPeek
{
    private static readonly SearchValues<byte> WordBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"u8);

    /// <returns>Null where only a parser can tell.</returns>
    public static string? In(ReadOnlySpan<byte> manifest)
    {
        if (manifest.Contains((byte)'\\') || HasExplicitKey(manifest) || OnlyKey(manifest) is not { } at) return null;
        var line = manifest[..at].LastIndexOf((byte)'\n') + 1;
        var indent = at - line;
        if (manifest[line..at].ContainsAnyExcept((byte)' ')) return null;

        var rest = manifest[(at + "host:".Length)..];
        var length = rest.IndexOf((byte)'\n') is >= 0 and var end ? end : rest.Length;
        return ValueOf(rest[..length]) is { } host && EndsThere(rest[length..], indent) ? host : null;
    }

    /// <summary>Where <c>host</c> stands as a key, if it does so once. Comments and texts count as well: which of two is the key only a parser can tell.</summary>
    private static int? OnlyKey(ReadOnlySpan<byte> manifest)
    {
        int? found = null;
        for (var from = 0; manifest[from..].IndexOf("host"u8) is >= 0 and var next; from += next + 4)
        {
            var at = from + next;
            if (at > 0 && WordBytes.Contains(manifest[at - 1])) continue; // localhost
            var behind = manifest[(at + 4)..].TrimStart("\"' \t"u8);
            if (behind.IsEmpty || behind[0] != ':') continue;
            if (found is not null || manifest[at + 4] != ':') return null;
            found = at;
        }

        return found;
    }

    /// <summary>A question mark before a space may begin a key that stands without a colon behind it.</summary>
    private static bool HasExplicitKey(ReadOnlySpan<byte> manifest)
    {
        for (var from = 0; manifest[from..].IndexOf((byte)'?') is >= 0 and var next; from += next + 1)
            if (from + next + 1 >= manifest.Length || manifest[from + next + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') return true;
        return false;
    }

    /// <summary>A plain word, and at most a comment behind it.</summary>
    private static string? ValueOf(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith("\r"u8)) line = line[..^1];
        if (line.IsEmpty || line[0] != ' ') return null;
        line = line.TrimStart((byte)' ');
        var length = line.IndexOfAnyExcept(WordBytes) is >= 0 and var end ? end : line.Length;
        if (length == 0 || line[0] is (byte)'-' or (byte)'.') return null;
        var behind = line[length..].Trim((byte)' ');
        var isComment = behind.Length > 0 && behind[0] == '#' && line[length] == ' ';
        return behind.IsEmpty || isComment ? Encoding.ASCII.GetString(line[..length]) : null;
    }

    /// <summary>Whether the next line that says something is a key no deeper than this one, or there is none: then the value cannot go on there, in no style.</summary>
    private static bool EndsThere(ReadOnlySpan<byte> rest, int indent)
    {
        foreach (var range in rest.Split((byte)'\n'))
        {
            var line = rest[range].TrimEnd("\r "u8);
            if (line.IsEmpty) continue;
            var spaces = line.IndexOfAnyExcept((byte)' ');
            var key = line[spaces..];
            var word = key.IndexOfAnyExcept(WordBytes);
            return spaces <= indent && word > 0 && key[0] is >= (byte)'a' and <= (byte)'z' && key[word] == ':' && (word + 1 == key.Length || key[word + 1] == ' ');
        }

        return true;
    }
}
