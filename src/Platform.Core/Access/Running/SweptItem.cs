namespace Platform.Access.Running;

/// <summary>What a sweep found and took away, or could not.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Subject">The session's id, or the user and server of tokens.</param>
/// <param name="Capability">Id of the capability; null where it is not known any more.</param>
/// <param name="IsGone">True where nothing of it is left.</param>
/// <param name="Message">What is left, or what was done.</param>
public sealed record SweptItem(SweptKind Kind, string Subject, string? Capability, bool IsGone, string Message)
{
    public override string ToString() => $"{Subject} {Message}";
}

/// <summary>Kinds of what a sweep looks at.</summary>
public enum SweptKind
{
    /// <summary>A session whose wrapper is gone, whose time is over, or that was revoked.</summary>
    Session,

    /// <summary>Processes and sockets of a session that no state knows.</summary>
    Leftover,

    /// <summary>Overdue access tokens on a server.</summary>
    Tokens,
}

/// <summary>What a sweep did.</summary>
/// <param name="Items">What it found; nothing where all was in order.</param>
public sealed record SweepResult(IReadOnlyList<SweptItem> Items)
{
    /// <summary>0; 8 where something could not be taken away.</summary>
    public int ExitCode => Items.All(item => item.IsGone) ? 0 : 8;
}
