using System.Security.Cryptography.X509Certificates;
using Platform.Registries;
using static Platform.Tests.Registries.FakeRegistry;

namespace Platform.Tests.Registries;

/// <summary>Registries with certificates of their own, in the folders that docker keeps for them.</summary>
public sealed class RegistryTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-registry-").FullName;
    private readonly X509Certificate2 _authority = TestCertificate.Authority("Test CA");

    [Fact]
    public async Task A_certificate_of_nobody_is_not_trusted_and_plain_http_is_not_tried()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        await using var server = new LoopbackServer(_ => Found(), certificate);
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal(ResolutionStatus.TlsFailed, image.Status);
        Assert.Contains($"certs.d/{server.Authority}/ca.crt", image.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_ca_in_the_folder_of_the_registry_is_trusted()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        await using var server = new LoopbackServer(request => request.Authorization == Basic ? Found() : Challenge("Basic realm=\"x\""), certificate);
        Trust(server.Authority, _authority);
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority))).Digest);
    }

    [Fact]
    public async Task A_ca_of_another_registry_and_another_name_are_not()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        await using var server = new LoopbackServer(_ => Found(), certificate);
        Trust("127.0.0.1", _authority);
        Assert.Equal(ResolutionStatus.TlsFailed, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);

        using var wrong = TestCertificate.Of("127.0.0.2", _authority);
        await using var other = new LoopbackServer(_ => Found(), wrong);
        Trust(other.Authority, _authority);
        Assert.Equal(ResolutionStatus.TlsFailed, (await ResolveAsync($"{other.Authority}/app:1", _folder)).Status);
    }

    [Fact]
    public async Task The_clients_own_certificate_is_shown_to_the_registry_and_to_no_other_server()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        using var client = TestCertificate.Of("the-client", _authority);
        await using var other = new LoopbackServer(_ => Found(), certificate, wantsClient: true);
        await using var server = new LoopbackServer(
            request => request.Path.EndsWith("/away", StringComparison.Ordinal) ? new LoopbackResponse(307, ("Location", $"https://{other.Authority}{request.Target}")) : Found(), certificate, wantsClient: true);
        Trust(server.Authority, _authority);
        var folder = Path.Combine(_folder, "certs.d", server.Authority);
        await File.WriteAllTextAsync(Path.Combine(folder, "client.cert"), client.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "client.key"), client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);

        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Digest);
        Assert.Equal("CN=the-client", server.Requests.First().ClientName);
        await ResolveAsync($"{server.Authority}/app:away", _folder);
        Assert.All(other.Requests, r => Assert.Null(r.ClientName));
    }

    [Fact]
    public async Task From_https_nothing_leads_to_plain_http()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        await using var plain = new LoopbackServer(_ => Found());
        await using var server = new LoopbackServer(request => request.Path.EndsWith("/away", StringComparison.Ordinal)
            ? new LoopbackResponse(307, ("Location", $"http://{plain.Authority}/x"))
            : Challenge($"Bearer realm=\"http://{plain.Authority}/token\""), certificate);
        Trust(server.Authority, _authority);
        Config(_folder, server.Authority);
        Assert.Equal(ResolutionStatus.TlsFailed, (await ResolveAsync($"{server.Authority}/app:away", _folder)).Status);
        Assert.Equal(ResolutionStatus.TlsFailed, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_named()
    {
        using var certificate = TestCertificate.Of("127.0.0.1", _authority);
        await using var server = new LoopbackServer(_ => Found(), certificate);
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "certs.d", server.Authority)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "client.cert"), "-----BEGIN CERTIFICATE-----\nplanted\n-----END CERTIFICATE-----\n", TestContext.Current.CancellationToken);
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal(ResolutionStatus.TlsFailed, image.Status);
        Assert.Contains("/client.", image.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Trust(string registry, X509Certificate2 authority) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "certs.d", registry)).FullName, "ca.crt"), authority.ExportCertificatePem());
}
