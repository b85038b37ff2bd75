using Platform.Drift;
using Platform.Snapshots;

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
        Assert.Equal((DriftStatus.Drifted, "home-platform-old-1"), (orphan.Status, orphan.Live?.Containers[0].ContainerName));
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
    public void Containers_of_other_projects_are_left_alone() =>
        Assert.Empty(Find(Other with { ComposeProject = "mine" }, Other with { ComposeProject = null }));

    [Fact]
    public void No_label_hides_a_container_of_the_project()
    {
        var undeclared = Other with { IsOneOff = true };
        var second = Fleet.Container with { Id = new string('d', 64), Name = "home-platform-honcho-api-run-1234", IsOneOff = true };
        Assert.Equal([undeclared.Name, second.Name], Find(Fleet.Container, undeclared, second).Select(o => o.Live?.Containers[0].ContainerName));
        Assert.All(Find(Fleet.Container, undeclared, second), o => Assert.Contains("docker compose run", o.Findings[0].Message, StringComparison.Ordinal));
    }

    [Fact] // it has the declared name, and the container of the service another one
    public void A_one_off_container_under_the_name_of_a_module_is_shown()
    {
        var oneOff = Fleet.Container with { Id = new string('d', 64), IsOneOff = true };
        var real = Fleet.Container with { Name = "home-platform-honcho-api-2", ComposeNumber = 2 };
        Assert.Equal(oneOff.Id, Assert.Single(Find(real, oneOff)).Live?.Containers[0].ContainerId);
    }

    [Fact] // it is told of with the module
    public void A_one_off_container_that_is_all_a_module_has_is_no_second_finding() => Assert.Empty(Find(Fleet.Container with { IsOneOff = true }));

    [Fact]
    public void A_container_without_labels_that_holds_the_name_of_a_module_is_told_of_with_the_module() =>
        Assert.Empty(Find(Fleet.Container with { Name = "home-platform-honcho-api-2" }, Fleet.Container with { Id = new string('d', 64), ComposeService = "other" }));

    private static ContainerSnapshot Other { get; } = Fleet.Container with { Name = "home-platform-old-1", ComposeService = "old" };

    private static ModuleDrift[] Find(params ContainerSnapshot[] containers) => [.. Orphans.Find(Fleet.Host(containers), [Fleet.Module], Fleet.Now)];
}
