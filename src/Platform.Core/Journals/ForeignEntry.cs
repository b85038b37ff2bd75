using Platform.Yaml;

namespace Platform.Journals;

/// <summary>An entry that a newer version wrote: it is numbered and chained, and reports an event that this version does not know.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Previous">The hash it names.</param>
/// <param name="Event">The event, letters only.</param>
internal sealed record ForeignEntry(long Sequence, string Previous, string Event)
{
    private const int LongestEvent = 40;

    /// <summary>Null for a line that no version wrote.</summary>
    /// <param name="line">A line without its end.</param>
    /// <param name="known">The events that this version knows.</param>
    public static ForeignEntry? Of(ReadOnlySpan<byte> line, IReadOnlyCollection<string> known)
    {
        if (!line.StartsWith("{\""u8) || !line.EndsWith("}"u8)) return null;
        var document = JsonReader.Read(line);
        var entry = document.Root;
        return document.IsValid && entry["sequence"].TryGetInt64(out var sequence) && sequence > 0 &&
            entry["previous"].GetString() is { Length: 64 } previous && previous.All(char.IsAsciiHexDigitLower) &&
            entry["event"].GetString() is { Length: > 0 and <= LongestEvent } kind && kind.All(char.IsAsciiLetter) && !known.Contains(kind, StringComparer.Ordinal)
                ? new ForeignEntry(sequence, previous, kind)
                : null;
    }
}
