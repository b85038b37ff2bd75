using System.Buffers;

namespace Platform.Docker;

/// <summary>Digests as the OCI image specification writes them: <c>algorithm:hex</c>.</summary>
public static class ImageDigest
{
    private const int ShortDigits = 12;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>True for <c>sha256:</c> with 64 or <c>sha512:</c> with 128 lower-case hex digits.</summary>
    public static bool IsValid(string? digest) => digest switch
    {
        null => false,
        _ when digest.StartsWith("sha256:", StringComparison.Ordinal) => IsHex(digest.AsSpan(7), 64),
        _ when digest.StartsWith("sha512:", StringComparison.Ordinal) => IsHex(digest.AsSpan(7), 128),
        _ => false,
    };

    /// <summary>A text whose digests are short enough for a table: <c>sha256:0123456789ab</c>, Docker's own twelve digits.</summary>
    public static string Shorten(string text) => Shorten(Shorten(text, "sha256:"), "sha512:");

    private static string Shorten(string text, string algorithm)
    {
        var parts = text.Split(algorithm);
        for (var i = 1; i < parts.Length; i++)
        {
            var end = parts[i].AsSpan().IndexOfAnyExcept(LowerHex);
            var digits = end < 0 ? parts[i].Length : end;
            if (digits > ShortDigits) parts[i] = parts[i].Remove(ShortDigits, digits - ShortDigits);
        }

        return string.Join(algorithm, parts);
    }

    /// <summary>Lower-case hex digits, exactly that many.</summary>
    internal static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && text.IndexOfAnyExcept(LowerHex) < 0;
}
