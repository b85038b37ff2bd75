using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Platform.Files;
using Platform.Reporting.Items;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Reporting.Reading;

/// <summary>A document that a verb wrote with <c>--json</c>: of drift, policy, readiness, manifests, or a report. It is read strictly, by its schema.</summary>
public abstract record ReportDocument
{
    /// <summary>The schemas of the documents that are read.</summary>
    private static readonly Dictionary<string, (Func<JsonSchema> Schema, Func<byte[], ReportDocument?> Read)> Known = new(StringComparer.Ordinal)
    {
        [DriftReport.SchemaName] = (() => ShippedSchemas.Drift, json => JsonSerializer.Deserialize(json, DocumentContext.Known.DriftDocument)),
        [PolicyReport.SchemaName] = (() => ShippedSchemas.PolicyReport, json => JsonSerializer.Deserialize(json, DocumentContext.Known.PolicyDocument)),
        [Readiness.EarlierReadiness.SchemaName] = (() => ShippedSchemas.Readiness, json => JsonSerializer.Deserialize(json, DocumentContext.Known.ReadinessDocument)),
        [ValidationReport.SchemaName] = (() => ShippedSchemas.Validation, json => JsonSerializer.Deserialize(json, DocumentContext.Known.ValidationDocument)),
        [FleetReport.SchemaName] = (() => ShippedSchemas.Report, json => JsonSerializer.Deserialize(json, DocumentContext.Known.FleetDocument)),
    };

    /// <summary>The file it was read from, as messages show it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string File { get; internal init; } = "";

    public required string Schema { get; init; }

    public required int ExitCode { get; init; }

    /// <summary>Which part of a fleet it is about; null where it was made without <c>--shard</c>.</summary>
    public ShardReport? Shard { get; init; }

    /// <summary>Its findings.</summary>
    internal abstract IEnumerable<ReportItem> Items { get; }

    /// <summary>The checks that it is about.</summary>
    internal abstract IReadOnlyList<ReportCheck> Checks { get; }

    /// <summary>The same as a report of the fleet, which every format can show.</summary>
    /// <param name="now">Stands for the time where the document says none.</param>
    internal abstract FleetReport ToReport(DateTimeOffset now);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="document">What it holds.</param>
    /// <param name="error">One sentence with the place and what is wanted, where it holds none.</param>
    public static bool TryReadFile(string path, [NotNullWhen(true)] out ReportDocument? document, [NotNullWhen(false)] out string? error)
    {
        document = null;
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostMade);
        if (content.IsRead) return TryRead(content.Bytes, path, out document, out error);
        error = $"{path} {(content.Refusal ?? Refusals.Missing).What}";
        return false;
    }

    /// <summary>Reads the bytes of a document.</summary>
    public static bool TryRead(byte[] json, string file, [NotNullWhen(true)] out ReportDocument? document, [NotNullWhen(false)] out string? error)
    {
        document = null;
        var tree = JsonReader.Read(json, file, DocumentLimits.Large);
        error = FaultOf(tree, file, out var name);
        if (error is not null) return false;
        try
        {
            document = Known[name].Read(json.AsSpan().StartsWith("\uFEFF"u8) ? json[3..] : json);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or ArgumentException)
        {
            // A schema cannot say all: a date that the calendar of .NET lacks, a number that is too large.
            var place = exception as JsonException;
            error = $"{file}:{(place?.LineNumber ?? 0) + 1}:{(place?.BytePositionInLine ?? 0) + 1}: a value cannot be read ({TerminalText.Clean(place?.Path ?? "a time or a number", 200)})";
            return false;
        }

        if (document is null)
        {
            error = $"{file}:1:1: it holds null";
            return false;
        }

        document = document with { File = file };
        return true;
    }

    private static string? FaultOf(YamlDocument tree, string file, out string name)
    {
        name = "";
        var wanted = $"a document of --json is wanted: {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}";
        if (tree.Diagnostics is [var fault, ..]) return $"{file}:{fault.Position}: {fault.Message}; {wanted}";
        var schema = tree.Root["schema"];
        if (schema.GetString() is not { } said) return $"{file}:{tree.Root.Position}: it has no 'schema'; {wanted}";
        if (!Known.TryGetValue(said, out var known)) return $"{file}:{schema.Position}: it is {TerminalText.Clean(said, 80)}; {wanted}";
        name = said;
        return known.Schema().Evaluate(tree.Root).Errors is [var error, ..] ? $"{file}:{error.Position}: {error.Message}" : null;
    }
}
