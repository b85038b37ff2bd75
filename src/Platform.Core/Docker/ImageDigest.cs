using System.Buffers;
using System.Text;

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
    public static string Shorten(string text)
    {
        StringBuilder shortened = new();
        var rest = text.AsSpan();
        while (rest.IndexOf("sha") is >= 0 and var at)
        {
            var digits = at + "sha256:".Length;
            var end = digits;
            if (rest[at..].StartsWith("sha256:") || rest[at..].StartsWith("sha512:"))
                while (end < rest.Length && LowerHex.Contains(rest[end])) end++;
            else end = digits = at + 1;
            shortened.Append(rest[..Math.Min(end, digits + ShortDigits)]);
            rest = rest[end..];
        }

        return shortened.Append(rest).ToString();
    }

    /// <summary>Lower-case hex digits, exactly that many.</summary>
    internal static bool IsHex(ReadOnlySpan<char> text, int length) =>
        text.Length == length && text.IndexOfAnyExcept(LowerHex) < 0;
}
