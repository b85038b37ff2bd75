using System.Text.Json.Serialization;
using Platform.Applying;
using Platform.Applying.Journal;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl apply --json</c>; its schema is <c>schema/apply.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Plan">Id of the plan; null where the file is none.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Refusal">Why nothing was started; null where something was.</param>
/// <param name="Changes">The changes, by number.</param>
public sealed record ApplyReport(int ExitCode, string? Plan, ApplySummary Summary, ApplyRefusal? Refusal, IReadOnlyList<ChangeResult> Changes)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.apply/1";
}

/// <summary>The document of <c>platformctl journal --json</c>; its schema is <c>schema/journal.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Entries">The entries, the oldest first.</param>
/// <param name="Faults">What shows that the journal was altered or cut.</param>
public sealed record JournalReport(int ExitCode, JournalSummary Summary, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<string> Faults)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.journal/1";
}

public sealed record JournalSummary(int Entries, int Faults);
