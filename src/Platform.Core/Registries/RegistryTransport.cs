using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;

namespace Platform.Registries;

/// <summary>
/// Sends requests of one registry, and follows redirects. Credentials stay with the server that they were meant for: another
/// server gets none, and from HTTPS nothing leads to plain HTTP.
/// </summary>
/// <param name="registry">The registry, whose CAs are trusted for servers that it names as well.</param>
/// <param name="options">How long to wait, and what may be asked over plain HTTP.</param>
/// <param name="time">The operator's clock.</param>
internal sealed class RegistryTransport(string registry, RegistryOptions options, TimeProvider time) : IDisposable
{
    private const int MostRedirects = 5;

    private readonly ConcurrentDictionary<string, RegistryConnection> _connections = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <param name="request">What to send. It can be sent several times.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<TransportReply> SendAsync(RegistryRequest request, CancellationToken cancellationToken)
    {
        var address = request.Address;
        for (var redirects = 0; ; redirects++)
        {
            var isOrigin = RegistryEndpoint.IsSameOrigin(address, request.Address);
            var sent = await SendOnceAsync(request, address, isOrigin ? request.Authorization : null, cancellationToken);
            if (sent.Reply is not { } reply || sent.Location is not { } location) return sent with { IsElsewhere = !isOrigin };
            if (redirects == MostRedirects) return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.NotARegistry, $"{request.Address.Authority} redirects in a circle, or too often"));
            if (!Uri.TryCreate(address, location, out var next) || (next.Scheme != Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttp))
                return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.NotARegistry, $"{reply.Address.Authority} redirects to an address that is none"));
            if (!request.FollowsRedirects)
                return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.Failed, $"{reply.Address.Authority} redirects to {next.Authority}, where credentials are not sent"));
            if (next.Scheme == Uri.UriSchemeHttp && (address.Scheme == Uri.UriSchemeHttps || !options.Settings.AllowsPlain(next.Authority)))
                return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.TlsFailed, $"{reply.Address.Authority} redirects to {next.Authority} over plain HTTP, which is not followed"));
            address = next;
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values) connection.Dispose();
    }

    private async Task<TransportReply> SendOnceAsync(RegistryRequest request, Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        var connection = ConnectionTo(address);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(options.RequestTimeout);
        try
        {
            using var message = request.Make(address, authorization);
            using var response = await connection.SendAsync(message, stop.Token);
            if (IsRedirect(response.StatusCode) && response.Headers.Location is { } location)
                return TransportReply.Of(RegistryReply.Of(response, [], address, time.GetUtcNow())) with { Location = location };
            if (await ReadAsync(response, stop.Token) is { } body) return TransportReply.Of(RegistryReply.Of(response, body, address, time.GetUtcNow()));
            return TransportReply.Failed(new ResolutionFailure(ResolutionStatus.NotARegistry, $"{address.Authority} answers more than {RegistryReply.MostBytes} bytes, which no manifest has"));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && RegistryFaults.Of(exception, address, connection) is not null)
        {
            var speaksNoTls = address.Scheme == Uri.UriSchemeHttps && !connection.ShowedCertificate &&
                exception is OperationCanceledException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ResponseEnded };
            return TransportReply.Failed(RegistryFaults.Of(exception, address, connection)!) with { SpeaksNoTls = speaksNoTls }; // the filter has asked
        }
    }

    private RegistryConnection ConnectionTo(Uri address) => _connections.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ =>
        IsOwn(address)
            ? new RegistryConnection(registry, alsoAuthoritiesOf: null, options)
            : new RegistryConnection(address.Authority, alsoAuthoritiesOf: registry, options));

    /// <summary>Whether the address is the registry's own: its folder of certificates is named like references name it.</summary>
    private bool IsOwn(Uri address) => RegistryEndpoint.TryFind(registry, options.Settings, out var endpoint) && string.Equals(endpoint.Secure.Host, address.Host, StringComparison.OrdinalIgnoreCase) &&
        (endpoint.Secure.Port == address.Port || endpoint.Plain?.Port == address.Port);

    private static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>The body; null where it is larger than any manifest.</summary>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > RegistryReply.MostBytes && response.RequestMessage?.Method != HttpMethod.Head) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream body = new();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > RegistryReply.MostBytes) return null;
            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }
}
