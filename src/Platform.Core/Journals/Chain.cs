using System.Security.Cryptography;

namespace Platform.Journals;

/// <summary>How lines follow from one another.</summary>
internal static class Chain
{
    /// <summary>What the first line follows from.</summary>
    public static readonly string First = new('0', 64);

    /// <summary>SHA-256 of a line without its end, 64 lower-case hex digits.</summary>
    public static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));
}
