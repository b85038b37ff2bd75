using System.Text.Json.Serialization;
using Platform.Docker;

namespace Platform.Drift;

/// <summary>One difference, doubt or remark about a module.</summary>
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
    /// <summary>The finding in a few words, for a table: <c>image.tag: expected 3.0.6, actual 3.0.3</c>.</summary>
    [JsonIgnore]
    public string Summary => Severity is FindingSeverity.Drift && (Expected, Actual) is ({ } expected, { } actual)
        ? $"{Field}: expected {ImageDigest.Shorten(expected)}, actual {ImageDigest.Shorten(actual)}"
        : Message;

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
