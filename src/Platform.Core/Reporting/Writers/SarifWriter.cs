using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Drift;
using Platform.Json;
using Platform.Policy;
using Platform.Reporting.Items;

namespace Platform.Reporting.Writers;

/// <summary>
/// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) for code scanning: every result has a place, a fingerprint of ours, and
/// its suppression where somebody accepted it.
/// </summary>
internal sealed class SarifWriter : IReportWriter
{
    /// <summary>Paths are relative to the platform root.</summary>
    private const string Base = "%SRCROOT%";

    public string Name => "sarif";

    public IReadOnlyList<string> Endings { get; } = [".sarif", ".sarif.json"];

    public byte[] Write(FleetReport report)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            Run(json, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return JsonOutput.Document(stream.ToArray());
    }

    private static void Run(Utf8JsonWriter json, FleetReport report)
    {
        string[] rules = [.. report.Items.Select(item => item.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "platformctl");
        json.WriteString("semanticVersion", typeof(SarifWriter).Assembly.GetName().Version?.ToString(3));
        json.WriteStartArray("rules");
        foreach (var rule in rules) Rule(json, rule, report.Items.First(item => item.Code == rule));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("automationDetails");
        // A run of another verb or shard does not close the alerts of this one.
        json.WriteString("id", $"platformctl/{report.Verb}{(report.Shard is { } shard ? $"/{shard.Number}-of-{shard.Count}" : "")}/");
        json.WriteEndObject();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(Base);
        Text(json, "description", "The platform root.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("results");
        foreach (var item in report.Items) Result(json, item, Array.BinarySearch(rules, item.Code, StringComparer.Ordinal));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, string id, ReportItem example)
    {
        var known = PolicyRule.All.FirstOrDefault(rule => rule.Id == id);
        json.WriteStartObject();
        json.WriteString("id", id);
        Text(json, "shortDescription", known?.Finds ?? FindingKind.Of(id)?.Text ?? $"{example.Check.Word}: {id}");
        if (known is not null)
        {
            json.WriteStartObject("help");
            json.WriteString("text", $"platformctl policy explain {id}");
            json.WriteString("markdown", known.ReadPage());
            json.WriteEndObject();
        }

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", LevelOf(example.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(example.Check.Word);
        json.WriteEndArray();
        // What code scanning sorts by, from 0 to 10: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
        if (example.Check is ReportCheck.Policy) json.WriteString("security-severity", example.Severity switch { ReportSeverity.Critical => "9.5", ReportSeverity.High => "8.0", ReportSeverity.Medium => "5.0", _ => "2.0" });
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter json, ReportItem item, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", item.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("kind", "fail");
        json.WriteString("level", LevelOf(item.Severity));
        Text(json, "message", item.Module is null ? item.Message : $"{item.Module}: {item.Message}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', item.Place.File.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", Base);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", item.Place.Line);
        json.WriteNumber("startColumn", item.Place.Column);
        json.WriteEndObject();
        json.WriteEndObject();
        if ((item.Module ?? item.Host) is not null)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("name", item.Module ?? item.Host);
            json.WriteString("fullyQualifiedName", item.Host is null ? item.Module : item.Module is null ? item.Host : $"{item.Host}/{item.Module}");
            json.WriteString("kind", item.Module is null ? "host" : "module");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("platform/v1", item.Fingerprint);
        json.WriteEndObject();
        json.WriteStartArray("suppressions"); // empty says that nobody suppressed it
        if (item.Acknowledgement is { } given)
        {
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("status", "accepted");
            json.WriteString("justification", given);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (item.IsNew is { } isNew) json.WriteString("baselineState", isNew ? "new" : "unchanged");
        json.WriteStartObject("properties");
        json.WriteString("check", item.Check.Word);
        json.WriteString("severity", item.Severity.Word);
        if (item.Module is not null) json.WriteString("module", item.Module);
        if (item.Host is not null) json.WriteString("host", item.Host);
        if (item.Fix is not null) json.WriteString("fix", item.Fix);
        foreach (var evidence in item.Evidence) json.WriteString($"evidence.{evidence.Name}", evidence.Value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string LevelOf(ReportSeverity severity) => severity switch
    {
        ReportSeverity.Critical or ReportSeverity.High => "error",
        ReportSeverity.Medium => "warning",
        _ => "note",
    };
}
