namespace Platform.Registries;

/// <summary>What a failed request means. Nothing of an exception's message is shown: a proxy's address, say, may have a password in it.</summary>
internal static class RegistryFaults
{
    /// <summary>Null where it is a bug, and no fault of the world.</summary>
    /// <param name="exception">What ended the request, which the caller did not cancel.</param>
    /// <param name="address">Who was asked.</param>
    /// <param name="connection">By which connection.</param>
    public static ResolutionFailure? Of(Exception exception, Uri address, RegistryConnection connection) => exception switch
    {
        OperationCanceledException => new ResolutionFailure(ResolutionStatus.Unreachable, $"{address.Authority} did not answer in time; check the address and the network"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new ResolutionFailure(
            ResolutionStatus.Unreachable, $"the name {address.Host} is not known; check its spelling, and name resolution"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new ResolutionFailure(
            ResolutionStatus.Unreachable, $"{address.Authority} cannot be connected to; check that the registry runs, and the port"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => new ResolutionFailure(
            ResolutionStatus.Unreachable, $"the proxy does not connect to {address.Authority}; check HTTPS_PROXY and NO_PROXY"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls(address, connection),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.ConfigurationLimitExceeded } =>
            new ResolutionFailure(ResolutionStatus.NotARegistry, $"{address.Authority} does not answer as HTTP wants it; check the port"),
        HttpRequestException or HttpIOException or IOException => new ResolutionFailure(ResolutionStatus.Unreachable, $"the connection to {address.Authority} was lost; try again"),
        _ => null,
    };

    private static ResolutionFailure Tls(Uri address, RegistryConnection connection) => new(
        ResolutionStatus.TlsFailed,
        connection switch
        {
            { CertificateFault: { } fault } => $"the certificate of {address.Authority} is not trusted; {fault}",
            { ShowedCertificate: true } => $"the certificate of {address.Authority} is not trusted, or is of another name; put its CA into {connection.CertificateFolder}/ca.crt",
            _ => $"{address.Authority} does not speak TLS; where it is a registry over plain HTTP, name it in insecure_registries of hosts.yaml, or with --insecure (-InsecureRegistry)",
        });
}
