using System.Text;
using Platform.Adopting;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Tests.Drift;
using Platform.Tests.Manifests;

namespace Platform.Tests.Adopting;

/// <summary>A root without modules and a host that runs a shop; tests change one thing.</summary>
internal sealed class AdoptedHost : IDisposable
{
    public const string ComposePath = "/opt/shop/compose.yaml";

    public const string Digest = Fleet.DigestA;

    private readonly List<ContainerSnapshot> _containers = [];
    private readonly List<ImageSnapshot> _images = [];

    public AdoptedHost()
    {
        Directory.Delete(System.IO.Path.Combine(Files.Path, "modules", "redis"), recursive: true);
        Files.Write("hosts.yaml", "schema_version: 1\nhosts:\n  rs2000: { transport: ssh, destination: rs2000 }\n  other: { transport: ssh, destination: other }\n");
    }

    public TestRoot Files { get; } = new();

    public AdoptOptions Options { get; set; } = new() { Tier = "2-tools", Owner = "operator", CopyComposeFiles = true };

    /// <summary>The compose file on the host, by its path there.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.Ordinal) { [ComposePath] = "services:\n  api: { image: 'ghcr.io/shop/api:1.2' }\n  db: { image: 'postgres:16' }\n" };

    public static ContainerSnapshot Container(string? project, string? service, string image = "ghcr.io/shop/api:1.2", int number = 1) => Fleet.Container with
    {
        Id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{project}/{service}/{number}/{image}"))),
        Name = project is null ? service ?? "alone" : $"{project}-{service}-{number}",
        ComposeProject = project,
        ComposeService = project is null ? null : service,
        ComposeNumber = project is null ? null : number,
        ImageReference = image,
        ImageId = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(image))),
        Configuration = Drift.Configuration.Live with { Mounts = [], Origin = project is null ? null : new ComposeOrigin(project, "/opt/shop", ComposePath) },
    };

    public AdoptedHost Runs(params ContainerSnapshot[] containers)
    {
        _containers.AddRange(containers);
        return this;
    }

    /// <summary>What the host knows of an image.</summary>
    public AdoptedHost Knows(string image, params string[] digests)
    {
        _images.Add(Fleet.Image with { Id = Container("x", "x", image).ImageId, RepoTags = [image], RepoDigests = digests });
        return this;
    }

    public HostObservation Observation => Fleet.Host([.. _images], [.. _containers]) switch
    {
        var host => host with
        {
            Snapshot = host.Snapshot! with
            {
                AllContainers = true,
                Projects = [],
                Sources = [.. Sources.Select(s => new HostFile { Path = s.Key, Exists = true, Content = Encoding.UTF8.GetBytes(s.Value) })],
            },
        },
    };

    public ModuleCatalog Catalog => ModuleCatalog.Read(Files.Root, new ModuleSelection(ModuleFolder.AllOf(Files.Root), []), TestContext.Current.CancellationToken);

    /// <summary>Works out what to write, and writes nothing.</summary>
    public IReadOnlyList<AdoptedModule> Read() => Adoption.Open(Catalog, Options).Read(Observation, container => !container.Declared);

    /// <summary>Adopts everything undeclared.</summary>
    public IReadOnlyList<AdoptedModule> Adopt()
    {
        var adoption = Adoption.Open(Catalog, Options);
        return [.. adoption.Read(Observation, container => !container.Declared).Select(adoption.Save)];
    }

    public string Text(string relative) => File.ReadAllText(System.IO.Path.Combine(Files.Path, relative));

    public bool Has(string relative) => File.Exists(System.IO.Path.Combine(Files.Path, relative));

    public PlatformModule Module(string id) => Catalog.Modules.Single(m => m.Id == id);

    public void Dispose() => Files.Dispose();
}
