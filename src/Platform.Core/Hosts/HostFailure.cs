using Platform.Text;

namespace Platform.Hosts;

/// <summary>Why a host could not be observed.</summary>
public sealed record HostFailure
{
    private readonly KnownWords? _detail;

    internal HostFailure(HostFailureReason reason, string message, KnownWords? detail = null)
    {
        Reason = reason;
        Message = TerminalText.Clean(message);
        _detail = detail;
    }

    /// <summary>The kind, for programs.</summary>
    public HostFailureReason Reason { get; }

    /// <summary>One sentence with the way out, for people. Free of control characters.</summary>
    public string Message { get; }

    /// <summary>
    /// What ssh or docker said last, as far as it is known to be no secret, or how to see it; null where nothing was said.
    /// </summary>
    public string? Detail => _detail?.ToString();

    public override string ToString() => Message;
}

/// <summary>Kinds of failure, told apart because each has another way out.</summary>
public enum HostFailureReason
{
    /// <summary><c>hosts.yaml</c> exists and does not name the host.</summary>
    NotInInventory,

    /// <summary>A name that would have to reach a shell is not made of harmless characters.</summary>
    InvalidName,

    /// <summary>The root names the words that reach the host, and the user has not trusted it for them. No process was started.</summary>
    NotTrusted,

    /// <summary>The transport cannot reach the host as its settings ask: a jump host without OpenSSH, for instance. Nothing was contacted.</summary>
    Unsupported,

    /// <summary>The ssh program itself could not be started.</summary>
    ClientMissing,
    NameNotResolved,
    ConnectionRefused,
    ConnectTimedOut,

    /// <summary>No route, network down, connection reset during the handshake.</summary>
    NetworkUnreachable,
    HostKeyUnknown,
    HostKeyChanged,

    /// <summary>The host showed a key that known_hosts marks <c>@revoked</c>.</summary>
    HostKeyRevoked,
    AuthenticationFailed,

    /// <summary>The connection was lost after it had been made.</summary>
    ConnectionLost,

    /// <summary>The command timeout passed.</summary>
    CommandTimedOut,

    /// <summary>More bytes came than a snapshot may have.</summary>
    OutputTooLarge,

    /// <summary>The answer was cut or is not what the script prints.</summary>
    AnswerGarbled,
    DockerMissing,
    DockerNotPermitted,
    DockerDaemonDown,
    DockerFailed,

    /// <summary>The recorded snapshot is missing or unreadable.</summary>
    SnapshotUnreadable,

    /// <summary>The recorded snapshot was taken of another host.</summary>
    SnapshotOfAnotherHost,

    /// <summary>The recorded snapshot says that it was taken at a time that is to come.</summary>
    SnapshotFromFuture,

    /// <summary>Something else; <see cref="HostFailure.Detail"/> has the words.</summary>
    Other,
}
