using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>A module and a host that agree; tests change one thing.</summary>
internal static class Fleet
{
    public const string Repository = "ghcr.io/plastic-labs/honcho";
    public const string DigestA = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public const string DigestB = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    public const string ImageId = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    public static readonly DateTimeOffset Now = new(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);

    public static PlatformModule Module { get; } = new()
    {
        Id = "honcho-api",
        Name = "Honcho API",
        Tier = "1-iskra-value-layer",
        Owner = "operator",
        Path = "/root/modules/honcho-api/module.yaml",
        Root = "/root",
        Runtime = new ModuleRuntime
        {
            Host = "rs2000",
            Orchestrator = Orchestrator.DockerCompose,
            ComposeProject = "home-platform",
            ComposeService = "honcho-api",
            ContainerName = "home-platform-honcho-api-1",
            ImageObserved = Repository + ":3.0.6",
        },
        Artifact = new ModuleArtifact("oci-image", "upstream-registry", Repository + ":3.0.6", DigestA, "manual"),
    };

    public static ContainerSnapshot Container { get; } = new()
    {
        Id = new string('c', 64),
        Name = "home-platform-honcho-api-1",
        ImageReference = Repository + ":3.0.6",
        ImageId = ImageId,
        ComposeProject = "home-platform",
        ComposeService = "honcho-api",
        ComposeNumber = 1,
        CreatedAt = Now.AddDays(-1),
        State = new ContainerState { Status = ContainerStatus.Running, StartedAt = Now.AddDays(-1), Health = HealthStatus.Healthy },
        Configuration = Configuration.Live,
    };

    public static ImageSnapshot Image { get; } = new()
    {
        Id = ImageId,
        RepoTags = [Repository + ":3.0.6"],
        RepoDigests = [Repository + "@" + DigestA],
        Defaults = Configuration.Image,
    };

    public static HostObservation Host(params ContainerSnapshot[] containers) => Host([Image], containers);

    public static HostObservation Host(ImageSnapshot[] images, params ContainerSnapshot[] containers) => new()
    {
        Host = "rs2000",
        Snapshot = new HostSnapshot
        {
            Schema = HostSnapshot.SchemaId,
            Host = "rs2000",
            ObservedAt = Now,
            HostTime = Now,
            Engine = new EngineSnapshot("28.2.2", "1.50", "linux", "amd64", null),
            Projects = ["home-platform"],
            Containers = containers,
            Images = images,
            Networks = [Configuration.Network with { Pools = [new AddressPool("172.18.0.0/16", "172.18.0.1", null, [])] }],
            Volumes = [Configuration.Volume],
            ComposeProjects = [Configuration.Project],
            Files = [],
        },
    };
}
