using System.Text.Json.Serialization;
using Platform.Docker;
using Platform.Text;

namespace Platform.Drift;

/// <summary>
/// One difference, doubt or remark about a module. What is expected and actual is there as it is, for programs; the
/// message and the summary are free of control characters, wherever their words came from: they are made to be shown.
/// </summary>
/// <param name="Code">One of <see cref="FindingCode"/>.</param>
/// <param name="Severity">Whether it is drift at all.</param>
/// <param name="Field">What was compared, for instance <c>image.tag</c>.</param>
/// <param name="Expected">What should be; null where nothing is declared.</param>
/// <param name="Actual">What is; null where there is nothing.</param>
/// <param name="Message">One sentence, with the way out where there is one.</param>
/// <param name="Detail">More lines, where there is more to say: a unified diff, redacted. Null otherwise.</param>
public sealed record DriftFinding(
    string Code, FindingSeverity Severity, string Field, string? Expected, string? Actual, string Message, string? Detail = null)
{
    private const int LongestSummary = 500;

    /// <summary>Id of the module it is about; null for a container that no module declares.</summary>
    public string? Module { get; internal init; }

    /// <summary>The host it was found on.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The container it is about, where the service has several and not all of them are so; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Container { get; init; }

    public string Message { get; init; } = TerminalText.Clean(Message);

    /// <summary>The finding in a few words, for a table: <c>image.tag: expected 3.0.6, actual 3.0.3</c>.</summary>
    /// <remarks>A host chooses how long its names are: what is very long is cut here, and whole in the other members.</remarks>
    [JsonIgnore]
    public string Summary => TerminalText.Clean(
        Severity is FindingSeverity.Drift && (Expected, Actual) is ({ } expected, { } actual)
            ? $"{(Container is null ? "" : Container + ": ")}{Field}: expected {ImageDigest.Shorten(expected)}, actual {ImageDigest.Shorten(actual)}{(Variables.Count == 0 ? "" : $" (depends on {string.Join(", ", Variables)})")}"
            : Message,
        LongestSummary);

    /// <summary>The entries of a map that differ, the environment's say; null where it is about no map.</summary>
    internal IReadOnlyList<string>? Keys { get; init; }

    /// <summary>What of a map or a set differs, and how; null where it is about neither.</summary>
    internal IReadOnlyList<FindingEntry>? Entries { get; init; }

    /// <summary>The variables on which the declared side hangs, which the message names; none where nothing but the file says it.</summary>
    internal IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Whether it is not the container that differs but what another container in its place would have as well.</summary>
    internal bool OutlivesContainer { get; init; }

    /// <summary>What it is about; null for what is no code of a finding.</summary>
    internal FindingConcern? Concern => FindingKind.Of(Code)?.Concern;

    internal bool IsDrift => Severity is FindingSeverity.Drift;

    public override string ToString() => $"{Code}: {Message}";
}

/// <summary>Ordered: the lower, the worse.</summary>
public enum FindingSeverity
{
    /// <summary>Live differs from what is declared.</summary>
    Drift,

    /// <summary>Something could not be proven; counts as drift under <c>--strict</c> only.</summary>
    Warning,

    /// <summary>Worth knowing, never changes an exit code.</summary>
    Information,
}
