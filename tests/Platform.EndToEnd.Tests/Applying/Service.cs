using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>A service of a made-up fleet: what its manifest and its compose file say of it.</summary>
internal sealed record Service(string Id)
{
    public const string Old = "3.0.3";
    public const string New = "3.0.6";
    public const string Crashing = "3.0.7-crash";
    public const string Sick = "3.0.7-sick";

    public string Host { get; init; } = "rs2000";

    public string Tag { get; init; } = New;

    public string Image => $"ghcr.io/plastic-labs/honcho:{Tag}";

    /// <summary>What its compose file has for the image: a variable, say.</summary>
    public string? Written { get; init; }

    public string Statefulness { get; init; } = "stateless";

    public string DesiredState { get; init; } = "running";

    public string Build { get; init; } = "upstream";

    /// <summary>Whether <c>spec.artifact</c> is there, and whether with a digest.</summary>
    public bool HasArtifact { get; init; } = true;

    public bool HasDigest { get; init; } = true;

    /// <summary>Folder of its compose file, which several may share.</summary>
    public string Stack { get; init; } = Id;

    /// <summary>By default without a network of its own, which hosts have few of.</summary>
    public string Network { get; init; } = "network_mode: none";

    public string Healthcheck { get; init; } = "{ test: [CMD, probe], interval: 1s, timeout: 10s, retries: 2 }";

    /// <summary>More lines of its service.</summary>
    public string[] More { get; init; } = [];

    /// <summary>More lines of its compose file.</summary>
    public string[] Top { get; init; } = [];

    public string ComposeFile => $"compose/{Stack}/compose.yaml";

    public string Manifest(string digest) => string.Create(CultureInfo.InvariantCulture, $"""
        schema_version: 2
        id: {Id}
        name: Service {Id}
        tier: 2-tools-products-modules
        owner: operator
        spec:
          runtime:
            host: {Host}
            orchestrator: docker-compose
            compose_file: {ComposeFile}
            compose_service: {Id}
            desired_state: {DesiredState}
            statefulness: {Statefulness}
            image_build: {Build}
            image_observed: {Image}
            image_digest_pinned_in_compose: false
            image_audit_ts: "2026-05-02T00:00:00Z"
        {(HasArtifact ? Artifact(digest) : "")}
        """);

    /// <summary>Healthy within about a second (probing more often keeps a core busy).</summary>
    public string Definition() => string.Join('\n',
    [
        $"  {Id}:", $"    image: {Written ?? Image}", "    " + Network,
        .. Healthcheck.Length == 0 ? (string[])[] : ["    healthcheck: " + Healthcheck],
        .. More.Select(line => "    " + line),
    ]) + "\n";

    private string Artifact(string digest) => $$"""
          source: { kind: upstream-image, location: ghcr.io/plastic-labs/honcho, version_scheme: upstream-tag }
          artifact: { kind: oci-image, registry: upstream-registry, reference: "{{Image}}", {{(HasDigest ? $"digest: \"{digest}\", " : "")}}update_policy: manual }
        """;
}
