using System.Security.Authentication;
using Platform.Text;

namespace Platform.Access.Backings;

/// <summary>
/// Asks a service that gives credentials. TLS is verified by the system's CAs, plain HTTP is for this machine alone, no redirect is
/// followed and no cookie kept, so that a credential goes where the catalog says and nowhere else.
/// </summary>
internal sealed class ServiceConnection : IDisposable
{
    private const int MostBytes = 4 << 20;
    private const int MostTries = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;

    /// <param name="address">Where the service is, as the catalog has it; checked by <see cref="FaultOf(string)"/>.</param>
    /// <param name="limit">How long one request may take.</param>
    /// <param name="time">The operator's clock.</param>
    public ServiceConnection(Uri address, TimeSpan limit, TimeProvider time)
    {
        (Address, _limit, _time) = (new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), limit, time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = limit,
            MaxResponseHeadersLength = 64, // KiB
            UseCookies = false,
            UseProxy = !address.IsLoopback,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("platformctl");
    }

    public Uri Address { get; }

    /// <summary>Why an address is not used; null where it is.</summary>
    public static string? FaultOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) switch
    {
        false => $"'{TerminalText.Clean(text)}' is no address; write it like https://git.example.net",
        _ when address!.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0 => // TryCreate has said yes
            $"the address of {TerminalText.Clean(address.Host)} has more than a host and a path; a credential does not stand in it",
        _ when address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) => null,
        _ => $"{TerminalText.Clean(address.GetLeftPart(UriPartial.Authority))} is not asked over plain HTTP; write https://",
    };

    /// <summary>Sends a request, again where it may be and the failure looks like one that passes.</summary>
    /// <returns>The answer, whatever its status; or why there is none.</returns>
    public async Task<ServiceResult<ServiceReply>> SendAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (result, wait) = await SendOnceAsync(request, cancellationToken);
            var passes = result.Value is { Status: 429 or 502 or 503 or 504 } || result.Fault is { Kind: ServiceFaultKind.Unreachable };
            if (!passes || !request.IsRepeatable || attempt == MostTries) return result;
            var pause = wait ?? TimeSpan.FromMilliseconds(250 << attempt);
            if (pause > LongestPause) return result;
            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    /// <summary>What a status means that is no success, for people.</summary>
    public ServiceFault Fault(ServiceReply reply, string what) => reply.Status switch
    {
        401 or 403 => new ServiceFault(ServiceFaultKind.Refused, $"{Address.Authority} refuses to {what} (HTTP {reply.Status}); check the credential of the backing and what it may do"),
        429 => new ServiceFault(ServiceFaultKind.RateLimited, $"{Address.Authority} wants to be asked less often (HTTP 429); wait, then try again"),
        >= 500 => new ServiceFault(ServiceFaultKind.Failed, $"{Address.Authority} failed to {what} (HTTP {reply.Status}); look at its log, then try again"),
        _ => new ServiceFault(ServiceFaultKind.NotUnderstood, $"{Address.Authority} does not {what} (HTTP {reply.Status}); check the address and the backing's words"),
    };

    /// <summary>What is said where an answer has not what it should have.</summary>
    public ServiceFault Half(string what) => new(
        ServiceFaultKind.NotUnderstood, $"{Address.Authority} answers something else than it should when asked to {what}; check the address, and the server's version");

    public void Dispose() => _http.Dispose();

    private async Task<(ServiceResult<ServiceReply> Result, TimeSpan? Wait)> SendOnceAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_limit);
        try
        {
            using var message = request.Make(Address);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;
            return (new ServiceReply((int)response.StatusCode, await ReadAsync(response, stop.Token)), wait);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && FaultOf(exception) is not null)
        {
            return (FaultOf(exception)!, null); // the filter has asked
        }
    }

    /// <summary>Nothing of an exception's message is shown: a proxy's address, say, may have a password in it. Null for a bug.</summary>
    private ServiceFault? FaultOf(Exception exception) => exception switch
    {
        OperationCanceledException => new ServiceFault(ServiceFaultKind.Unreachable, $"{Address.Authority} did not answer in time; check the address and the network"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException } =>
            new ServiceFault(ServiceFaultKind.TlsFailed, $"the certificate of {Address.Authority} is not trusted, or is of another name; add its CA to the system's"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new ServiceFault(ServiceFaultKind.TlsFailed, $"{Address.Authority} does not speak TLS; check the port"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new ServiceFault(ServiceFaultKind.Unreachable, $"the name {Address.Host} is not known; check its spelling, and name resolution"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            new ServiceFault(ServiceFaultKind.Unreachable, $"{Address.Authority} cannot be connected to; check that the service runs, and the port"),
        HttpRequestException or HttpIOException or IOException => new ServiceFault(ServiceFaultKind.Unreachable, $"the connection to {Address.Authority} was lost; try again"),
        _ => null,
    };

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream body = new();
        var buffer = new byte[16 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            body.Write(buffer, 0, count);
            if (body.Length > MostBytes) return []; // no answer of these interfaces is that long: it is read as none
        }

        return body.ToArray();
    }
}
