using System.Buffers;
using System.Text.Json;

namespace Platform.Access.Backings;

/// <summary>Bodies of requests, and the fields of answers.</summary>
internal static class ServiceJson
{
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A text of an object; null where it has none by that name.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number of an object, written as a number or as a text.</summary>
    public static long? Number(this JsonElement element, string name)
    {
        if (element.ValueKind is not JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return null;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>The items of an array of an object; null where it has none by that name.</summary>
    public static JsonElement[]? Items(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : null;
}
