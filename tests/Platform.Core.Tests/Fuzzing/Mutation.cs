using System.Text;

namespace Platform.Tests.Fuzzing;

/// <summary>Makes foreign bytes of good ones: the same for the same seed, so that a failure can be looked at again.</summary>
internal sealed class Mutation(int seed, IReadOnlyList<byte[]> samples)
{
    /// <summary>Larger inputs are a matter of limits, which have tests of their own.</summary>
    private const int Largest = 64 * 1024;

    /// <summary>What means something to one reader or another.</summary>
    private static readonly byte[][] Pieces =
    [
        .. ((string[])
        [
            "\0", "\n", "\r", "\r\n", "\t", " ", "\"", "'", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "true", "-", "- ", ": ", "#", "&a ",
            "*a", "<<: *a\n", "!!str ", "---\n", "...\n", "99999999999999999999", "-1", "1e999", "0x", "\u001f", "\u001b[31m", "\u202e", "\u0085", "é", "🐲", "%s", "$(id)",
            "`id`", "../", "/", "@", "@sha256:", "sha256:", "platform-0123 begin list\n", "\nplatform-0123 end list 0\n", "platform-0123 done\n", "9999-12-31T23:59:60Z",
        ]).Select(Encoding.UTF8.GetBytes),
        [0xff], [0xfe, 0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbb, 0xbf],
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        List<byte> bytes = [.. Pick(samples)];
        for (var changes = _random.Next(1, 6); changes > 0; changes--) Change(bytes);
        return bytes.Count > Largest ? [.. bytes.Take(Largest)] : [.. bytes];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, _random.Next(1, 1 << _random.Next(1, 12)));
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 1 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at); // cut
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, length)); // twice
                break;
            case 5:
                Repeat(bytes, at, Pick(Pieces));
                break;
            case 6:
                Repeat(bytes, at, [.. bytes.GetRange(at, Math.Min(length, 64))]);
                break;
            default:
                bytes.InsertRange(at, Pick(_random.Next(8) == 0 ? samples : Pieces));
                break;
        }
    }

    private void Repeat(List<byte> bytes, int at, byte[] piece)
    {
        if (piece.Length == 0) return;
        var times = Math.Min(1 << _random.Next(0, 14), (Largest / piece.Length) + 1);
        bytes.InsertRange(at, Enumerable.Repeat(piece, times).SelectMany(p => p));
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[_random.Next(from.Count)];
}
