using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Platform.Json;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for one value, so that a hash of the bytes names
/// the value.
/// </summary>
public static class CanonicalJson
{
    /// <summary>Writes a value: no white space, members ordered by the UTF-16 code units of their names, numbers as ECMAScript prints them.</summary>
    /// <exception cref="JsonException">
    /// It is no I-JSON (RFC 7493): a name twice in one object, a lone surrogate, or a number beyond a double's range.
    /// </exception>
    public static byte[] Write(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>();
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Brings a JSON text into its canonical form.</summary>
    /// <exception cref="JsonException">The text is no JSON, or no I-JSON.</exception>
    public static byte[] Canonicalize(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Write(document.RootElement);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteString(Text(value), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(CanonicalNumber.Format(Number(value))));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        List<(string Name, JsonElement Value)> members = [];
        foreach (var member in value.EnumerateObject()) members.Add((Name(member), member.Value));
        members.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0)
            {
                if (string.Equals(members[i].Name, members[i - 1].Name, StringComparison.Ordinal))
                    throw new JsonException($"the name '{members[i].Name}' stands twice in one object");
                output.Write(","u8);
            }

            WriteString(members[i].Name, output);
            output.Write(":"u8);
            Write(members[i].Value, output);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    /// <summary>Escapes what RFC 8259 demands and nothing else, in the shortest form (RFC 8785, 3.2.2.2).</summary>
    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escape(text[i]) is not { } escape) continue;
            WritePlain(text.AsSpan(start, i - start), output);
            output.Write(Encoding.ASCII.GetBytes(escape));
            start = i + 1;
        }

        WritePlain(text.AsSpan(start), output);
        output.Write("\""u8);
    }

    private static void WritePlain(ReadOnlySpan<char> text, ArrayBufferWriter<byte> output) => Encoding.UTF8.GetBytes(text, output);

    private static string? Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' => $"\\u{(int)c:x4}",
        _ => null,
    };

    private static double Number(JsonElement value) => value.TryGetDouble(out var number) && double.IsFinite(number)
        ? number
        : throw new JsonException($"{value.GetRawText()} is beyond the numbers of I-JSON");

    private static string Text(JsonElement value) => Decoded(() => value.GetString() ?? "");

    private static string Name(JsonProperty member) => Decoded(() => member.Name);

    private static string Decoded(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("a string has a surrogate without its other half", exception);
        }
    }
}
