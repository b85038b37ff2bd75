using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Platform.Json;

namespace Platform.Journals;

/// <summary>What the lines of one kind of chained file are, and its words.</summary>
/// <param name="Noun">What messages call the file: <c>journal</c>.</param>
/// <param name="Verify">The command that says what is wrong with one: <c>platformctl journal --verify</c>.</param>
/// <param name="Type">How an entry is serialised.</param>
internal sealed record ChainFormat<TEntry>(string Noun, string Verify, JsonTypeInfo<TEntry> Type)
    where TEntry : class, IChainedEntry<TEntry>
{
    /// <summary>The events that entries of this version report. One that is not among them was written by a newer version.</summary>
    public IReadOnlyCollection<string> Events { get; init; } = [];

    /// <summary>A line without its end.</summary>
    public byte[] Write(TEntry entry) => CanonicalJson.Write(JsonSerializer.SerializeToElement(entry, Type));

    /// <summary>Null for what is no entry.</summary>
    public TEntry? Parse(ReadOnlySpan<byte> line)
    {
        // No entry is written otherwise. An exception for each of very many lines would take a thousand times their length of memory.
        if (!line.StartsWith("{\""u8) || !line.EndsWith("}"u8)) return null;
        try
        {
            return JsonSerializer.Deserialize(line, Type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
