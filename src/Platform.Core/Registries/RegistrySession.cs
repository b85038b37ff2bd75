using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Platform.Registries;

/// <summary>Talks to one registry: finds out how it is spoken to, and shows credentials where it asks for them.</summary>
internal sealed class RegistrySession : IDisposable
{
    private readonly string _registry;
    private readonly RegistryEndpoint? _endpoint;
    private readonly RegistryTransport _transport;
    private readonly TokenService _tokens;
    private readonly CredentialStore _credentials;

    // A token is for one repository; a password for the whole registry.
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _authorizations = new(StringComparer.Ordinal);
    private volatile Uri? _address;

    public RegistrySession(string registry, RegistryOptions options, CredentialStore credentials, TimeProvider time)
    {
        _registry = registry;
        _endpoint = RegistryEndpoint.TryFind(registry, options.Settings, out var endpoint) ? endpoint : null;
        _transport = new RegistryTransport(registry, options, time);
        _tokens = new TokenService(registry, _transport, options.Settings);
        _credentials = credentials;
    }

    /// <summary>What is said where a server asks to wait.</summary>
    public static ResolutionFailure RateLimited(string server, RegistryReply reply) => new(
        ResolutionStatus.RateLimited,
        string.Create(CultureInfo.InvariantCulture, $"{server} has had too many requests; {(reply.RetryAfter is { } wait ? $"try again in {Math.Ceiling(wait.TotalSeconds):0} seconds" : "try again later")}, or with docker login"))
    {
        RetryAfter = reply.RetryAfter,
    };

    /// <summary>Asks for something of a repository.</summary>
    /// <param name="method">GET or HEAD.</param>
    /// <param name="path">Below the root of the registry: <c>v2/library/redis/manifests/7</c>.</param>
    /// <param name="repository">The path of the repository, for the scope of a token.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TransportReply> SendAsync(HttpMethod method, string path, string repository, CancellationToken cancellationToken)
    {
        if (_endpoint is not { } endpoint) return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.Unreachable, $"{_registry} is no address; check the port"));
        if (_address is { } known) return await SendAsync(method, known, path, repository, cancellationToken);

        var sent = await SendAsync(method, endpoint.Secure, path, repository, cancellationToken);
        _address = endpoint.Secure;
        if (!sent.SpeaksNoTls || endpoint.Plain is not { } plain) return sent;
        _address = plain;
        return await SendAsync(method, plain, path, repository, cancellationToken);
    }

    public void Dispose() => _transport.Dispose();

    private async Task<TransportReply> SendAsync(HttpMethod method, Uri server, string path, string repository, CancellationToken cancellationToken)
    {
        var scope = $"repository:{repository}:pull";
        var request = new RegistryRequest(method, new Uri(server, path)) { AcceptsManifests = true, Authorization = RegistryEndpoint.IsPrivate(server) ? _authorizations.GetValueOrDefault(scope) : null };
        var first = await _transport.SendAsync(request, cancellationToken);
        if (first.Reply is not { Status: HttpStatusCode.Unauthorized } challenged) return first;
        if (first.IsElsewhere)
            return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.Unauthorised, $"{_registry} redirects to {challenged.Address.Authority}, which asks for credentials; none are sent to a host they are not for"));

        var authorization = await AuthorizeAsync(server, challenged, scope, cancellationToken);
        if (authorization.Header is not { } header) return new TransportReply(null, authorization.Failure);
        var second = await _transport.SendAsync(request with { Authorization = header }, cancellationToken);
        if (second.Reply is { Status: HttpStatusCode.Unauthorized })
            return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.Unauthorised, $"{_registry} refuses {repository}: there is no such repository, or another account may see it; docker login {_registry}"));
        if (RegistryEndpoint.IsPrivate(server)) _authorizations[scope] = header;
        return second;
    }

    private async Task<Authorization> AuthorizeAsync(Uri server, RegistryReply challenged, string scope, CancellationToken cancellationToken)
    {
        var found = await _credentials.FindAsync(_registry, cancellationToken);
        // Nothing of the user's goes over plain HTTP to another machine.
        var isPrivate = RegistryEndpoint.IsPrivate(server);
        if (challenged.Challenges.FirstOrDefault(c => c.IsBearer) is { } bearer)
            return await _tokens.GetAsync(server, bearer, scope, isPrivate ? found : new FoundCredential(null, found.Fault), cancellationToken);
        if (challenged.Challenges.All(c => !c.IsBasic))
            return Authorization.Failed(ResolutionStatus.Unauthorised, $"{_registry} asks for credentials of a kind that is not known");

        return found switch
        {
            { Credential: { Kind: CredentialKind.Password } password } when isPrivate => new Authorization(password.Basic, null),
            { Credential: not null } when !isPrivate => Authorization.Failed(ResolutionStatus.Unauthorised, $"{_registry} asks for credentials, and they are not sent over plain HTTP to another machine"),
            { Fault: { } fault } => Authorization.Failed(ResolutionStatus.Unauthorised, $"{_registry} asks for credentials, and {fault}"),
            _ => Authorization.Failed(ResolutionStatus.Unauthorised, $"{_registry} asks for credentials, and docker's config has none for it; docker login {_registry}"),
        };
    }
}
