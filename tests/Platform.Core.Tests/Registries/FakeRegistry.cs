using System.Security.Cryptography;
using System.Text;
using Platform.Docker;
using Platform.Registries;

namespace Platform.Tests.Registries;

/// <summary>What a registry answers, and the resolver that asks it.</summary>
internal static class FakeRegistry
{
    public const string IndexType = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string User = "planted-user";
    public const string Password = "hunter2-planted";
    public const string Token = "planted-token";

    public static readonly string AmdDigest = "sha256:" + new string('a', 64);
    public static readonly string ArmDigest = "sha256:" + new string('b', 64);

    public static readonly byte[] Content = Encoding.UTF8.GetBytes($$$"""
        {"schemaVersion":2,"manifests":[
          {"digest":"{{{AmdDigest}}}","platform":{"os":"linux","architecture":"amd64"}},
          {"digest":"{{{ArmDigest}}}","platform":{"os":"linux","architecture":"arm64","variant":"v8"}},
          {"digest":"{{{AmdDigest}}}","platform":{"os":"unknown","architecture":"unknown"}}]}
        """);

    public static readonly string Digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Content));

    public static string Basic { get; } = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>The manifest, as a registry answers HEAD and GET.</summary>
    public static LoopbackResponse Found(string mediaType = IndexType) =>
        new(200, ("Content-Type", mediaType), ("Docker-Content-Digest", Digest), ("Docker-Distribution-Api-Version", "registry/2.0")) { Body = Content };

    public static LoopbackResponse Challenge(string challenge) => new(401, ("WWW-Authenticate", challenge), ("Docker-Distribution-Api-Version", "registry/2.0"));

    public static LoopbackResponse Document(string json) => new(200, ("Content-Type", "application/json")) { Body = Encoding.UTF8.GetBytes(json) };

    /// <summary>A folder of docker's with the planted credentials of these registries.</summary>
    public static string Config(string folder, params string[] registries)
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{ "auths": { {{string.Join(", ", registries.Select(registry => $"\"{registry}\": {{ \"auth\": \"{auth}\" }}"))}} } }""");
        return folder;
    }

    public static async Task<ImageResolution> ResolveAsync(string reference, string folder, Func<RegistryOptions, RegistryOptions>? with = null, CancellationToken? cancellation = null)
    {
        var options = new RegistryOptions { DockerConfigFolder = folder, CertificatesFolder = Path.Combine(folder, "certs.d"), RequestTimeout = TimeSpan.FromSeconds(20) };
        using var resolver = new ImageResolver(with is null ? options : with(options), TimeProvider.System);
        return await resolver.ResolveAsync(reference, cancellation ?? TestContext.Current.CancellationToken);
    }

    public static RegistryOptions Insecure(this RegistryOptions options, params string[] registries) =>
        options with { Settings = new RegistrySettings(RegistryAliases.None, registries) };
}
