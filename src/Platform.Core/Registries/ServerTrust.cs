using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.Registries;

/// <summary>Judges the certificate of a server: by the system's CAs, and by those that docker keeps for the registry.</summary>
/// <param name="authorities">The latter.</param>
internal sealed class ServerTrust(X509Certificate2Collection authorities)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private volatile bool _wasAsked;

    /// <summary>Whether a server showed a certificate at all; one that does not speak TLS shows none.</summary>
    public bool WasAsked => _wasAsked;

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _wasAsked = true;
        if (errors is SslPolicyErrors.None) return true;
        // A wrong name, or no certificate, is made right by no CA.
        return errors is SslPolicyErrors.RemoteCertificateChainErrors && authorities.Count > 0 && certificate is not null && IsOurs(certificate, chain);
    }

    private bool IsOurs(X509Certificate certificate, X509Chain? seen)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in seen?.ChainElements ?? Enumerable.Empty<X509ChainElement>()) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server);
    }
}
