using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Hosts;

namespace Platform.Applying;

/// <summary>Why a plan, or its part for one host, is not applied. Nothing was changed.</summary>
/// <param name="Reason">The kind, which decides the exit code.</param>
/// <param name="Message">One sentence with the way out.</param>
public sealed record ApplyRefusal(RefusalReason Reason, string Message)
{
    /// <summary>Why the host could not be looked at; null where it is something else.</summary>
    [JsonIgnore]
    public HostFailureReason? Failure { get; init; }

    /// <param name="failure">Why a host could not be looked at.</param>
    /// <param name="host">Its name, where the message has to have it.</param>
    internal static ApplyRefusal Unreached(HostFailure failure, string? host = null) =>
        new(RefusalReason.Unreachable, host is null ? failure.Message : $"{host}: {failure.Message}") { Failure = failure.Reason };

    /// <summary>Exit code of <c>apply</c> where this is all there is to say.</summary>
    [JsonIgnore]
    public int ExitCode => Reason switch
    {
        RefusalReason.Stale => ExitCodes.Stale,
        RefusalReason.NotApproved or RefusalReason.NotOurs => ExitCodes.NotApproved,
        RefusalReason.Unreachable => ExitCodes.Unreachable,
        RefusalReason.Locked => ExitCodes.Locked,
        _ => ExitCodes.CannotWork,
    };

    public override string ToString() => Message;
}

/// <summary>Kinds of refusal.</summary>
public enum RefusalReason
{
    /// <summary>The file is no plan.</summary>
    NotAPlan,

    /// <summary>Wrong or missing approval, expired, or a stateful module without permission.</summary>
    NotApproved,

    /// <summary>The same inputs give another plan, or another version made it: whoever wrote it, planning did not.</summary>
    NotOurs,

    /// <summary>The root or the live state is not what the plan was made from.</summary>
    Stale,

    /// <summary>A host could not be reached.</summary>
    Unreachable,

    /// <summary>Somebody else is applying a plan to a host.</summary>
    Locked,

    /// <summary>A host lacks what is needed, or may not be written to.</summary>
    NotPossible,
}
