using Platform.Access.Sessions;

namespace Platform.Access.Backings;

/// <summary>One way to a credential: three acts. A type of backing is one implementation, in one file.</summary>
internal interface IBacking
{
    /// <summary>Makes the credential of a session. What it makes dies by the session's end as far as the server or the agent can see to that.</summary>
    /// <param name="session">A session that was let through.</param>
    /// <param name="cancellationToken">Ends the work; what was made by then is taken back by <see cref="RevokeAsync"/>.</param>
    Task<IssueAnswer> IssueAsync(PermittedSession session, CancellationToken cancellationToken);

    /// <summary>Puts the credential where the child finds it: into its environment or on its standard input, never on its command line.</summary>
    void Inject(IssuedCredential credential, ChildInjection child);

    /// <summary>Takes the credential back. It may be called again, by another process, after a crash, and for a session that never got one.</summary>
    /// <param name="session">The session, with what its run wrote down (<see cref="SessionRun.Handles"/>).</param>
    /// <param name="credential">The credential itself where this process still has it; null in the sweep.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task<RevokeAnswer> RevokeAsync(AccessSession session, IssuedCredential? credential, CancellationToken cancellationToken);
}

/// <summary>Finds the implementation for what a catalog declares.</summary>
internal interface IBackings
{
    IBacking Of(Catalog.Backing backing);
}
