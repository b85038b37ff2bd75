using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Json;

namespace Platform.Reporting;

/// <summary>Writes reports as one JSON document each: camelCase, enums by name, indented, with a line break at the end.</summary>
public static class ReportJson
{
    public static byte[] Write(DriftReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.DriftReport));

    public static byte[] Write(HostsReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.HostsReport));

    public static byte[] Write(ValidationReport report) =>
        JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.ValidationReport));

    public static byte[] Write(ApplyReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.ApplyReport));

    public static byte[] Write(JournalReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.JournalReport));

    public static byte[] Write(AccessSweepReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.AccessSweepReport));

    public static byte[] Write(TrustReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.TrustReport));

    public static byte[] Write(PolicyReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.PolicyReport));

    public static byte[] Write(PolicyRulesReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.PolicyRulesReport));

    public static byte[] Write(EditReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.EditReport));
    public static byte[] Write(ReadinessReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.ReadinessReport));

    public static byte[] Write(ContainersReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.ContainersReport));

    public static byte[] Write(AdoptReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.AdoptReport));

    public static byte[] Write(InitReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.InitReport));

    public static byte[] Write(FleetReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.FleetReport));

    public static byte[] Write(DiffReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.DiffReport));

    public static byte[] Write(ResolveReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.ResolveReport));

    public static byte[] Write(DecisionReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.DecisionReport));
    public static byte[] Write(AccessReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.AccessReport));

    public static byte[] Write(AccessCatalogReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.AccessCatalogReport));

    public static byte[] Write(AccessLogReport report) => JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(report, Context.AccessLogReport));

    // Not for a web page: quotes in sentences stay readable. Control characters are escaped in any case,
    // and what else a terminal could be fooled with by JsonOutput.
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
[JsonSerializable(typeof(ApplyReport))]
[JsonSerializable(typeof(JournalReport))]
[JsonSerializable(typeof(AccessSweepReport))]
[JsonSerializable(typeof(TrustReport))]
[JsonSerializable(typeof(PolicyReport))]
[JsonSerializable(typeof(PolicyRulesReport))]
[JsonSerializable(typeof(EditReport))]
[JsonSerializable(typeof(ReadinessReport))]
[JsonSerializable(typeof(ResolveReport))]
[JsonSerializable(typeof(ContainersReport))]
[JsonSerializable(typeof(AdoptReport))]
[JsonSerializable(typeof(InitReport))]
[JsonSerializable(typeof(DecisionReport))]
[JsonSerializable(typeof(AccessReport))]
[JsonSerializable(typeof(AccessCatalogReport))]
[JsonSerializable(typeof(AccessLogReport))]
[JsonSerializable(typeof(FleetReport))]
[JsonSerializable(typeof(DiffReport))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
