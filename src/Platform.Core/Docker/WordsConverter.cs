using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Docker;

/// <summary>Words of a command line. Podman before 5 prints an entrypoint as one string, which is taken for one word.</summary>
internal sealed class WordsConverter : JsonConverter<string?[]>
{
    public override string?[]? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return reader.GetString() is { Length: > 0 } word ? [word] : [];
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException("neither a text nor a list of texts");
        List<string?> words = [];
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
            words.Add(reader.TokenType is JsonTokenType.String ? reader.GetString() : throw new JsonException("a list of texts has something else in it"));
        return [.. words];
    }

    public override void Write(Utf8JsonWriter writer, string?[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException("answers are only read");
}
