using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Platform.Files;
using Platform.Reporting.Reading;
using Platform.Snapshots;

namespace Platform.Reporting.Comparing;

/// <summary>Compares two files: two snapshots of one host, or two documents of one verb.</summary>
public static class DocumentComparison
{
    private const string Snapshot = "platform.snapshot";

    /// <param name="oldPath">Path of the earlier one.</param>
    /// <param name="newPath">Path of the later one.</param>
    /// <param name="now">The operator's time.</param>
    /// <param name="report">What differs.</param>
    /// <param name="error">Why they cannot be compared, with the place.</param>
    public static bool TryCompare(string oldPath, string newPath, DateTimeOffset now, [NotNullWhen(true)] out DiffReport? report, [NotNullWhen(false)] out string? error)
    {
        report = null;
        if (!TryRead(oldPath, out var before, out error) || !TryRead(newPath, out var after, out error)) return false;
        switch (before, after)
        {
            case ({ Of: { } old }, { Of: { } fresh }) when old.Host != fresh.Host:
                error = $"{oldPath} is of host {old.Host}, {newPath} of host {fresh.Host}; two snapshots of one host are compared";
                return false;
            case ({ Of: { } old }, { Of: { } fresh }):
                report = DiffReport.Of(Snapshot, new DiffSide(oldPath, old.ObservedAt), new DiffSide(newPath, fresh.ObservedAt), SnapshotComparison.Between(old, fresh));
                return true;
            case ({ Document: { } old }, { Document: { } fresh }) when old.Schema == fresh.Schema:
                report = DiffReport.Of(
                    fresh.Schema.Split('/')[0], new DiffSide(oldPath, TimeOf(old)), new DiffSide(newPath, TimeOf(fresh)), FindingComparison.Between(old.ToReport(now), fresh.ToReport(now)));
                return true;
            default:
                error = $"{oldPath} is {before.Schema}, {newPath} is {after.Schema}; two of one kind are compared";
                return false;
        }
    }

    private static DateTimeOffset? TimeOf(ReportDocument document) => document switch
    {
        ReadinessDocument readiness => readiness.At,
        FleetDocument fleet => fleet.At,
        DriftDocument drift => drift.Hosts.Max(host => host.ObservedAt),
        _ => null,
    };

    private static bool TryRead(string path, out (HostSnapshot? Of, ReportDocument? Document, string Schema) read, [NotNullWhen(false)] out string? error)
    {
        read = default;
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostMade);
        if (!content.IsRead)
        {
            error = $"{path} {(content.Refusal ?? Refusals.Missing).What}";
            return false;
        }

        if (SnapshotIn(content.Bytes, path, out var snapshot, out error)) read = (snapshot, null, snapshot.Schema);
        else if (error is not null) return false;
        else if (ReportDocument.TryRead(content.Bytes, path, out var document, out error)) read = (null, document, document.Schema);
        else return false;
        error = null;
        return true;
    }

    /// <summary>False without an error for what is no snapshot.</summary>
    private static bool SnapshotIn(byte[] json, string path, [NotNullWhen(true)] out HostSnapshot? snapshot, out string? error)
    {
        snapshot = null;
        error = null;
        var schema = Yaml.JsonReader.Read(json, path, Yaml.DocumentLimits.Large).Root["schema"].GetString();
        if (schema?.StartsWith(Snapshot + "/", StringComparison.Ordinal) is not true) return false;
        try
        {
            snapshot = SnapshotFile.Read(json);
            return true;
        }
        catch (JsonException exception)
        {
            error = $"{path}:{exception.Message}";
            return false;
        }
    }
}
