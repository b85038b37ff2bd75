using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using Platform.Yaml;

namespace Platform.Registries;

/// <summary>Gets a token from the service that a registry names in its challenge.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/ and …/auth/oauth/</remarks>
/// <param name="registry">The registry whose credentials these are.</param>
/// <param name="transport">Sends.</param>
/// <param name="settings">Which servers may be asked over plain HTTP.</param>
internal sealed class TokenService(string registry, RegistryTransport transport, RegistrySettings settings)
{
    private const string Client = "platformctl";

    /// <param name="server">The address of the registry that asks for the token.</param>
    /// <param name="challenge">Its challenge of scheme Bearer.</param>
    /// <param name="scope">What is asked for where the challenge does not say.</param>
    /// <param name="found">The user's credentials.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Authorization> GetAsync(Uri server, AuthenticationChallenge challenge, string scope, FoundCredential found, CancellationToken cancellationToken)
    {
        if (found.Credential is { Kind: CredentialKind.RegistryToken } ready) return Bearer(ready.Secret.Reveal());
        if (!TryFindRealm(challenge, out var realm))
            return Authorization.Failed(ResolutionStatus.NotARegistry, $"{registry} asks for a token, and does not say where one is had");
        if (realm.Scheme == Uri.UriSchemeHttp && (server.Scheme == Uri.UriSchemeHttps || !settings.AllowsPlain(realm.Authority)))
            return Authorization.Failed(ResolutionStatus.TlsFailed, $"{registry} asks for a token of {realm.Authority} over plain HTTP, where none is asked for");

        // Over plain HTTP to another machine nothing of the user's is sent, and a token is asked for like anybody's.
        var credential = RegistryEndpoint.IsPrivate(realm) ? found.Credential : null;
        var sent = await transport.SendAsync(RequestOf(realm, challenge, scope, credential), cancellationToken);
        if (sent.Reply is not { } reply) return new Authorization(null, sent.Failure);
        return reply.Status switch
        {
            HttpStatusCode.OK => TokenOf(reply.Body) is { } token
                ? Bearer(token)
                : Authorization.Failed(ResolutionStatus.NotARegistry, $"{realm.Authority}, the token service of {registry}, answers with no token"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Authorization.Failed(ResolutionStatus.Unauthorised, Refused(realm, found, credential)),
            HttpStatusCode.TooManyRequests => new Authorization(null, RegistrySession.RateLimited(realm.Authority, reply)),
            _ => Authorization.Failed(ResolutionStatus.Failed, $"{realm.Authority}, the token service of {registry}, answers with status {(int)reply.Status}"),
        };
    }

    /// <summary>The token in an answer; null where there is none that fits into a header.</summary>
    internal static string? TokenOf(byte[] json)
    {
        var document = JsonReader.Read(json);
        if (!document.IsValid) return null;
        var token = document.Root["token"].GetString() is { Length: > 0 } named ? named : document.Root["access_token"].GetString();
        return token is { Length: > 0 } && token.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? token : null;
    }

    private static bool TryFindRealm(AuthenticationChallenge challenge, [NotNullWhen(true)] out Uri? realm)
    {
        realm = challenge.Parameters.TryGetValue("realm", out var text) && Uri.TryCreate(text, UriKind.Absolute, out var address) &&
            (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;
        return realm is not null;
    }

    private static RegistryRequest RequestOf(Uri realm, AuthenticationChallenge challenge, string scope, RegistryCredential? credential)
    {
        List<KeyValuePair<string, string>> fields = [];
        if (challenge.Parameters.TryGetValue("service", out var service)) fields.Add(new("service", service));
        fields.Add(new("scope", challenge.Parameters.TryGetValue("scope", out var wanted) && wanted.Length > 0 ? wanted : scope));
        if (credential is { Kind: CredentialKind.IdentityToken } identity)
        {
            fields.AddRange([new("grant_type", "refresh_token"), new("client_id", Client), new("refresh_token", identity.Secret.Reveal())]);
            return new RegistryRequest(HttpMethod.Post, realm) { Form = fields, FollowsRedirects = false };
        }

        if (credential is not null) fields.Add(new("account", credential.User));
        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var address = new UriBuilder(realm) { UserName = "", Password = "", Fragment = "", Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query }.Uri;
        return new RegistryRequest(HttpMethod.Get, address) { Authorization = credential?.Basic, FollowsRedirects = credential is null };
    }

    private string Refused(Uri realm, FoundCredential found, RegistryCredential? shown) => (found, shown) switch
    {
        ({ Fault: { } fault }, null) => $"{realm.Authority} gives no token for {registry} without credentials, and {fault}",
        (_, not null) => $"{realm.Authority} refuses the credentials for {registry}; docker login {registry}",
        ({ Credential: not null }, null) => $"{realm.Authority} gives no token for {registry} without credentials, and they are not sent over plain HTTP",
        _ => $"{realm.Authority} gives no token for {registry} without credentials; docker login {registry}",
    };

    private static Authorization Bearer(string token) => new(new AuthenticationHeaderValue("Bearer", token), null);
}

/// <summary>What a request may carry, or why it may carry nothing.</summary>
internal sealed record Authorization(AuthenticationHeaderValue? Header, ResolutionFailure? Failure)
{
    public static Authorization Failed(ResolutionStatus status, string message) => new(null, new ResolutionFailure(status, message));

    /// <summary>Never the header.</summary>
    public override string ToString() => Failure?.ToString() ?? "…";
}
