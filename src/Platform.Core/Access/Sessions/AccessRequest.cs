using System.Text.Json;

namespace Platform.Access.Sessions;

/// <summary>
/// What an actor asks for, and what an operator signs: <c>platform.access-request/1</c>. Written as canonical JSON (RFC 8785). It holds the
/// capability's whole entry and where its hosts are reached, so that whoever edits the root later asks for something else.
/// </summary>
public sealed record AccessRequest
{
    public const string SchemaId = "platform.access-request/1";

    /// <summary>Seven days: what lives longer is no session.</summary>
    internal const long MostSeconds = 7 * 24 * 60 * 60;

    /// <summary>How long a request waits for an answer.</summary>
    internal static readonly TimeSpan ApprovableFor = TimeSpan.FromHours(8);

    /// <summary>Always <see cref="SchemaId"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>Id of the session: a ULID.</summary>
    public required string Session { get; init; }

    public required string Actor { get; init; }

    public required string Reason { get; init; }

    /// <summary>The life that is asked for, in whole seconds, counted from the approval.</summary>
    public required long TtlSeconds { get; init; }

    /// <summary>UTC, to the millisecond.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>From then on it is not approved any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Real path of the platform root whose catalog lists the capability.</summary>
    public required string Root { get; init; }

    /// <summary>The entry of the catalog, whole.</summary>
    public required JsonElement Capability { get; init; }

    /// <summary>How the hosts that the entry names are reached, by name; empty for an entry without hosts.</summary>
    public required JsonElement Hosts { get; init; }

    public override string ToString() => $"{Session} {Actor}: {Reason}";

    /// <summary>Whether both ask for the same, at whatever time.</summary>
    internal bool AsksLike(AccessRequest other) => SessionDocument.Write(this with { Session = other.Session, RequestedAt = other.RequestedAt, ExpiresAt = other.ExpiresAt })
        .AsSpan().SequenceEqual(SessionDocument.Write(other));
}
