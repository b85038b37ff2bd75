using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Platform.Files;

namespace Platform.Registries;

/// <summary>The certificates that docker keeps for a registry: <c>*.crt</c> are CAs, <c>*.cert</c> with <c>*.key</c> is the client's own.</summary>
/// <remarks>https://docs.docker.com/engine/security/certificates/</remarks>
internal sealed class RegistryCertificates : IDisposable
{
    public X509Certificate2Collection Authorities { get; } = [];

    public X509Certificate2Collection Clients { get; } = [];

    /// <summary>Why one of the files was not read; null where all were.</summary>
    public string? Fault { get; private set; }

    /// <param name="folder">The folder with a folder for each registry.</param>
    /// <param name="authority">Host and port, as references name the registry.</param>
    /// <param name="alsoAuthoritiesOf">Another registry whose CAs are trusted as well, but whose client certificate is not shown; null for none.</param>
    public static RegistryCertificates Load(string folder, string authority, string? alsoAuthoritiesOf)
    {
        var certificates = new RegistryCertificates();
        certificates.Add(Path.Combine(folder, authority), withClients: true);
        if (alsoAuthoritiesOf is not null) certificates.Add(Path.Combine(folder, alsoAuthoritiesOf), withClients: false);
        return certificates;
    }

    public void Dispose()
    {
        foreach (var certificate in Authorities.Concat(Clients)) certificate.Dispose();
    }

    private void Add(string folder, bool withClients)
    {
        string[] files;
        try
        {
            files = Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fault ??= $"{folder} cannot be listed: this account may not; check its permissions";
            return;
        }

        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is ".crt") Try(file, () => Authorities.ImportFromPem(Text(file)));
            if (withClients && Path.GetExtension(file) is ".cert") Try(file, () => Clients.Add(Client(file)));
        }
    }

    private void Try(string file, Action read)
    {
        try
        {
            read();
        }
        catch (FileRefusedException exception)
        {
            Fault ??= exception.Message;
        }
        catch (CryptographicException)
        {
            Fault ??= $"{file} is no certificate in PEM, or its key does not fit it";
        }
    }

    private static X509Certificate2 Client(string file)
    {
        using var certificate = X509Certificate2.CreateFromPem(Text(file), Text(Path.ChangeExtension(file, ".key")));
        // SChannel takes no key that lives in memory only: https://github.com/dotnet/runtime/issues/23749
        return OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null)
            : new X509Certificate2(certificate);
    }

    private static string Text(string file) => Encoding.UTF8.GetString(OrdinaryFile.Read(file, OrdinaryFile.MostWritten).OrThrow(file));
}
