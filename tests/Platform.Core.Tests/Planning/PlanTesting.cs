using System.Text;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Planning;

/// <summary>Plans for the module and host of <see cref="Fleet"/>, with a compose file on both sides.</summary>
internal static class PlanTesting
{
    public const string ComposeFile = """
        services:
          honcho-api:
            image: ghcr.io/plastic-labs/honcho:3.0.6
            restart: unless-stopped
          other:
            image: ghcr.io/plastic-labs/honcho:3.0.6
        """;

    public static PlatformModule Module { get; } = Fleet.Module with
    {
        Runtime = Fleet.Module.Runtime with { ComposeFile = "compose/apps/compose.yaml", Statefulness = Statefulness.Stateless },
    };

    /// <summary>The container of the release before.</summary>
    public static ContainerSnapshot Old { get; } = Fleet.Container with { ImageReference = Fleet.Repository + ":3.0.3" };

    public static PlatformPlan Plan(params ContainerSnapshot[] containers) => Plan(Module, containers);

    public static PlatformPlan Plan(PlatformModule module, params ContainerSnapshot[] containers) => Plan(module, ComposeFile, containers);

    public static PlatformPlan Plan(PlatformModule module, string hostFile, params ContainerSnapshot[] containers) =>
        Plan([module], hostFile, prune: false, containers);

    public static PlatformPlan Plan(PlatformModule[] modules, string hostFile, bool prune, params ContainerSnapshot[] containers)
    {
        var observation = Fleet.Host(containers);
        observation = observation with
        {
            Snapshot = observation.Snapshot! with
            {
                Files = [new HostFile { Path = "compose/apps/compose.yaml", Exists = true, Content = Encoding.UTF8.GetBytes(hostFile) }],
            },
        };
        return Build([observation], modules, prune, hostFile);
    }

    public static PlatformPlan Build(HostObservation[] observations, PlatformModule[] modules, bool prune, string? hostFile = null)
    {
        var rootFile = Encoding.UTF8.GetBytes(hostFile is not null && hostFile.Contains("alpha", StringComparison.Ordinal) ? hostFile : ComposeFile);
        var hosts = observations.Select(o => new HostDrift(
            o.Host, o, [.. modules.Select(m => DriftComparer.Compare(m, o, rootFile, Fleet.Now)), .. Orphans.Find(o, modules, Fleet.Now)]));
        return PlanBuilder.Build(
            new PlanInput
            {
                Hosts = [.. hosts],
                Modules = modules.ToDictionary(m => m.Id, StringComparer.Ordinal),
                InvalidModules = [],
                Inventory = new HostInventory(new Dictionary<string, HostDefinition>(StringComparer.Ordinal) { ["rs2000"] = Host }, "home-platform"),
                ComposeFileOf = _ => rootFile,
                IsWholeFleet = true,
                Prune = prune,
                ValidFor = TimeSpan.FromHours(24),
                Now = Fleet.Now,
            },
            _ => PlanRoot.Of(null, new Dictionary<string, string>(StringComparer.Ordinal)));
    }

    private static HostDefinition Host { get; } = new()
    {
        Name = "rs2000",
        Transport = TransportKind.Ssh,
        Destination = "rs2000",
        PlatformDirectory = "/srv/platform",
        ComposeProject = "home-platform",
        ConnectTimeout = TimeSpan.FromSeconds(10),
        CommandTimeout = TimeSpan.FromSeconds(60),
    };
}
