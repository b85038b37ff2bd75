using System.Text.Json.Serialization;

namespace Platform.Snapshots;

/// <summary>A file of the platform root as a host has it.</summary>
public sealed record HostFile
{
    private readonly byte[]? _content;
    private readonly string? _sha256;

    /// <summary>Relative to the root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>False where the host has no such file, or the account may not read it.</summary>
    public required bool Exists { get; init; }

    /// <summary>SHA-256 of its bytes in lower-case hex; null where it does not exist.</summary>
    public string? Sha256
    {
        get => _sha256 ?? (_content is null ? null : Hash(_content));
        init => _sha256 = value;
    }

    /// <summary>Its bytes, where they came with the answer; a snapshot file has the hash alone.</summary>
    [JsonIgnore]
    internal byte[]? Content
    {
        get => _content;
        init => _content = value;
    }

    /// <summary>Whether the host's file has these bytes.</summary>
    internal bool Holds(byte[] bytes) =>
        _content is not null ? _content.AsSpan().SequenceEqual(bytes) : string.Equals(Sha256, Hash(bytes), StringComparison.Ordinal);

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
