using Platform.Access.Catalog;

namespace Platform.Access.Sessions;

/// <summary>A session that was let through: approved, verified just now, not over, and the same as the catalog's entry. Only <c>SessionGate</c> makes one.</summary>
/// <param name="Session">The session.</param>
/// <param name="Capability">What it may have, of the catalog as it is now.</param>
/// <param name="Root">The platform root.</param>
/// <param name="ExpiresAt">When it is over.</param>
/// <param name="Limit">Which limit decides that.</param>
internal sealed record PermittedSession(AccessSession Session, Capability Capability, Platform.Root.PlatformRoot Root, DateTimeOffset ExpiresAt, SessionLimit Limit);
