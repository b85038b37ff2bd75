using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary><c>platformctl resolve</c> as a user runs it, on Debian's docker-registry.</summary>
public sealed class ResolveTests : IDisposable
{
    private const string Password = "hunter2-planted";

    /// <summary>bcrypt of that password, of cost 5.</summary>
    private const string Htpasswd = "planted:$2b$05$dva6NKkO5jOJ9EiQX/dQhuqzCza3ryCR.l6RDcylBR2gG1Iz1AcFO\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-resolve-").FullName;

    [Fact]
    public async Task A_tag_has_the_digest_of_its_index_and_a_platform_that_of_its_manifest()
    {
        DockerRegistry.SkipIfMissing();
        await using var registry = await DockerRegistry.StartAsync(_folder);
        var text = await ResolveAsync($"{registry.Authority}/team/app:1.0", "--platform", "linux/arm64");
        Assert.Equal((0, ""), (text.ExitCode, text.Error));
        Assert.Contains($"  index     {registry.Index}", text.Output, StringComparison.Ordinal);
        Assert.Contains($"  linux/arm64  {registry.Manifests["arm64"]}", text.Output, StringComparison.Ordinal);

        var json = await ResolveAsync($"{registry.Authority}/team/app:1.0", $"{registry.Authority}/team/app:amd64", $"{registry.Authority}/team/app:none", $"{registry.Authority}/none:1", "127.0.0.1:1/a:1", "--json");
        Assert.Equal(8, json.ExitCode);
        using var document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            [("Resolved", registry.Index), ("Resolved", registry.Manifests["amd64"]), ("NotFound", null), ("NotFound", null), ("Unreachable", null)],
            document.RootElement.GetProperty("images").EnumerateArray().Select(i => (i.GetProperty("status").GetString()!, i.GetProperty("digest").GetString())));
        await AssertValidAsync(json.Output);
        Assert.Equal(5, (await ResolveAsync("127.0.0.1:1/a:1")).ExitCode);
    }

    [Fact]
    public async Task A_password_is_taken_from_the_docker_config_and_shown_nowhere()
    {
        DockerRegistry.SkipIfMissing();
        await File.WriteAllTextAsync(Path.Combine(_folder, "htpasswd"), Htpasswd, TestContext.Current.CancellationToken);
        await using var registry = await DockerRegistry.StartAsync(_folder, top: $"auth: {{ htpasswd: {{ realm: test, path: {_folder}/htpasswd }} }}");
        var image = $"{registry.Authority}/team/app:1.0";
        var without = await ResolveAsync(image);
        Assert.Equal(8, without.ExitCode);
        Assert.Contains($"docker login {registry.Authority}", without.Output, StringComparison.Ordinal);
        Config(registry.Authority, Password);
        var with = await ResolveAsync(image, "--json");
        Assert.Equal(0, with.ExitCode);
        Assert.Contains(registry.Index, with.Output, StringComparison.Ordinal);
        Config(registry.Authority, Password + "-wrong");
        var wrong = await ResolveAsync(image);
        Assert.Equal(8, wrong.ExitCode);
        foreach (var result in (CommandResult[])[without, with, wrong])
        {
            Assert.DoesNotContain("planted", result.Output + result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Encoded(Password), result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_that_a_service_signs_is_taken_by_the_registry()
    {
        DockerRegistry.SkipIfMissing();
        await using var tokens = new TokenServer("planted", Password);
        await File.WriteAllTextAsync(Path.Combine(_folder, "root.pem"), tokens.Certificate, TestContext.Current.CancellationToken);
        await using var registry = await DockerRegistry.StartAsync(
            _folder, top: $"auth: {{ token: {{ realm: \"{tokens.Realm}\", service: test-registry, issuer: test-issuer, rootcertbundle: {_folder}/root.pem }} }}");
        var image = $"{registry.Authority}/team/app:1.0";
        Assert.Equal(8, (await ResolveAsync(image)).ExitCode);
        Config(registry.Authority, Password);
        var result = await ResolveAsync(image);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(registry.Index, result.Output, StringComparison.Ordinal);
        Assert.Equal("repository:team/app:pull", tokens.Scopes.Last());
        Assert.DoesNotContain(Password, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ca_of_etc_docker_certs_d_is_trusted()
    {
        DockerRegistry.SkipIfMissing();
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare"), "a private /etc/docker takes Linux and root");
        WriteCertificate();
        await using var registry = await DockerRegistry.StartAsync(_folder, http: $", tls: {{ certificate: {_folder}/server.pem, key: {_folder}/server.key }}");
        var image = $"{registry.Authority}/team/app:1.0";
        var untrusted = await ResolveAsync(image);
        Assert.Equal(5, untrusted.ExitCode);
        Assert.Contains("TLS failed", untrusted.Output, StringComparison.Ordinal);

        var certificates = Directory.CreateDirectory(Path.Combine(_folder, "docker", "certs.d", registry.Authority)).FullName;
        File.Copy(Path.Combine(_folder, "ca.pem"), Path.Combine(certificates, "ca.crt"));
        // A file system of its own over /etc/docker, which is there for this process alone.
        const string Script = "mkdir -p /etc/docker && mount --bind \"$1\" /etc/docker && shift && exec \"$@\"";
        var trusted = await Command.RunAsync(
            "/usr/bin/unshare", ["--mount", "--propagation", "private", "sh", "-c", Script, "sh", Path.Combine(_folder, "docker"), Repository.Platformctl, "resolve", image], Repository.Path, DockerEnvironment);
        Assert.True(trusted.ExitCode == 0, trusted.ToString());
        Assert.Contains(registry.Index, trusted.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mirrors_and_registries_over_plain_http_stand_in_hosts_yaml()
    {
        DockerRegistry.SkipIfMissing();
        await using var registry = await DockerRegistry.StartAsync(_folder);
        var root = Directory.CreateDirectory(Path.Combine(_folder, "root", "modules")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "hosts.yaml"), $"schema_version: 1\nregistry_aliases: {{ '{registry.Authority}/team': docker.io/library }}\ninsecure_registries: ['registry.lan:5000']\nhosts: {{}}\n", TestContext.Current.CancellationToken);
        var result = await ResolveAsync($"{registry.Authority}/team/app:1.0", "--root", root);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  mirror    of docker.io/library/app", result.Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(root, "hosts.yaml"), "schema_version: 1\ninsecure_registries: ['http://registry.lan']\nhosts: {}\n", TestContext.Current.CancellationToken);
        var invalid = await ResolveAsync("a:1", "--root", root);
        Assert.Equal((1, ""), (invalid.ExitCode, invalid.Output));
        Assert.Contains("hosts.yaml:2:23: error", invalid.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'Bad Ref' is no image reference", "Bad Ref")]
    [InlineData("is no image reference", "redis:7", "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("--platform takes a system and an architecture", "redis:7", "--platform", "arm64")]
    [InlineData("--insecure takes a registry", "redis:7", "--insecure", "http://x")]
    [InlineData("Required argument 'REF' missing", "--json")]
    [InlineData("did you mean --platform?", "redis:7", "--plattform", "linux/arm64")]
    public async Task Wrong_words_ask_no_registry(string words, params string[] arguments)
    {
        var result = await ResolveAsync(arguments);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Dictionary<string, string?> DockerEnvironment => new(StringComparer.Ordinal) { ["DOCKER_CONFIG"] = _folder };

    private Task<CommandResult> ResolveAsync(params string[] arguments) => Command.RunAsync(Repository.Platformctl, ["resolve", .. arguments], Repository.Path, DockerEnvironment);

    private void Config(string registry, string password) =>
        File.WriteAllText(Path.Combine(_folder, "config.json"), $$"""{ "auths": { "{{registry}}": { "auth": "{{Encoded(password)}}" } } }""");

    private static string Encoded(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"planted:{password}"));

    private void WriteCertificate()
    {
        using var ownKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var own = new CertificateRequest("CN=Test CA", ownKey, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = own.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=registry", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(7), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(_folder, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private async Task AssertValidAsync(string json)
    {
        var file = Path.Combine(_folder, "valid.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File("schema", "resolve.schema.json"), file], Repository.Path);
        Assert.True(valid.ExitCode == 0, valid.ToString());
    }
}
