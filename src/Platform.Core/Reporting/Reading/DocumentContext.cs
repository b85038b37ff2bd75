using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Json;

namespace Platform.Reporting.Reading;

[JsonSerializable(typeof(DriftDocument))]
[JsonSerializable(typeof(PolicyDocument))]
[JsonSerializable(typeof(ReadinessDocument))]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(FleetDocument))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class DocumentContext : JsonSerializerContext
{
    public static DocumentContext Known { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        Converters = { new UtcTimeConverter() },
    });
}
