using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Reporting;

/// <summary>Writes reports as one JSON document each: camelCase, enums by name, indented, with a line break at the end.</summary>
public static class ReportJson
{
    public static byte[] Write(DriftReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, Context.DriftReport), (byte)'\n'];

    public static byte[] Write(HostsReport report) => [.. JsonSerializer.SerializeToUtf8Bytes(report, Context.HostsReport), (byte)'\n'];

    public static byte[] Write(ValidationReport report) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(report, Context.ValidationReport), (byte)'\n'];

    // Not for a web page: quotes in sentences stay readable. Control characters are escaped by JSON in any case.
    private static ReportJsonContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
    });
}

[JsonSerializable(typeof(DriftReport))]
[JsonSerializable(typeof(HostsReport))]
[JsonSerializable(typeof(ValidationReport))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
