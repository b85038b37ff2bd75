using System.Text;

namespace Platform.Yaml.Editing;

/// <summary>A span of a text, and what takes its place.</summary>
/// <param name="Start">Where it starts, in UTF-16 code units.</param>
/// <param name="Length">How long it is; 0 where something is put in.</param>
/// <param name="Text">What takes its place; empty where something is taken out.</param>
internal readonly record struct Splice(int Start, int Length, string Text)
{
    public int End => Start + Length;

    /// <summary>The bytes with the splices made. What is outside of them is copied, not written again.</summary>
    /// <param name="utf8">The bytes of the text, with a byte order mark or without.</param>
    /// <param name="text">The same without the mark, decoded.</param>
    /// <param name="splices">In order, without overlap.</param>
    public static byte[] Make(ReadOnlySpan<byte> utf8, string text, IReadOnlyList<Splice> splices)
    {
        using var made = new MemoryStream(utf8.Length + 256);
        var copied = 0;
        foreach (var splice in splices)
        {
            made.Write(utf8[copied..ByteOffset(utf8, text, splice.Start)]);
            made.Write(Encoding.UTF8.GetBytes(splice.Text));
            copied = ByteOffset(utf8, text, splice.End);
        }

        made.Write(utf8[copied..]);
        return made.ToArray();
    }

    /// <summary>Whether one sequence of bytes is the other but for the spans of the splices.</summary>
    public static bool AreAllThatDiffers(ReadOnlySpan<byte> before, string text, IReadOnlyList<Splice> splices, ReadOnlySpan<byte> after)
    {
        var (old, now) = (0, 0);
        foreach (var splice in splices)
        {
            var kept = before[old..ByteOffset(before, text, splice.Start)];
            if (!after[now..].StartsWith(kept)) return false;
            now += kept.Length + Encoding.UTF8.GetByteCount(splice.Text);
            old = ByteOffset(before, text, splice.End);
            if (now > after.Length) return false;
        }

        return after[now..].SequenceEqual(before[old..]);
    }

    private static int ByteOffset(ReadOnlySpan<byte> utf8, string text, int offset) =>
        utf8.Length - SourceText.WithoutMark(utf8).Length + Encoding.UTF8.GetByteCount(text.AsSpan(0, offset));
}
