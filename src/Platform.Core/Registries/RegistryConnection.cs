using System.Net;
using System.Net.Security;
using Platform.Docker;

namespace Platform.Registries;

/// <summary>Connections to one server. Follows no redirect, keeps no cookie, and shows nobody's credentials by itself.</summary>
internal sealed class RegistryConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly RegistryCertificates _certificates;
    private readonly ServerTrust _trust;

    /// <param name="authority">Host and port of the server, as folders of certificates are named.</param>
    /// <param name="alsoAuthoritiesOf">The registry that has led here; null for the registry itself.</param>
    /// <param name="options">Where certificates are, and how long to wait.</param>
    public RegistryConnection(string authority, string? alsoAuthoritiesOf, RegistryOptions options)
    {
        CertificateFolder = Path.Combine(options.CertificatesFolder, authority);
        _certificates = RegistryCertificates.Load(options.CertificatesFolder, authority, alsoAuthoritiesOf);
        _trust = new ServerTrust(_certificates.Authorities);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // a digest is of the bytes as they are
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = 64, // KiB
            UseCookies = false,
            UseProxy = !RegistryHost.IsLoopback(authority),
            PreAuthenticate = false,
            Credentials = null,
            SslOptions = new SslClientAuthenticationOptions
            {
                ClientCertificates = _certificates.Clients,
                RemoteCertificateValidationCallback = _trust.Accepts,
            },
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("platformctl");
    }

    /// <summary>Why a certificate of the registry's folder was not read; null where all were.</summary>
    public string? CertificateFault => _certificates.Fault;

    /// <summary>The folder that the server's certificates are looked for in.</summary>
    public string CertificateFolder { get; }

    /// <summary>Whether the server showed a certificate: a TLS failure is about it, then.</summary>
    public bool ShowedCertificate => _trust.WasAsked;

    /// <summary>Sends, and returns when the headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        _certificates.Dispose();
    }
}
