using Platform.Drift;
using Platform.Planning;

namespace Platform.Applying;

/// <summary>What became of one change.</summary>
public sealed record ChangeResult
{
    public required int Number { get; init; }

    public required string? Module { get; init; }

    public required string Host { get; init; }

    public required PlanAction Action { get; init; }

    public required ChangeStatus Status { get; init; }

    /// <summary>What there is to say; null where the status says it all.</summary>
    public string? Message { get; init; }

    /// <summary>What of the module could not be compared after the change, so that it is applied and not verified; null where all was.</summary>
    public string? NotCompared { get; init; }

    /// <summary>The command that ran, or would run.</summary>
    public required string Command { get; init; }

    public static ChangeResult Of(PlanChange change, ChangeStatus status, string? message = null) => new()
    {
        Number = change.Number,
        Module = change.Module,
        Host = change.Host,
        Action = change.Action,
        Status = status,
        Message = message,
        Command = change.Command,
    };

    /// <summary>A change that was made, with what of its module a look after it could not compare.</summary>
    /// <param name="change">The change.</param>
    /// <param name="status">Made now, or before.</param>
    /// <param name="module">The comparison of its module; null for a container that no module declares.</param>
    internal static ChangeResult Made(PlanChange change, ChangeStatus status, ModuleDrift? module)
    {
        var (open, accepted) = (Words(module?.LeftOpen), Words(module?.Accepted));
        return Of(change, status, accepted is null ? null : accepted + "; hosts.yaml accepts that") with { NotCompared = open };
    }

    private static string? Words(IEnumerable<DriftFinding>? findings) =>
        string.Join("; ", findings?.Select(f => f.Message) ?? []) is { Length: > 0 } words ? words : null;

    public override string ToString() => $"{Number} {Module}: {Action} {Status}";
}

/// <summary>States of a change after a run.</summary>
public enum ChangeStatus
{
    /// <summary>Made by this run, and verified as far as it could be compared.</summary>
    Applied,

    /// <summary>Made by an earlier run of the same plan, and verified by this one as far as it could be compared.</summary>
    AlreadyApplied,

    /// <summary>A job that this plan ran, with its exit status in the message. It is never put back.</summary>
    Ran,

    /// <summary>What would be made; nothing was, as asked.</summary>
    Planned,

    /// <summary>Not begun.</summary>
    NotAttempted,

    /// <summary>Made or begun, then put back; the host runs what it ran before.</summary>
    RolledBack,

    /// <summary>Failed, and could not be put back.</summary>
    Failed,

    /// <summary>Begun, and nobody can tell yet what came of it: the host is no longer reached. A new run of the plan will know.</summary>
    InDoubt,
}
