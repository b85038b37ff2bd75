using Platform.Drift;
using Platform.Drift.Configuration;
using Platform.Text;

namespace Platform.Planning;

/// <summary>One fact that a change makes another: a reviewer reads these (R3.4). Values of variables and labels are in none.</summary>
/// <param name="Change">What becomes of it.</param>
/// <param name="Field">What it is of, as a finding names it: <c>environment</c>, <c>image.tag</c>.</param>
/// <param name="Entry">The entry of a map or a set: a variable, a port. Null where the field has one value.</param>
/// <param name="From">What is there; null where nothing is, and where it may not be shown.</param>
/// <param name="To">What will be there; null where nothing will, and where it may not be shown.</param>
public sealed record PlanFact(FactChange Change, string Field, string? Entry, string? From, string? To)
{
    /// <summary><c>~ restart: always → unless-stopped</c>, <c>+ environment: PASSWORD</c>.</summary>
    public override string ToString() => $"{Sign} {Field}{(Value.Length == 0 ? "" : ": " + Value)}";

    /// <summary><c>+</c>, <c>~</c> or <c>-</c>.</summary>
    internal char Sign => Change switch { FactChange.Add => '+', FactChange.Remove => '-', _ => '~' };

    private string Value => (Entry, From, To) switch
    {
        ({ } entry, _, _) => entry,
        (_, { } from, { } to) => $"{from} → {to}",
        _ => From ?? To ?? "",
    };

    /// <summary>The facts of a finding: the entries that differ where it has some, else the one value.</summary>
    internal static IEnumerable<PlanFact> Of(DriftFinding finding)
    {
        var field = Shown(finding.Container is { } container ? $"{container} {finding.Field}" : finding.Field)!; // not null, as the field is not
        if (finding.Entries is { Count: > 0 } entries)
            return entries.Select(entry => new PlanFact(ChangeOf(entry.Fate), field, Shown(entry.Name), null, null));
        var (from, to) = (ValueOf(finding.Actual), ValueOf(finding.Expected));
        return [new PlanFact(from is null && to is not null ? FactChange.Add : to is null && from is not null ? FactChange.Remove : FactChange.Change, field, null, from, to)];
    }

    private static FactChange ChangeOf(EntryFate fate) => fate switch
    {
        EntryFate.Missing => FactChange.Add,
        EntryFate.Added => FactChange.Remove,
        _ => FactChange.Change,
    };

    private static string? ValueOf(string? text) => text is null or TextComparison.Nothing ? null : Shown(text);

    // A host may have any name for anything, and whoever reviews a plan reads it in whatever shows text.
    private static string? Shown(string? text) => text is null ? null : TerminalText.Clean(text);
}

/// <summary>What becomes of a fact.</summary>
public enum FactChange
{
    Add,
    Change,
    Remove,
}
