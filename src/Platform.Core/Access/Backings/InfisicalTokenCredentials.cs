using Platform.Access.Catalog;
using Platform.Access.Sessions;

namespace Platform.Access.Backings;

/// <summary>
/// The secrets of one folder of Infisical, in the child's environment under their own names. They are read with a token of a machine
/// identity, which the child does not get: Infisical confines a token to the identity's rights, and not to the path that the catalog lists. The
/// token is revoked as soon as the secrets are read, and once more at the end where that failed.
/// </summary>
internal sealed class InfisicalTokenCredentials(InfisicalTokenBacking backing, SecretReader secrets, TimeSpan limit, TimeProvider time) : IBacking
{
    public async Task<IssueAnswer> IssueAsync(PermittedSession session, CancellationToken cancellationToken)
    {
        var (clientSecret, missing) = await secrets.ReadAsync(backing.Identity.ClientSecret, cancellationToken);
        if (clientSecret is null) return new IssueAnswer(null, missing);
        using (clientSecret)
        {
            using ServiceConnection service = new(backing.Url, limit, time);
            var client = new InfisicalClient(service);
            var (token, fault) = await client.LoginAsync(backing.Identity.ClientId, clientSecret, cancellationToken);
            if (token is null) return Refuse(fault!.Message); // one of the two is there
            var (values, problem) = TooLong(token, session.ExpiresAt - time.GetUtcNow(), service.Address.Authority) is { } tooLong
                ? (null, tooLong)
                : await ReadAsync(client, token.Value, cancellationToken);
            var stays = await client.RevokeAsync(token.Value, CancellationToken.None);
            if (stays is null) token.Value.Dispose();
            if (stays is not null && problem is null) problem = $"nothing is given, as the token that read the secrets could not be revoked: {stays.Message}";
            if (problem is null) return new IssueAnswer(new SecretsCredential(values!, null, new SortedDictionary<string, string>(StringComparer.Ordinal)), null); // there is no problem
            foreach (var value in values ?? []) value.Value.Dispose();
            token.Value.Dispose();
            return Refuse(problem);
        }
    }

    public void Inject(IssuedCredential credential, ChildInjection child) => ((SecretsCredential)credential).Inject(child);

    public Task<RevokeAnswer> RevokeAsync(AccessSession session, IssuedCredential? credential, CancellationToken cancellationToken)
    {
        // The token was revoked before anything was given, or lives no longer than the session.
        (credential as SecretsCredential)?.Clear();
        return Task.FromResult(RevokeAnswer.Gone);
    }

    /// <summary>A token that outlives the session is refused, by its life and by what renewing can make of it. Infisical's default is 30 days for both.</summary>
    private static string? TooLong(InfisicalToken token, TimeSpan left, string authority)
    {
        if (token.Life <= left && token.LongestLife <= left) return null;
        var life = token.LongestLife > token.Life ? token.LongestLife : token.Life;
        var lasts = life == TimeSpan.MaxValue ? "never ends" : $"can be kept alive for {CapabilityDuration.Format(life)}";
        return $"the token of {authority} {lasts}, and the session only lasts {CapabilityDuration.Format(left)} more; set Access Token TTL and Access Token Max TTL of the identity to less than a session";
    }

    private async Task<(IReadOnlyList<NamedSecret>? Values, string? Problem)> ReadAsync(
        InfisicalClient client, Secret token, CancellationToken cancellationToken)
    {
        var (values, fault) = await client.SecretsAsync(token, backing.Project, backing.Environment, backing.Path, cancellationToken);
        if (values is null) return (null, fault!.Message); // one of the two is there
        return (values, values.Select(value => VariableRule.FaultOf(value.Name)).FirstOrDefault(wrong => wrong is not null));
    }

    private static IssueAnswer Refuse(string message) => new(null, new AccessRefusal(AccessRefusalReason.NotIssued, message));
}
