using Platform.Docker;
using Platform.Drift;

namespace Platform.Tests.Drift;

public sealed class OrphanTests
{
    [Fact]
    public void A_container_that_a_module_declares_is_no_orphan() => Assert.Empty(Find(Fleet.Container));

    [Fact]
    public void A_container_that_no_module_declares_is_drift_without_a_module()
    {
        var orphan = Assert.Single(Find(Fleet.Container, Other));
        Assert.Null(orphan.Module);
        Assert.Equal((DriftStatus.Drifted, "home-platform-old-1"), (orphan.Status, orphan.Live?.ContainerName));
        var finding = Assert.Single(orphan.Findings);
        Assert.Equal(FindingCode.ContainerOrphaned, finding.Code);
        Assert.Contains("no module declares it", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_declared_on_another_host_is_named()
    {
        var elsewhere = Fleet.Module with { Id = "old", Runtime = Fleet.Module.Runtime with { Host = "vps1000", ComposeService = "old", ContainerName = "home-platform-old-1" } };
        var orphan = Assert.Single(Orphans.Find(Fleet.Host(Fleet.Container, Other), [Fleet.Module, elsewhere], Fleet.Now));
        Assert.Contains("module old declares it on vps1000", orphan.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Containers_of_compose_run_and_of_other_projects_are_left_alone() =>
        Assert.Empty(Find(Other with { IsOneOff = true }, Other with { ComposeProject = "mine" }, Other with { ComposeProject = null }));

    private static ContainerSnapshot Other { get; } = Fleet.Container with { Name = "home-platform-old-1", ComposeService = "old" };

    private static ModuleDrift[] Find(params ContainerSnapshot[] containers) => [.. Orphans.Find(Fleet.Host(containers), [Fleet.Module], Fleet.Now)];
}
