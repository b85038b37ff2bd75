using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Editing;

/// <summary>What an edit did to one manifest, would do, or why it does nothing.</summary>
public sealed record ManifestEdit
{
    /// <summary>Id of the module.</summary>
    public required string Module { get; init; }

    public required EditKind Kind { get; init; }

    public required EditStatus Status { get; init; }

    /// <summary>The manifest, relative to the platform root.</summary>
    public required string File { get; init; }

    /// <summary>The host that was looked at; null where none was.</summary>
    public string? Host { get; init; }

    /// <summary>The registry that was asked, in place of the host; null where none was.</summary>
    public string? Registry { get; init; }

    /// <summary>When the host, or the registry, answered, UTC; null where neither did.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The facts that are written; none where nothing is.</summary>
    public IReadOnlyList<EditedFact> Changes { get; init; } = [];

    /// <summary>What is worth knowing beside: what differs and is not overwritten, what could not be proven.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why nothing is written, and where that stands; null where there is no reason.</summary>
    public Diagnostic? Refusal { get; init; }

    /// <summary>The change in the unified format of diff(1); empty where there is none.</summary>
    public string Diff { get; init; } = "";

    /// <summary>What there is to say, in one line.</summary>
    [JsonIgnore]
    public string Summary => Refusal is { } refusal
        ? $"{refusal.File}:{refusal.Line}:{refusal.Column}: {refusal.Message}"
        : string.Join("; ", [.. Changes.Select(change => change.ToString()), .. Remarks]);

    /// <summary>The file as it was read and as it is to be; null where nothing is to be written.</summary>
    internal EditedContent? Content { get; init; }

    public override string ToString() => $"{Module}: {Status}{(Summary.Length > 0 ? ", " + Summary : "")}";
}

/// <summary>One fact that an edit writes.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) to it in the manifest.</param>
/// <param name="Before">What stood there; null where nothing did.</param>
/// <param name="After">What stands there afterwards.</param>
public sealed record EditedFact(string Pointer, string? Before, string After)
{
    public override string ToString() => $"{Pointer[(Pointer.LastIndexOf('/') + 1)..]}: {(Before is null ? "" : Before + " -> ")}{After}";
}

/// <summary>A manifest as it was read, and as it is to be.</summary>
internal sealed record EditedContent(string Path, byte[] Before, byte[] After);

/// <summary>What is edited.</summary>
public enum EditKind
{
    /// <summary><c>spec.source</c> and <c>spec.artifact</c>, from <c>image_observed</c> (R5.2).</summary>
    Derive,

    /// <summary><c>image_observed</c> and <c>image_audit_ts</c>, from what the host runs (R5.3).</summary>
    Record,

    /// <summary><c>spec.artifact.digest</c>, from what the host runs, or from the registry (R5.3).</summary>
    Digest,
}

/// <summary>What came of an edit.</summary>
public enum EditStatus
{
    Written,

    /// <summary>It would be written: nothing is until it is saved.</summary>
    Pending,

    /// <summary>There is nothing to do.</summary>
    Unchanged,

    /// <summary>It is not done; <see cref="ManifestEdit.Refusal"/> says why.</summary>
    Refused,

    /// <summary>The host could not be looked at, or the registry gave no answer.</summary>
    Unreachable,

    /// <summary>The manifest is invalid, and has to be corrected first.</summary>
    Invalid,
}
