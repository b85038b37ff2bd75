using Platform.Access.Catalog;
using Platform.Access.Sessions;

namespace Platform.Access.Backings;

/// <summary>
/// A personal access token of Forgejo, made for one session with exactly the scopes and repositories that the catalog lists. The server knows no
/// expiry, so the token's name says when it is overdue, and the sweep deletes it: without a sweep there is no token.
/// </summary>
internal sealed class ForgejoPatCredentials(ForgejoPatBacking backing, SecretReader secrets, SweepWatch sweeps, TimeSpan limit, TimeProvider time) : IBacking
{
    private const string NameHandle = "token";

    /// <summary>The same words as git's credential helpers use (gitcredentials(7)); the token itself is read from the environment.</summary>
    private const string Helper = "!f() { echo \"username=$FORGEJO_USER\"; echo \"password=$FORGEJO_TOKEN\"; }; f";

    public async Task<IssueAnswer> IssueAsync(PermittedSession session, CancellationToken cancellationToken)
    {
        if (sweeps.FaultFor(backing) is { } unswept) return Refuse(unswept);
        var (server, refusal) = await OpenAsync(cancellationToken);
        if (server is null) return new IssueAnswer(null, refusal);
        using (server)
        {
            var name = new TokenName(session.Session.Id, session.ExpiresAt).ToString();
            var (token, fault) = await server.Client.CreateAsync(name, backing.Scopes, backing.Repositories, cancellationToken);
            var problem = token is null ? fault!.Message : Mismatch(token, server.Authority); // one of the two is there
            if (problem is null) return new IssueAnswer(
                new TokenCredential(token!.Value, new SortedDictionary<string, string>(StringComparer.Ordinal) { [NameHandle] = name }), null); // there is no problem
            token?.Value.Dispose();
            // Half an answer, or none, may stand for a token that was made.
            return await server.Client.DeleteAsync(name, CancellationToken.None) is { } stays
                ? Refuse($"{problem}; a token {name} may be left there until a sweep deletes it: {stays.Message}")
                : Refuse(problem);
        }
    }

    public void Inject(IssuedCredential credential, ChildInjection child)
    {
        var url = backing.Url.AbsoluteUri.TrimEnd('/');
        child.Environment["FORGEJO_TOKEN"] = ((TokenCredential)credential).Token.Reveal();
        child.Environment["FORGEJO_USER"] = backing.User;
        child.Environment["FORGEJO_URL"] = url;
        // An empty helper takes away those of the operator's configuration.
        child.Environment["GIT_CONFIG_COUNT"] = "2";
        child.Environment["GIT_CONFIG_KEY_0"] = child.Environment["GIT_CONFIG_KEY_1"] = $"credential.{url}.helper";
        child.Environment["GIT_CONFIG_VALUE_0"] = "";
        child.Environment["GIT_CONFIG_VALUE_1"] = Helper;
        child.Environment["GIT_TERMINAL_PROMPT"] = "0";
    }

    public async Task<RevokeAnswer> RevokeAsync(AccessSession session, IssuedCredential? credential, CancellationToken cancellationToken)
    {
        (credential as TokenCredential)?.Token.Dispose();
        // What never came to issuing has made nothing.
        return session.Run is null ? RevokeAnswer.Gone : await DeleteAsync(name => name.Session == session.Id, cancellationToken);
    }

    /// <summary>Deletes every token of ours that is overdue, whatever is known of its session.</summary>
    public Task<RevokeAnswer> SweepAsync(CancellationToken cancellationToken) =>
        DeleteAsync(name => name.ExpiresAt <= time.GetUtcNow(), cancellationToken);

    private async Task<RevokeAnswer> DeleteAsync(Func<TokenName, bool> isMeant, CancellationToken cancellationToken)
    {
        var (server, refusal) = await OpenAsync(cancellationToken);
        if (server is null) return new RevokeAnswer(false, refusal!.Message); // one of the two is there
        using (server)
        {
            var (names, fault) = await server.Client.NamesAsync(cancellationToken);
            if (names is null) return new RevokeAnswer(false, fault!.Message); // one of the two is there
            foreach (var name in names.Select(TokenName.Parse).OfType<TokenName>().Where(isMeant).Distinct())
                if (await server.Client.DeleteAsync(name.ToString(), cancellationToken) is { } stays) return new RevokeAnswer(false, stays.Message);
            return RevokeAnswer.Gone;
        }
    }

    /// <summary>By the administrator's endpoint where the catalog names a token for it, which takes a server that has one; else as the user.</summary>
    private async Task<(OpenServer? Server, AccessRefusal? Refusal)> OpenAsync(CancellationToken cancellationToken)
    {
        var isAdministrator = backing.Administrator is not null;
        if ((backing.Administrator ?? backing.Password) is not { } source) return (null, NotIssued("the backing names neither a password nor an administrator's token; add one"));
        ServiceConnection service = new(backing.Url, limit, time);
        if (isAdministrator)
        {
            var (version, fault) = await ForgejoClient.VersionAsync(service, cancellationToken);
            if (version is not { HasAdministratorTokens: true } && backing.Password is { } password) (isAdministrator, source) = (false, password);
            else if (version is not { HasAdministratorTokens: true })
            {
                service.Dispose();
                return (null, NotIssued(fault?.Message ?? $"{service.Address.Authority} has no endpoint for an administrator's tokens before version 16; name the user's password in the catalog"));
            }
        }

        var (credential, missing) = await secrets.ReadAsync(source, cancellationToken);
        if (credential is not null) return (new OpenServer(service, credential, backing.User, isAdministrator), null);
        service.Dispose();
        return (null, missing);
    }

    /// <summary>What differs between what was asked for and what was made; null where nothing does.</summary>
    private string? Mismatch(ForgejoToken token, string authority)
    {
        var wanted = ForgejoScopes.Of(backing.Scopes);
        if (!token.Scopes.Equals(wanted)) return $"{authority} made a token with other scopes ({token.Scopes}) than the catalog lists ({wanted}); it was not given out";
        if (backing.Repositories.Count == 0)
            return token.Repositories is null ? null : $"{authority} confines the token to repositories that the catalog does not list; it was not given out";
        if (token.Repositories is null) return $"{authority} cannot confine a token to repositories; use a newer Forgejo, or a user that sees no others and no 'repositories' in the catalog";
        return token.Repositories.SetEquals(backing.Repositories) ? null : $"{authority} made a token for other repositories than the catalog lists; it was not given out";
    }

    private static AccessRefusal NotIssued(string message) => new(AccessRefusalReason.NotIssued, message);

    private static IssueAnswer Refuse(string message) => new(null, NotIssued(message));

    /// <summary>A server that can be asked, and what it is asked with.</summary>
    private sealed class OpenServer(ServiceConnection service, Secret credential, string user, bool isAdministrator) : IDisposable
    {
        public ForgejoClient Client { get; } = new(service, user, credential, isAdministrator);

        public string Authority => service.Address.Authority;

        public void Dispose()
        {
            credential.Dispose();
            service.Dispose();
        }
    }

    private sealed class TokenCredential(Secret token, IReadOnlyDictionary<string, string> handles) : IssuedCredential(expiresAt: null, handles)
    {
        public Secret Token { get; } = token;
    }
}
