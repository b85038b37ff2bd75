using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Reporting.Items;
using Platform.Text;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl diff --json</c>; its schema is <c>schema/diff.schema.json</c>.</summary>
/// <param name="ExitCode">0 where nothing differs, else 2.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Kind">The schema of the two that were compared, without its version: <c>platform.snapshot</c>.</param>
/// <param name="Old">The earlier one.</param>
/// <param name="New">The later one.</param>
/// <param name="Changes">What differs, by host, module and what it is about.</param>
public sealed record DiffReport(int ExitCode, DiffSummary Summary, string Kind, DiffSide Old, DiffSide New, IReadOnlyList<ReportChange> Changes)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.diff/1";

    public static DiffReport Of(string kind, DiffSide before, DiffSide after, IEnumerable<ReportChange> changes)
    {
        ReportChange[] all = [.. changes.OrderBy(c => c.Host, StringComparer.Ordinal).ThenBy(c => c.Module, StringComparer.Ordinal).ThenBy(c => c.Subject, StringComparer.Ordinal).ThenBy(c => c.Field, StringComparer.Ordinal)];
        return new DiffReport(all.Length == 0 ? ExitCodes.Success : ExitCodes.Found, DiffSummary.Of(all), kind, before, after, all);
    }

    public override string ToString() => Summary.ToString();
}

/// <summary>Counts of a comparison.</summary>
public sealed record DiffSummary(int Changes, int Added, int Removed, int Changed)
{
    internal static DiffSummary Of(IReadOnlyCollection<ReportChange> changes) => new(
        changes.Count, changes.Count(c => c.Change is ChangeKind.Added), changes.Count(c => c.Change is ChangeKind.Removed), changes.Count(c => c.Change is ChangeKind.Changed));

    public override string ToString() => Changes == 0 ? "nothing differs" : $"{Added} added, {Removed} removed, {Changed} changed";
}

/// <summary>One of two documents that were compared.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="At">When it was made, UTC; null where it does not say.</param>
public sealed record DiffSide(string File, DateTimeOffset? At)
{
    public string File { get; init; } = TerminalText.Clean(File);
}

/// <summary>Something that differs between two looks.</summary>
public sealed record ReportChange
{
    public required ChangeKind Change { get; init; }

    /// <summary>Name of the host; null where it is not known.</summary>
    public string? Host { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>Id of the module; null for what is about none, and in snapshots, which know none.</summary>
    public string? Module { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>What it is about: <c>container home-platform-redis-1</c>, <c>IMAGE_TAG_MISMATCH image.tag</c>.</summary>
    public required string Subject { get => field; init => field = TerminalText.Clean(value); }

    /// <summary>What of it; empty for all of it.</summary>
    public string Field { get => field; init => field = TerminalText.Clean(value); } = "";

    /// <summary>As it was; null where there was nothing, or where it is not shown.</summary>
    public string? From { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>As it is; null where there is nothing, or where it is not shown.</summary>
    public string? To { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>How bad the finding is; null for facts of a snapshot.</summary>
    public ReportSeverity? Severity { get; init; }

    public override string ToString() => $"{Sign} {Subject}{(Field.Length == 0 ? "" : $" {Field}")}{(From, To) switch
    {
        ({ } from, { } to) => $": {from} -> {to}",
        (null, { } to) => $": {to}",
        ({ } from, null) => $": {from}",
        _ => "",
    }}";

    /// <summary><c>+</c>, <c>-</c> or <c>~</c>.</summary>
    [JsonIgnore]
    public string Sign => Change switch { ChangeKind.Added => "+", ChangeKind.Removed => "-", _ => "~" };
}

/// <summary>How something differs.</summary>
public enum ChangeKind
{
    [JsonStringEnumMemberName("added")]
    Added,
    [JsonStringEnumMemberName("removed")]
    Removed,
    [JsonStringEnumMemberName("changed")]
    Changed,
}
