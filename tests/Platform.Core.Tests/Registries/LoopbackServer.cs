using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platform.Tests.Registries;

/// <summary>A small HTTP server on a port of this machine, with TLS or without, that remembers what it was asked.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const byte TlsHandshake = 0x16;

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<LoopbackRequest, LoopbackResponse> _answer;
    private readonly X509Certificate2? _certificate;
    private readonly bool _wantsClient;
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="answer">What to answer.</param>
    /// <param name="certificate">The server's certificate; null for plain HTTP.</param>
    /// <param name="wantsClient">Whether clients are asked for a certificate.</param>
    /// <param name="address">One of this machine's own addresses; null for loopback.</param>
    public LoopbackServer(Func<LoopbackRequest, LoopbackResponse> answer, X509Certificate2? certificate = null, bool wantsClient = false, IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _answer = answer;
        _certificate = certificate;
        _wantsClient = wantsClient;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Authority => _listener.LocalEndpoint.ToString()!; // it listens

    public ConcurrentQueue<LoopbackRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _connections]).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested) _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            X509Certificate? shown = null;
            if (_certificate is not null)
            {
                var secure = new SslStream(stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => (shown = certificate) is not null || !_wantsClient);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate, ClientCertificateRequired = _wantsClient }, _stop.Token);
                stream = secure;
            }

            await using (stream)
                while (await ReadAsync(stream) is { } request)
                {
                    request = request with { ClientName = shown?.Subject };
                    Requests.Enqueue(request);
                    await WriteAsync(stream, request, _answer(request));
                }
        }
    }

    private async Task<LoopbackRequest?> ReadAsync(Stream stream)
    {
        List<byte> head = [];
        var one = new byte[1];
        while (!Ends(head))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0) return null;
            if (head.Count == 0 && one[0] == TlsHandshake && _certificate is null) return null; // as web servers do
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].Split(' ') is not [var method, var target, ..]) return null;
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(pair => pair[0].ToLowerInvariant(), pair => pair[^1], StringComparer.Ordinal);
        var body = new byte[headers["content-length"].FirstOrDefault() is { } length ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new LoopbackRequest(method, target, headers, Encoding.UTF8.GetString(body));

        static bool Ends(List<byte> head) => head is [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'];
    }

    private async Task WriteAsync(Stream stream, LoopbackRequest request, LoopbackResponse response)
    {
        if (response.Silent) await Task.Delay(Timeout.Infinite, _stop.Token);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {response.Status} Said\r\n");
        foreach (var (name, value) in response.Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.ToString()), _stop.Token);
        if (request.Method != "HEAD") await stream.WriteAsync(response.Body, _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }
}

internal sealed record LoopbackRequest(string Method, string Target, ILookup<string, string> Headers, string Body)
{
    /// <summary>Subject of the client's certificate; null where it showed none.</summary>
    public string? ClientName { get; init; }

    public string? Authorization => Headers["authorization"].FirstOrDefault();

    public string Path => Target.Split('?')[0];
}

internal sealed record LoopbackResponse(int Status, params (string Name, string Value)[] Headers)
{
    public byte[] Body { get; init; } = [];

    /// <summary>Nothing is ever answered.</summary>
    public bool Silent { get; init; }
}
