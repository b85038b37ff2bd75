using System.Text;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Drift;

/// <summary>As many containers as the compose file asks for, each of them as declared.</summary>
public sealed class ReplicaComparisonTests
{
    private static readonly PlatformModule Module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ComposeFile = "compose/apps/compose.yaml" } };

    // What is declared, what is there, what is to run, and the codes of it.
    [Theory]
    [InlineData(null, 1, DesiredState.Running, "")]
    [InlineData(null, 2, DesiredState.Running, "CONTAINER_DUPLICATE")]
    [InlineData(2, 2, DesiredState.Running, "")]
    [InlineData(2, 1, DesiredState.Running, "REPLICAS_MISMATCH")]
    [InlineData(2, 3, DesiredState.Running, "REPLICAS_MISMATCH")]
    [InlineData(0, 1, DesiredState.Running, "REPLICAS_MISMATCH")]
    [InlineData(2, 1, DesiredState.Stopped, "STATE_MISMATCH")]
    [InlineData(2, 3, DesiredState.Stopped, "REPLICAS_MISMATCH,STATE_MISMATCH")]
    public void The_number_of_containers_is_judged(int? declared, int there, DesiredState desired, string codes)
    {
        var module = Module with { Runtime = Module.Runtime with { DesiredState = desired } };
        var drift = Compare(module, declared, "", [.. Enumerable.Range(1, there).Select(Number)]);
        Assert.Equal(codes, string.Join(',', drift.Findings.Select(f => f.Code).Order(StringComparer.Ordinal)));
        Assert.Equal(declared is null ? 1 : there, drift.Live!.Containers.Count);
    }

    [Theory]
    [InlineData("{ replicas: 0 }", DriftStatus.InSync, "")]
    [InlineData("{ replicas: 2 }", DriftStatus.Drifted, "CONTAINER_MISSING")]
    [InlineData("{ replicas: \"${N}\" }", DriftStatus.Unverified, "CONTAINER_MISSING")]
    public void Without_any_the_roots_file_says_how_many_there_are_to_be(string deploy, DriftStatus status, string codes)
    {
        var drift = Compare(Module, null, $"services: {{ honcho-api: {{ deploy: {deploy} }} }}", []);
        Assert.Equal((status, codes), (drift.Status, string.Join(',', drift.Findings.Select(f => f.Code))));
    }

    [Fact]
    public void What_is_so_of_all_is_said_once_and_what_is_not_names_its_container()
    {
        var root = Number(2) with { Configuration = Configuration.Live with { User = "root" } };
        var drift = Compare(Module, 3, "", [Number(1), root, Number(3) with { State = new ContainerState { Status = ContainerStatus.Exited, ExitCode = 3 } }]);
        Assert.Equal(
            [
                "home-platform-honcho-api-2 home-platform-honcho-api-2: user: expected app, actual root",
                "home-platform-honcho-api-3 home-platform-honcho-api-3: state: expected running, actual exited",
            ],
            drift.Findings.Select(f => $"{f.Container} {f.Summary}").Order(StringComparer.Ordinal));

        var all = Compare(Module, 2, "", [Number(1) with { ImageReference = Fleet.Repository + ":3.0.3" }, Number(2) with { ImageReference = Fleet.Repository + ":3.0.3" }]);
        var finding = Assert.Single(all.Findings, f => f.Field == "image.tag");
        Assert.Null(finding.Container);
        Assert.StartsWith($"each of 2 containers runs {Fleet.Repository}:3.0.3", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replica_is_called_by_its_number() => Assert.Equal(
        ["CONTAINER_NAME_MISMATCH other"],
        Compare(Module, 2, "", [Number(1), Number(7) with { Name = "other" }]).Findings.Select(f => $"{f.Code} {f.Container}"));

    [Fact]
    public void The_digest_of_each_has_to_be_proven()
    {
        var loaded = Fleet.Image with { Id = Fleet.ImageId.Replace('1', '2'), RepoDigests = [] };
        var drift = Compare(Module, 2, "", [Number(1), Number(2) with { ImageId = loaded.Id }], loaded);
        Assert.Equal((DriftStatus.Unverified, "home-platform-honcho-api-2"), (drift.Status, Assert.Single(drift.Findings).Container));
    }

    private static ContainerSnapshot Number(int number) => Fleet.Container with
    {
        Id = new string("0123456789abcdef"[number], 64), Name = $"home-platform-honcho-api-{number}", ComposeNumber = number,
    };

    private static ModuleDrift Compare(PlatformModule module, int? declared, string file, ContainerSnapshot[] containers, params ImageSnapshot[] more)
    {
        var host = Fleet.Host([Fleet.Image, .. more], containers);
        var service = Configuration.Declared with { Replicas = declared, Image = Fleet.Repository + ":3.0.6" };
        var project = Configuration.Project with { Services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal) { ["honcho-api"] = service } };
        return DriftComparer.Compare(module, host with { Snapshot = host.Snapshot! with { ComposeProjects = [project] } }, file.Length == 0 ? null : Encoding.UTF8.GetBytes(file), Fleet.Now);
    }
}
