using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>
/// A token service as the distribution project specifies it: https://distribution.github.io/distribution/spec/auth/token/ and …/auth/jwt/
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly HttpListener _listener = new();
    private readonly string _basic;
    private readonly Task _serving;

    /// <param name="user">The one user it gives tokens to.</param>
    /// <param name="password">That user's password.</param>
    public TokenServer(string user, string password)
    {
        _basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        var request = new CertificateRequest("CN=Test tokens", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        Realm = $"http://127.0.0.1:{port}/token/";
        _listener.Prefixes.Add(Realm);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Realm { get; }

    /// <summary>What the registry is to trust, in PEM.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>The scopes that were asked for.</summary>
    public ConcurrentQueue<string> Scopes { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
        _certificate.Dispose();
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true) Answer(await _listener.GetContextAsync());
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var scope = context.Request.QueryString["scope"] ?? "";
        Scopes.Enqueue(scope);
        if (context.Request.Headers["Authorization"] != _basic)
        {
            context.Response.StatusCode = 401;
            context.Response.Close();
            return;
        }

        context.Response.ContentType = "application/json";
        context.Response.Close(JsonSerializer.SerializeToUtf8Bytes(new { token = TokenFor(scope, context.Request.QueryString["service"] ?? "") }), willBlock: true);
    }

    private string TokenFor(string scope, string service)
    {
        var parts = scope.Split(':');
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new { typ = "JWT", alg = "ES256", x5c = (string[])[Convert.ToBase64String(_certificate.RawData)] };
        var claims = new
        {
            iss = "test-issuer",
            sub = "planted",
            aud = service,
            exp = now + 300,
            nbf = now - 10,
            iat = now,
            jti = Guid.NewGuid().ToString("N"),
            access = parts is [var type, var name, var actions] ? (object[])[new { type, name, actions = actions.Split(',') }] : [],
        };
        var signed = $"{Encoded(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encoded(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encoded(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encoded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
