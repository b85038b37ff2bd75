using Platform.Journals;
using Platform.Planning;

namespace Platform.Applying.Journal;

/// <summary>One line of the journal: what was about to be done, or what came of it.</summary>
public sealed record JournalEntry : IChainedEntry<JournalEntry>
{
    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Operator's clock, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public required JournalEvent Event { get; init; }

    /// <summary>Id of the plan; null for what concerns the journal itself.</summary>
    public string? Plan { get; init; }

    public string? Host { get; init; }

    /// <summary>Number of the change in the plan.</summary>
    public int? Change { get; init; }

    public string? Module { get; init; }

    public PlanAction? Action { get; init; }

    /// <summary>The command that was about to run.</summary>
    public string? Command { get; init; }

    /// <summary>Whether it succeeded; null where that is not the question, or not known.</summary>
    public bool? Succeeded { get; init; }

    public string? Message { get; init; }

    /// <summary>Who did it: <c>user@machine</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>SHA-256 of the line before, 64 hex digits; zeros for the first.</summary>
    public required string Previous { get; init; }

    bool IChainedEntry<JournalEntry>.Begins => Event is JournalEvent.Started;

    public override string ToString() => $"{Sequence} {Event} {Host} {Change}".TrimEnd();

    JournalEntry IChainedEntry<JournalEntry>.Chained(long sequence, string previous) => this with { Sequence = sequence, Previous = previous };

    JournalEntry IChainedEntry<JournalEntry>.Recovered(string message) => new()
    {
        Sequence = 0,
        Previous = "",
        Time = Time,
        Event = JournalEvent.Recovered,
        Operator = Operator,
        Message = message,
    };
}

/// <summary>What an entry reports.</summary>
public enum JournalEvent
{
    /// <summary>An approved plan is about to be applied to a host.</summary>
    Started,

    /// <summary>A change is about to be made.</summary>
    Intent,

    /// <summary>A change came to its end.</summary>
    Outcome,

    /// <summary>A unit was looked at again, and is or is not what was planned.</summary>
    Verification,

    /// <summary>A change is about to be put back.</summary>
    RollbackIntent,

    /// <summary>Putting back came to its end.</summary>
    RollbackOutcome,

    /// <summary>A host is done with.</summary>
    Finished,

    /// <summary>A line that was cut off by a crash while it was written, before anything was done, was removed.</summary>
    Recovered,
}
