namespace Platform.Access.Backings;

/// <summary>A credential in memory. It is never written, printed or compared; each backing derives its own.</summary>
/// <param name="expiresAt">When it dies by itself; null where it does not.</param>
/// <param name="handles">What taking it back needs, none of it secret.</param>
internal abstract class IssuedCredential(DateTimeOffset? expiresAt, IReadOnlyDictionary<string, string> handles)
{
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public IReadOnlyDictionary<string, string> Handles { get; } = handles;

    public sealed override string ToString() => GetType().Name;
}

/// <summary>What came of issuing: a credential, or why there is none.</summary>
internal sealed record IssueAnswer(IssuedCredential? Credential, AccessRefusal? Refusal);

/// <summary>What came of taking a credential back.</summary>
/// <param name="IsGone">True where it is certain that the credential does not work any more.</param>
/// <param name="Message">Why not, without a secret; null where it is gone.</param>
internal sealed record RevokeAnswer(bool IsGone, string? Message)
{
    public static RevokeAnswer Gone { get; } = new(true, null);
}

/// <summary>What a child gets beside its words.</summary>
internal sealed class ChildInjection
{
    /// <summary>Variables; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>What is written to standard input before anything else; null for nothing.</summary>
    public byte[]? Input { get; set; }
}
