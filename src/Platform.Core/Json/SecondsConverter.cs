using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Json;

/// <summary>Writes a time span as a number of seconds, to the millisecond.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeSpan.FromSeconds(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round((decimal)value.TotalSeconds, 3));
}
