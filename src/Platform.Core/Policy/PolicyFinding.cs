using System.Text.Json.Serialization;

namespace Platform.Policy;

/// <summary>Something that a rule found in one module.</summary>
public sealed record PolicyFinding
{
    /// <summary>Id of the rule.</summary>
    public required string Rule { get; init; }

    public required PolicySeverity Severity { get; init; }

    /// <summary>Id of the module.</summary>
    public required string Module { get; init; }

    /// <summary>Name of the module's host.</summary>
    public required string Host { get; init; }

    /// <summary>Path of the file in which it is said, relative to the platform root, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>From 1, in UTF-16 code units.</summary>
    public int Column { get; init; } = 1;

    /// <summary>What is wrong and the way out; never a value that may be secret.</summary>
    public required string Message { get; init; }

    /// <summary>What it is about, the same however the file is written.</summary>
    public required string Subject { get; init; }

    /// <summary><see cref="Certainty.CannotTell"/> where a variable decides; such a finding fails nothing.</summary>
    public Certainty Certainty { get; init; } = Certainty.Yes;

    /// <summary>Whether somebody accepted the risk, and the acceptance holds.</summary>
    public bool Acknowledged => Acknowledgement is not null;

    /// <summary>Who accepted it, and why; null where nobody did.</summary>
    public PolicyAcknowledgement? Acknowledgement { get; init; }

    /// <summary>Why an acceptance holds no longer, or cannot be; null where there is none.</summary>
    public string? Lapse { get; init; }

    /// <summary>Whether the baseline has it; null where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? InBaseline { get; init; }

    /// <summary>Whether it was seen on the host, and not in a file alone.</summary>
    public bool Live { get; init; }

    /// <summary>SHA-256 of rule, module and subject, 64 lower-case hex digits: the same finding in another run, wherever the line has moved.</summary>
    public string Fingerprint => Diagnostics.Fingerprint.Of(Rule, Module, Subject);

    /// <summary>Whether it is certain and nobody accepted it.</summary>
    [JsonIgnore]
    public bool IsOpen => Certainty is Certainty.Yes && !Acknowledged;

    /// <summary>The form compilers use: <c>file:line:column: severity rule: message</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()} {Rule}: {Message}";
}

/// <summary>Who accepted a risk, and why.</summary>
/// <param name="By"><c>acknowledged_by</c>.</param>
/// <param name="At"><c>acknowledged_at</c>, UTC.</param>
/// <param name="Rationale">Why.</param>
/// <param name="ExpiresAt">When the acceptance ends; null for no date.</param>
/// <param name="ReviewWhen">What ends it besides, as the manifest has it; null for nothing.</param>
/// <param name="File">The manifest.</param>
/// <param name="Line">Where it stands there, from 1.</param>
public sealed record PolicyAcknowledgement(string By, DateTimeOffset At, string Rationale, DateTimeOffset? ExpiresAt, string? ReviewWhen, string File, int Line)
{
    public override string ToString() => $"{By}, {At:yyyy-MM-dd}";
}
