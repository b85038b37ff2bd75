namespace Platform.Registries;

/// <summary>How registries are asked.</summary>
public sealed record RegistryOptions
{
    /// <summary>What <c>hosts.yaml</c> says.</summary>
    public RegistrySettings Settings { get; init; } = RegistrySettings.None;

    /// <summary>The platform whose own digest is asked for as well; null for none.</summary>
    public ImagePlatform? Platform { get; init; }

    /// <summary>Longest wait for a connection, TLS included.</summary>
    internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for one answer, its body included.</summary>
    internal TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder with docker's <c>config.json</c>.</summary>
    /// <remarks>https://docs.docker.com/reference/cli/docker/#configuration-files</remarks>
    internal string DockerConfigFolder { get; init; } = Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    /// <summary>The folder with a folder for each registry that has its own certificates.</summary>
    /// <remarks>https://docs.docker.com/engine/security/certificates/</remarks>
    internal string CertificatesFolder { get; init; } = OperatingSystem.IsWindows()
        ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "docker", "certs.d")
        : "/etc/docker/certs.d";
}
