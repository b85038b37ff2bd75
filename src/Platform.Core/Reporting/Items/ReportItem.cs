using System.Text.Json.Serialization;
using Platform.Text;

namespace Platform.Reporting.Items;

/// <summary>One thing that a check found, the same for every check and every format. Its texts are free of control characters.</summary>
public sealed record ReportItem
{
    public required ReportCheck Check { get; init; }

    /// <summary>The rule of policy, the code of drift or of a manifest, or <c>readiness-</c> and what blocks.</summary>
    public required string Code { get => field; init => field = TerminalText.Clean(value); }

    public required ReportSeverity Severity { get; init; }

    /// <summary>Id of the module, or the name of its folder; null for what is about no module.</summary>
    public string? Module { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>Name of the host; null where it is not known.</summary>
    public string? Host { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>Where it is said, or where it would be mended.</summary>
    public required ReportPlace Place { get; init; }

    /// <summary>What it is about, the same however the file is written and whatever the values are.</summary>
    public required string Subject { get => field; init => field = TerminalText.Clean(value); }

    /// <summary>What is wrong; never a value that may be secret.</summary>
    public required string Message { get => field; init => field = TerminalText.Clean(value); }

    /// <summary>Whether it makes the check fail: it is open, and not a doubt or a remark.</summary>
    public bool Fails { get; init; }

    /// <summary>Whether somebody accepted it, and the acceptance holds.</summary>
    public bool Acknowledged => Acknowledgement is not null;

    /// <summary>Who accepted it, when and why; null where nobody did.</summary>
    public string? Acknowledgement { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>What shows it: expected and actual, who accepted it.</summary>
    public IReadOnlyList<ReportEvidence> Evidence { get; init; } = [];

    /// <summary>More lines where there is more to say: a redacted diff. Null otherwise.</summary>
    public string? Detail { get => field; init => field = value is null ? null : TerminalText.CleanLines(value); }

    /// <summary>The command that mends it, or with which a person begins; null where the message says it.</summary>
    public string? Fix { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>Whether the earlier report did not have it; null where none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsNew { get; init; }

    /// <summary>The same finding in another run, wherever the line has moved: see <see cref="ReportFingerprint"/>.</summary>
    public string Fingerprint => Diagnostics.Fingerprint.Of(Code, Module, Subject);

    /// <summary>The form compilers use: <c>file:line:column: severity code: message</c>.</summary>
    public override string ToString() => $"{Place}: {Severity.Word} {Code}: {Message}";
}

/// <summary>What found an item.</summary>
public enum ReportCheck
{
    [JsonStringEnumMemberName("manifest")]
    Manifest,
    [JsonStringEnumMemberName("policy")]
    Policy,
    [JsonStringEnumMemberName("drift")]
    Drift,
    [JsonStringEnumMemberName("readiness")]
    Readiness,
    [JsonStringEnumMemberName("review")]
    Review,
}

/// <summary>A place in a file of the platform root.</summary>
/// <param name="File">Relative to the root, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in UTF-16 code units.</param>
public sealed record ReportPlace(string File, int Line = 1, int Column = 1)
{
    public string File { get; init; } = TerminalText.Clean(File);

    public override string ToString() => $"{File}:{Line}:{Column}";
}

/// <summary>One fact that shows an item.</summary>
/// <param name="Name">What it is: <c>expected</c>.</param>
/// <param name="Value">The fact.</param>
public sealed record ReportEvidence(string Name, string Value)
{
    public string Value { get; init; } = TerminalText.CleanLines(Value);
}
