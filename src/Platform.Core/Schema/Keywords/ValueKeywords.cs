using System.Runtime.InteropServices;
using System.Text.Json;
using Json.Schema;
using Platform.Schema.Values;

namespace Platform.Schema.Keywords;

/// <summary><c>type</c>, <c>const</c>, <c>enum</c> and <c>uniqueItems</c> over JSON as <see cref="Evaluating.JsonText"/> writes it.</summary>
internal static class ValueKeywords
{
    public static InstanceTypes ReadTypes(JsonElement keyword)
    {
        if (keyword.ValueKind == JsonValueKind.String) return InstanceType.Parse(keyword.GetString()!); // a string has a text
        var types = InstanceTypes.None;
        foreach (var name in keyword.EnumerateArray()) types |= InstanceType.Parse(name.GetString() ?? "");
        return types;
    }

    public static InstanceTypes TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => InstanceTypes.Object,
        JsonValueKind.Array => InstanceTypes.Array,
        JsonValueKind.String => InstanceTypes.String,
        // Whole numbers are written without a point; the library asks the nearest double.
        JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(value).Contains((byte)'.') ? InstanceTypes.Fraction : InstanceTypes.Integer,
        JsonValueKind.True or JsonValueKind.False => InstanceTypes.Boolean,
        _ => InstanceTypes.Null,
    };

    public static JsonElement[] ReadList(JsonElement keyword) =>
        keyword.ValueKind == JsonValueKind.Array ? [.. keyword.EnumerateArray()] : throw new JsonSchemaException("`enum` is no list");

    // The library compares numbers as decimals, and throws where one is none.
    public static bool IsAny(JsonElement value, JsonElement[] allowed)
    {
        foreach (var one in allowed)
            if (JsonElement.DeepEquals(one, value)) return true;
        return false;
    }

    public static bool AreUnique(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < 2) return true;
        var seen = new HashSet<JsonElement>(value.GetArrayLength(), new JsonEquality());
        foreach (var item in value.EnumerateArray())
            if (!seen.Add(item)) return false;
        return true;
    }

    private sealed class JsonEquality : IEqualityComparer<JsonElement>
    {
        public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

        public int GetHashCode(JsonElement obj)
        {
            var hash = 0;
            switch (obj.ValueKind)
            {
                case JsonValueKind.Number:
                    return obj.GetDouble().GetHashCode();
                case JsonValueKind.String:
                    return string.GetHashCode(obj.GetString(), StringComparison.Ordinal);
                case JsonValueKind.Array:
                    foreach (var item in obj.EnumerateArray()) hash = HashCode.Combine(hash, GetHashCode(item));
                    return hash;
                case JsonValueKind.Object:
                    foreach (var property in obj.EnumerateObject())
                        hash ^= HashCode.Combine(string.GetHashCode(property.Name, StringComparison.Ordinal), GetHashCode(property.Value));
                    return hash;
                default:
                    return (int)obj.ValueKind;
            }
        }
    }
}
