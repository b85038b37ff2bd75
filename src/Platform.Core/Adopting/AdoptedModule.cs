using System.Text.Json.Serialization;

namespace Platform.Adopting;

/// <summary>What became of a service, or of a container without one, that was to be adopted: one manifest, or the reason why there is none (R8).</summary>
public sealed record AdoptedModule
{
    /// <summary>Id of the module; null where none could be made of the name.</summary>
    public required string? Module { get; init; }

    public required string Host { get; init; }

    /// <summary>The Compose project; null where Compose did not start it.</summary>
    public required string? Project { get; init; }

    /// <summary>Its service; null likewise.</summary>
    public required string? Service { get; init; }

    /// <summary>Names of its containers, ordered.</summary>
    public required IReadOnlyList<string> Containers { get; init; }

    public required AdoptStatus Status { get; init; }

    /// <summary>What is written, or would be, each with its path relative to the root. The manifest comes last: compose files that services share are named with the first.</summary>
    public IReadOnlyList<AdoptedFile> Files { get; init; } = [];

    /// <summary>JSON Pointers (RFC 6901) of the values in the manifest that only a person knows.</summary>
    public IReadOnlyList<string> Todo { get; init; } = [];

    /// <summary>What is worth knowing beside: why it counts as stateful, what could not be proven.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Why nothing is written; null where there is no reason.</summary>
    public AdoptRefusal? Refusal { get; init; }

    /// <summary>When the host answered, UTC; null where it did not.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The text of the manifest; empty where there is none.</summary>
    public string Manifest { get; init; } = "";

    /// <summary>What there is to say, in one line.</summary>
    [JsonIgnore]
    public string Summary => Refusal?.Message ?? string.Join("; ", Remarks);

    /// <summary>What is written.</summary>
    internal IReadOnlyList<StagedFile> Staged { get; init; } = [];

    public override string ToString() => $"{Module ?? Containers[0]}: {Status}{(Summary.Length > 0 ? ", " + Summary : "")}";
}

/// <summary>A file that adopting writes.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="CopiedFrom">The file of the host that it is a copy of, an absolute path there; null for a manifest.</param>
public sealed record AdoptedFile(string Path, string? CopiedFrom)
{
    public override string ToString() => Path;
}

/// <summary>Why something is not adopted.</summary>
/// <param name="Code">One of <see cref="AdoptCode"/>.</param>
/// <param name="Message">One sentence, with the way out.</param>
public sealed record AdoptRefusal(string Code, string Message)
{
    public override string ToString() => $"{Code}: {Message}";
}

/// <summary>A file and what it is to hold.</summary>
internal sealed record StagedFile(string Path, byte[] Bytes);

/// <summary>What came of it.</summary>
public enum AdoptStatus
{
    Written,

    /// <summary>It would be written: nothing is until it is saved.</summary>
    Pending,

    /// <summary>There is nothing to do: a module declares it, or it stands for no service.</summary>
    Unchanged,

    /// <summary>It is not done; <see cref="AdoptedModule.Refusal"/> says why.</summary>
    Refused,
}
