using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

public sealed class UndeclaredTests
{
    private static ContainerSnapshot Foreign { get; } = Fleet.Container with { Id = new string('e', 64), Name = "shop-db-1", ComposeProject = "shop", ComposeService = "db" };

    private static ContainerSnapshot Alone { get; } = Fleet.Container with { Id = new string('f', 64), Name = "watchtower", ComposeProject = null, ComposeService = null };

    [Fact]
    public void Containers_of_no_declared_project_are_information_with_project_and_service()
    {
        var found = Find(All(Fleet.Container, Foreign, Alone));
        Assert.Equal([("shop-db-1", "shop", "db"), ("watchtower", null, null)], found.Select(f => f.Live!.Containers[0]).Select(c => (c.ContainerName, c.ComposeProject, c.ComposeService)));
        Assert.All(found, result =>
        {
            Assert.Equal((null, DriftStatus.Skipped), (result.Module, result.Status));
            Assert.Equal((FindingCode.ContainerUndeclared, FindingSeverity.Information), (Assert.Single(result.Findings).Code, result.Findings[0].Severity));
            Assert.Contains("platformctl adopt rs2000", result.Difference, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_orphan_of_a_declared_project_stays_drift_and_is_no_information()
    {
        var orphan = Fleet.Container with { Id = new string('d', 64), Name = "home-platform-old-1", ComposeService = "old" };
        var host = All(Fleet.Container, orphan);
        Assert.Empty(Find(host));
        Assert.Equal(FindingCode.ContainerOrphaned, Assert.Single(Orphans.Find(host, [Fleet.Module], Fleet.Now)).Findings[0].Code);
    }

    [Fact] // the projects of a snapshot of all containers are those that run there
    public void A_container_of_a_snapshot_of_everything_is_no_orphan_for_its_project_being_in_it()
    {
        var host = All(Fleet.Container, Foreign);
        host = host with { Snapshot = host.Snapshot! with { Projects = ["home-platform", "shop"] } };
        Assert.Empty(Orphans.Find(host, [Fleet.Module], Fleet.Now));
        Assert.Single(Find(host));
    }

    [Fact]
    public void A_container_that_an_external_module_names_is_declared()
    {
        var module = Fleet.Module with { Id = "watchtower", Runtime = new ModuleRuntime { Host = "rs2000", Orchestrator = Orchestrator.External, ComposeProject = "home-platform", ContainerName = "watchtower" } };
        Assert.Empty(Undeclared.Find(All(Fleet.Container, Alone), [Fleet.Module, module], Fleet.Now));
        Assert.Empty(Undeclared.Find(Listed(new ListedContainer(Alone.Id, "watchtower", null, null, "x")), [Fleet.Module, module], Fleet.Now));
    }

    [Fact]
    public void Containers_that_were_only_listed_are_said_too()
    {
        var live = Assert.Single(Find(Listed(new ListedContainer(Foreign.Id, Foreign.Name, "shop", "db", "postgres:16")))).Live!.Containers[0];
        Assert.Equal(("shop-db-1", "shop", "db", "postgres:16", ContainerStatus.Unknown), (live.ContainerName, live.ComposeProject, live.ComposeService, live.Image, live.State));
    }

    [Fact] // one that was made before all containers could be asked for
    public void An_older_snapshot_says_nothing() => Assert.Empty(Find(Fleet.Host(Fleet.Container, Foreign, Alone)));

    [Fact]
    public void A_host_that_was_not_reached_says_nothing() =>
        Assert.Empty(Find(new HostObservation { Host = "rs2000", Failure = new HostFailure(HostFailureReason.ConnectionRefused, "refused") }));

    private static HostObservation All(params ContainerSnapshot[] containers)
    {
        var host = Fleet.Host(containers);
        return host with { Snapshot = host.Snapshot! with { AllContainers = true } };
    }

    private static HostObservation Listed(params ListedContainer[] others)
    {
        var host = Fleet.Host(Fleet.Container);
        return host with { Snapshot = host.Snapshot! with { Others = others } };
    }

    private static ModuleDrift[] Find(HostObservation host) => [.. Undeclared.Find(host, [Fleet.Module], Fleet.Now)];
}
