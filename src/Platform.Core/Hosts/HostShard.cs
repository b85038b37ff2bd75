using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Hosts;

/// <summary>One of N parts of a fleet. Hosts are split by a hash of their names, so that every machine splits them the same way and a new host moves no other.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many parts there are.</param>
public sealed record HostShard(int Number, int Count)
{
    /// <summary>More parts than that are a slip of the finger.</summary>
    public const int Most = 10_000;

    /// <summary>The first 8 bytes of SHA-256 of the name in UTF-8, big-endian, modulo the number of parts.</summary>
    public bool Has(string host) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(host))) % (ulong)Count == (ulong)(Number - 1);

    /// <summary>Reads <c>K/N</c>, K from 1 to N.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HostShard? shard)
    {
        shard = text?.Split('/') is [var first, var second] &&
            int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var count) &&
            number >= 1 && number <= count && count <= Most
            ? new HostShard(number, count)
            : null;
        return shard is not null;
    }

    /// <summary>What is said of a text that is none.</summary>
    public static string Wanted => $"a shard is K/N, K from 1 to N and N at most {Most}: 2/4";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
