using Platform.Policy;

namespace Platform.Tests.Policy;

/// <summary>The rules about what people keep up: tests, runbooks, records, tags, limits, update policies.</summary>
public sealed class UpkeepRuleTests : IDisposable
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Artifact = "artifact: { kind: oci-image, registry: upstream-registry, reference: 'ghcr.io/a/app:1', ";

    private readonly PolicyRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void A_module_as_it_should_be_gives_nothing() => Assert.Empty(_root.Findings());

    [Theory]
    [InlineData("{ runbook: runbook.md }", "smoke-test-missing", "is declared")]
    [InlineData("{ runbook: runbook.md, smoke_test: tests/gone.sh }", "smoke-test-missing", "not written")]
    [InlineData("{ runbook: runbook.md, smoke_test: tests/empty.sh }", "smoke-test-missing", "empty")]
    [InlineData("{ runbook: runbook.md, smoke_test: tests/comments.sh }", "smoke-test-missing", "empty")]
    [InlineData("{ runbook: runbook.md, smoke_test: tests/plain.sh }", "smoke-test-missing", "not executable")]
    [InlineData("{ runbook: runbook.md, smoke_test: tests }", "smoke-test-missing", "is a folder")]
    [InlineData("{ smoke_test: tests/smoke.sh }", "runbook-missing", "is declared")]
    [InlineData("{ smoke_test: tests/smoke.sh, runbook: gone.md }", "runbook-missing", "not written")]
    [InlineData("{ smoke_test: tests/smoke.sh, runbook: empty.md }", "runbook-missing", "empty")]
    public void What_operators_need_is_there_and_says_something(string operations, string rule, string said)
    {
        _root.Files.Write("modules/app/tests/empty.sh", "");
        _root.Files.Write("modules/app/tests/comments.sh", "#!/bin/sh\n# TODO\n\n");
        _root.Files.Write("modules/app/tests/plain.sh", "#!/bin/sh\ncurl x\n");
        _root.Files.Write("modules/app/empty.md", " \r\n\t\n");
        _root.Operations = operations;
        var finding = Assert.Single(_root.Findings());
        Assert.Equal((rule, PolicySeverity.Low), (finding.Rule, finding.Severity));
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
        Assert.Contains("operations", File.ReadAllLines(Path.Combine(_root.Files.Path, finding.File))[finding.Line - 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0-platform-substrate", "stateless", false)]
    [InlineData("2-tools-products-modules", "stateful", false)]
    [InlineData("2-tools-products-modules", "stateless", true)]
    public void They_weigh_more_for_what_others_stand_on_what_holds_data_and_what_is_exposed(string tier, string statefulness, bool exposed)
    {
        (_root.Tier, _root.Operations) = (tier, "{}");
        _root.Runtime = _root.Runtime.Replace("stateless", statefulness, StringComparison.Ordinal);
        _root.Risk = $"{{ blast_radius: self, internet_exposed: {(exposed ? "true, public_reason: x" : "false")}, human_wakeup_allowed: false }}";
        Assert.Equal(PolicySeverity.Medium, Assert.Single(_root.Findings("smoke-test-missing")).Severity);
        Assert.Equal(PolicySeverity.Medium, Assert.Single(_root.Findings("runbook-missing")).Severity);
    }

    [Theory]
    [InlineData("image_observed: ghcr.io/a/app:1", 1)]
    [InlineData("image_observed: ghcr.io/a/app:1\nimage_build: upstream", 1)]
    [InlineData("image_observed: ghcr.io/a/app", 1)]
    [InlineData("image_observed: ghcr.io/a/app:1\nimage_build: local", 0)]
    [InlineData("image_observed: 'ghcr.io/a/app:1@" + Digest + "'", 0)]
    [InlineData("statefulness: stateless", 0)]
    public void A_record_without_a_digest_is_a_gap_where_one_can_be_had(string runtime, int findings)
    {
        _root.Runtime = runtime;
        Assert.Equal(findings, _root.Findings("image-record-tag-only").Count);
    }

    [Fact]
    public void A_digest_that_the_artifact_has_is_said()
    {
        _root.Runtime = "image_observed: ghcr.io/a/app:1";
        _root.Spec = Artifact + $"digest: '{Digest}', update_policy: manual }}";
        Assert.Contains(Digest, Assert.Single(_root.Findings("image-record-tag-only")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image: app", Certainty.Yes)]
    [InlineData("image: 'app:latest'", Certainty.Yes)]
    [InlineData("image: 'ghcr.io:443/a/app'", Certainty.Yes)]
    [InlineData("image: 'app:${TAG:-latest}'", Certainty.Yes)]
    [InlineData("image: 'app:${TAG}'", Certainty.CannotTell)]
    [InlineData("image: '${IMAGE}'", Certainty.CannotTell)]
    [InlineData("image: 'app:1'", Certainty.No)]
    [InlineData("image: 'app:${TAG:-1}'", Certainty.No)]
    [InlineData("image: 'app:latest@" + Digest + "'", Certainty.No)]
    [InlineData("image: 'app@${DIGEST}'", Certainty.No)]
    [InlineData("image: app\nbuild: .", Certainty.No)]
    public void A_tag_that_moves_is_found(string service, Certainty certainty)
    {
        _root.Service = service;
        var findings = _root.Findings("image-tag-floating");
        if (certainty is Certainty.No) Assert.Empty(findings);
        else Assert.Equal((certainty, PolicySeverity.Medium), (Assert.Single(findings).Certainty, findings[0].Severity));
    }

    [Fact]
    public void An_artifact_with_a_tag_that_moves_is_found_in_the_manifest()
    {
        _root.Spec = Artifact.Replace("app:1", "app:latest", StringComparison.Ordinal) + "update_policy: manual }";
        Assert.Equal("modules/app/module.yaml", Assert.Single(_root.Findings("image-tag-floating")).File);
        _root.Spec = Artifact.Replace("app:1", "app:latest", StringComparison.Ordinal) + $"digest: '{Digest}', update_policy: manual }}";
        Assert.Empty(_root.Findings("image-tag-floating"));
    }

    [Theory]
    [InlineData("healthcheck-missing", "healthcheck: { test: [CMD, 'true'] }", "healthcheck: { disable: true }")]
    [InlineData("healthcheck-missing", "healthcheck: { test: curl x }", "healthcheck: { test: [NONE] }")]
    [InlineData("healthcheck-missing", "healthcheck: { test: curl x }", "healthcheck: { interval: 5s }")]
    [InlineData("restart-policy-missing", "restart: unless-stopped", "init: true")]
    [InlineData("restart-policy-missing", "restart: 'no'", "init: true")]
    [InlineData("restart-policy-missing", "deploy: { restart_policy: { condition: any } }", "deploy: {}")]
    [InlineData("limits-missing", "mem_limit: 1g", "init: true")]
    [InlineData("limits-missing", "cpus: 1.5", "init: true")]
    [InlineData("limits-missing", "deploy: { resources: { limits: { memory: 1g } } }", "deploy: { resources: { reservations: { memory: 1g } } }")]
    public void What_is_left_out_is_found_in_the_tiers_that_others_stand_on(string rule, string good, string bad)
    {
        foreach (var (tier, expected) in (ReadOnlySpan<(string, int)>)[("0-platform-substrate", 1), ("1-iskra-value-layer", 1), ("2-tools-products-modules", 0)])
        {
            _root.Tier = tier;
            _root.Service = $"image: app:1\n{good}";
            Assert.Empty(_root.Findings(rule));
            _root.Service = $"image: app:1\n{bad}";
            var findings = _root.Findings(rule);
            Assert.Equal(expected, findings.Count);
            if (expected > 0) Assert.Equal((PolicySeverity.Low, 2), (findings[0].Severity, findings[0].Line));
        }
    }

    [Theory]
    [InlineData("stopped")]
    [InlineData("completed")]
    public void A_job_and_what_is_stopped_need_neither_health_check_nor_restart_policy(string state)
    {
        (_root.Tier, _root.Runtime) = ("0-platform-substrate", $"desired_state: {state}");
        Assert.Empty(_root.Findings("healthcheck-missing"));
        Assert.Empty(_root.Findings("restart-policy-missing"));
    }

    [Theory]
    [InlineData("2026-03-03T12:00:00Z", 0)]
    [InlineData("2026-03-03T11:59:59Z", 1)]
    [InlineData("2020-01-01T00:00:00Z", 1)]
    [InlineData("2027-01-01T00:00:00Z", 0)]
    public void A_record_older_than_90_days_is_stale(string audited, int findings)
    {
        _root.Runtime = $"image_audit_ts: '{audited}'";
        Assert.Equal(findings, _root.Findings("audit-stale").Count);
    }

    [Theory]
    [InlineData("2-tools-products-modules", "stateful", "update_policy: automatic, update_policy_reason: 'TODO: why'", 1)]
    [InlineData("0-platform-substrate", "stateless", "update_policy: scheduled, update_policy_reason: ' '", 1)]
    [InlineData("0-platform-substrate", "stateless", "update_policy: scheduled, update_policy_reason: patches only", 0)]
    [InlineData("0-platform-substrate", "stateful", "update_policy: manual", 0)]
    [InlineData("2-tools-products-modules", "stateless", "update_policy: automatic, update_policy_reason: 'TODO: why'", 0)]
    public void An_update_policy_that_nobody_justifies_is_found(string tier, string statefulness, string policy, int findings)
    {
        (_root.Tier, _root.Runtime, _root.Spec) = (tier, $"statefulness: {statefulness}", Artifact + policy + " }");
        Assert.Equal(findings, _root.Findings("update-policy-unjustified").Count);
    }
}
