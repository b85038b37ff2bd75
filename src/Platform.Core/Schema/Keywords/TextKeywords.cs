using System.Text.Json;
using Json.Schema;
using Platform.Schema.Formats;
using Platform.Schema.Patterns;

namespace Platform.Schema.Keywords;

/// <summary><c>pattern</c>, <c>format</c>, <c>minLength</c> and <c>maxLength</c>.</summary>
internal static class TextKeywords
{
    public static SchemaPattern ReadPattern(JsonElement keyword) => new(ReadText(keyword));

    public static bool Matches(JsonElement value, SchemaPattern pattern) =>
        value.ValueKind != JsonValueKind.String || pattern.IsMatch(value.GetString()!); // a string has a text

    /// <summary>Only formats that are known and asserted come this far.</summary>
    public static SchemaFormat ReadFormat(JsonElement keyword) =>
        SchemaFormat.TryFind(ReadText(keyword)) ?? throw new JsonSchemaException("the format is not known");

    public static bool HasFormat(JsonElement value, SchemaFormat format) =>
        value.ValueKind != JsonValueKind.String || format.IsMatch(value.GetString()!); // as above

    public static int ReadCount(JsonElement keyword) =>
        keyword.ValueKind == JsonValueKind.Number && keyword.TryGetInt32(out var count) && count >= 0
            ? count
            : throw new JsonSchemaException("a length is no whole number from 0");

    public static bool IsLongEnough(JsonElement value, int limit) =>
        value.ValueKind != JsonValueKind.String || CountCodePoints(value.GetString()!) >= limit; // as above

    public static bool IsShortEnough(JsonElement value, int limit) =>
        value.ValueKind != JsonValueKind.String || CountCodePoints(value.GetString()!) <= limit; // as above

    /// <summary>Characters as RFC 8259 counts them; the library counts what people take for one, an e with its accent for instance.</summary>
    public static int CountCodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i - 1], text[i])) continue;
            count--;
            i++;
        }

        return count;
    }

    private static string ReadText(JsonElement keyword) =>
        keyword.ValueKind == JsonValueKind.String ? keyword.GetString()! : throw new JsonSchemaException("the value is no string");
}
