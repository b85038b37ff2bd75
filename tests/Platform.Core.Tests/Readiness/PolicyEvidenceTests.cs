using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Tests.Manifests;

namespace Platform.Tests.Readiness;

/// <summary>Open findings of the rules keep a module from its wave; what was accepted, or is below high, does not.</summary>
public sealed class PolicyEvidenceTests : IDisposable
{
    private readonly TestRoot _root = new();

    [Theory]
    [InlineData("  redis: { image: 'redis:7', volumes: ['/var/run/docker.sock:/var/run/docker.sock'] }", true)]
    [InlineData("  redis: { image: 'redis:7', privileged: true }", true)]
    [InlineData("  redis: { image: 'redis:7' }", false)]
    [InlineData("  other: { image: 'redis:7' }", true)] // the service is not there: not judged, so not known to be good
    public void What_the_rules_find_of_severity_high_blocks(string service, bool blocks)
    {
        _root.Write("compose/data/compose.yaml", $"services:\n{service}\n");
        Assert.Equal(blocks, HighFindings().Count > 0);
    }

    [Fact]
    public void What_policy_yaml_makes_less_of_blocks_no_more()
    {
        _root.Write("compose/data/compose.yaml", "services:\n  redis: { image: 'redis:7', ports: ['8080:80'] }\n");
        Assert.Contains("port-exposed", Assert.Single(HighFindings()), StringComparison.Ordinal);
        _root.Write("policies/policy.yaml", "schema_version: 1\nseverities: { port-exposed: low }\n");
        Assert.Empty(HighFindings());
    }

    [Fact]
    public void A_broken_policy_yaml_is_said()
    {
        _root.Write("policies/policy.yaml", "schema_version: 1\nnonsense: true\n");
        Assert.Contains(PolicyEvidence.Of(_root.Root, DateTimeOffset.UnixEpoch).Diagnostics, d => d.Severity is DiagnosticSeverity.Error);
    }

    public void Dispose() => _root.Dispose();

    private IReadOnlyList<string> HighFindings()
    {
        var root = _root.Root;
        // What an exposed port is judged by.
        _root.Add("redis", TestRoot.Manifest + "\n  risk: { blast_radius: host, internet_exposed: false, human_wakeup_allowed: false }\n");
        var module = Assert.Single(ModuleCatalog.Read(root, ModuleSelection.Of(root, [], _root.Path), TestContext.Current.CancellationToken).Modules);
        return PolicyEvidence.Of(root, DateTimeOffset.UnixEpoch).AddTo(ModuleEvidence.None, module).HighFindings;
    }
}
