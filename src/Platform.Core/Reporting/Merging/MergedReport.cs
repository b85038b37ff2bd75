using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

/// <summary>The whole of a fleet, put together from its shards.</summary>
/// <param name="ExitCode">What the verb would have given over the whole.</param>
/// <param name="Document">The document that the verb would have written: a <see cref="DriftReport"/>, <see cref="PolicyReport"/>, <see cref="ReadinessReport"/>, <see cref="ValidationReport"/> or <see cref="FleetReport"/>.</param>
public sealed record MergedReport(int ExitCode, object Document)
{
    private readonly byte[] _json = [];

    internal MergedReport(int exitCode, object document, byte[] json)
        : this(exitCode, document) => _json = json;

    /// <summary>The document as the verb would have printed it with <c>--json</c>.</summary>
    public byte[] ToJson() => [.. _json];

    /// <summary>The whole as a report, for any format.</summary>
    /// <param name="now">Stands for the time where the document says none.</param>
    public FleetReport ToReport(DateTimeOffset now) => Document as FleetReport
        ?? (ReportDocument.TryRead(_json, "merged", out var read, out var error) ? read.ToReport(now) : throw new InvalidOperationException(error));
}
