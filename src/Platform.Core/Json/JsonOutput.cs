using System.Buffers;
using System.Text;
using Platform.Text;

namespace Platform.Json;

/// <summary>Makes a JSON document fit for a terminal as well, where many a document ends up.</summary>
public static class JsonOutput
{
    // Every character that TerminalText writes out and the relaxed encoder lets through begins with one of these bytes.
    private static readonly SearchValues<byte> Leads = SearchValues.Create([0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3]);

    /// <summary>
    /// The document with bidirectional and other unsafe characters as <c>\uXXXX</c>, and a line break at its end. They
    /// stand in strings only, so the escapes mean the same to every reader.
    /// </summary>
    public static byte[] Document(ReadOnlySpan<byte> json)
    {
        var document = new ArrayBufferWriter<byte>(json.Length + 1);
        while (json.IndexOfAny(Leads) is >= 0 and var at)
        {
            document.Write(json[..at]);
            json = json[at..];
            if (Rune.DecodeFromUtf8(json, out var rune, out var length) is OperationStatus.Done && TerminalText.IsUnsafe(rune))
                document.Write(Encoding.ASCII.GetBytes(TerminalText.Clean(rune.ToString())));
            else
                document.Write(json[..length]);
            json = json[length..];
        }

        document.Write(json);
        document.Write("\n"u8);
        return document.WrittenSpan.ToArray();
    }
}
