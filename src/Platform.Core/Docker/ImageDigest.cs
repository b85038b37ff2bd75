using System.Buffers;

namespace Platform.Docker;

/// <summary>Digests as the OCI image specification writes them: <c>algorithm:hex</c>.</summary>
public static class ImageDigest
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>True for <c>sha256:</c> with 64 or <c>sha512:</c> with 128 lower-case hex digits.</summary>
    public static bool IsValid(string? digest) => digest switch
    {
        null => false,
        _ when digest.StartsWith("sha256:", StringComparison.Ordinal) => IsHex(digest.AsSpan(7), 64),
        _ when digest.StartsWith("sha512:", StringComparison.Ordinal) => IsHex(digest.AsSpan(7), 128),
        _ => false,
    };

    /// <summary>A digest short enough for a table: <c>sha256:0123456789ab</c>, Docker's own twelve digits.</summary>
    public static string Shorten(string digest)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && digest.Length > colon + 13 ? digest[..(colon + 13)] : digest;
    }

    /// <summary>Lower-case hex digits, exactly that many.</summary>
    internal static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && text.IndexOfAnyExcept(LowerHex) < 0;
}
