using Platform.Policy;

namespace Platform.Tests.Policy;

/// <summary>Acknowledged risks: what holds, what ends it, and what is said of acknowledgements themselves (R4.4).</summary>
public sealed class AcknowledgementTests : IDisposable
{
    private const string Socket = "docker-sock-bind";
    private const string Head = "id: docker-sock-bind, rationale: needed, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z'";

    private readonly PolicyRoot _root = new() { Service = "image: app:1\nvolumes: ['/var/run/docker.sock:/x']" };

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("review_when: { internet_exposed: true }")]
    [InlineData("review_when: { blast_radius: platform, statefulness: stateful, host: vps1000 }")]
    [InlineData("expires_at: '2026-09-01T00:00:00Z'")]
    [InlineData("expires_at: '9999-12-31T23:59:60Z'")]
    public void An_acceptance_that_holds_is_shown_as_such_and_fails_nothing(string end)
    {
        _root.Risk = PolicyRoot.Acknowledging($"{Head}, {end}", "host");
        var finding = Assert.Single(_root.Findings());
        Assert.Equal((Socket, true, false), (finding.Rule, finding.Acknowledged, finding.IsOpen));
        Assert.Equal(("operator", "needed"), (finding.Acknowledgement?.By, finding.Acknowledgement?.Rationale));
        Assert.Null(finding.Lapse);
        var outcome = _root.Judge();
        Assert.Equal((0, 1, 0), (outcome.ExitCode, outcome.Summary.Acknowledged, outcome.Summary.Open));
    }

    [Theory]
    [InlineData("review_when: { internet_exposed: false }", "review_when internet_exposed: false has come true")]
    [InlineData("review_when: { blast_radius: host }", "review_when blast_radius: host has come true")]
    [InlineData("review_when: { statefulness: stateless }", "review_when statefulness: stateless has come true")]
    [InlineData("review_when: { host: rs2000 }", "review_when host: rs2000 has come true")]
    [InlineData("review_when: { internet_exposed: true, host: rs2000 }", "review_when host: rs2000 has come true")]
    [InlineData("expires_at: '2026-06-01T12:00:00Z'", "ended on 2026-06-01")]
    [InlineData("expires_at: '2026-05-02T00:00:01Z', review_when: { internet_exposed: true }", "ended on 2026-05-02")]
    [InlineData("expires_at: '0000-01-01T00:00:00Z'", "no day of the calendar")]
    public void An_acceptance_ends_and_the_finding_is_back_with_the_reason(string end, string reason)
    {
        _root.Risk = PolicyRoot.Acknowledging($"{Head}, {end}", "host");
        var finding = Assert.Single(_root.Findings(Socket));
        Assert.True(finding.IsOpen);
        Assert.Contains(reason, finding.Lapse, StringComparison.Ordinal);
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        var lapsed = Assert.Single(_root.Findings("risk-lapsed"));
        Assert.Equal((PolicySeverity.High, "modules/app/module.yaml"), (lapsed.Severity, lapsed.File));
        Assert.Contains(reason, lapsed.Message, StringComparison.Ordinal);
        Assert.Equal(2, _root.Judge().ExitCode);
    }

    [Theory]
    [InlineData("rationale: 'TODO: say why', acknowledged_by: operator", "no rationale")]
    [InlineData("rationale: ' ', acknowledged_by: operator", "no rationale")]
    [InlineData("rationale: known, acknowledged_by: 'TODO: who'", "who acknowledged it")]
    public void What_is_still_to_be_written_accepts_nothing(string said, string reason)
    {
        _root.Risk = PolicyRoot.Acknowledging($"id: docker-sock-bind, {said}, acknowledged_at: '2026-05-02T00:00:00Z', review_when: {{ internet_exposed: true }}", "host");
        Assert.Contains(reason, Assert.Single(_root.Findings(Socket)).Lapse, StringComparison.Ordinal);
        Assert.Single(_root.Findings("risk-lapsed"));
    }

    [Fact]
    public void An_acceptance_that_only_memory_ends_holds_and_is_found()
    {
        _root.Risk = PolicyRoot.Acknowledging(Head, "host");
        Assert.True(Assert.Single(_root.Findings(Socket)).Acknowledged);
        var finding = Assert.Single(_root.Findings("risk-without-trigger"));
        Assert.Equal(PolicySeverity.Medium, finding.Severity);
        Assert.Contains("docker-sock-bind", File.ReadAllLines(Path.Combine(_root.Files.Path, finding.File))[finding.Line - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_what_is_no_rule_covers_nothing_and_is_told_what_was_meant()
    {
        _root.Risk = PolicyRoot.Acknowledging(PolicyRoot.Of("docker-socket-bind"), "host");
        Assert.True(Assert.Single(_root.Findings(Socket)).IsOpen);
        Assert.Contains("did you mean docker-sock-bind?", Assert.Single(_root.Findings("risk-unknown")).Message, StringComparison.Ordinal);
        Assert.Empty(_root.Findings("risk-unused"));
    }

    [Fact]
    public void One_of_what_is_not_there_is_found()
    {
        _root.Risk = PolicyRoot.Acknowledging($"{PolicyRoot.Of(Socket)} }}, {{ {PolicyRoot.Of("privileged-container")}", "host");
        Assert.Contains("privileged-container", Assert.Single(_root.Findings("risk-unused")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-07-01T12:00:00Z", 1)]
    [InlineData("2026-07-01T12:00:01Z", 0)]
    [InlineData("2026-06-02T12:00:00Z", 1)]
    [InlineData("2026-06-01T12:00:00Z", 0)]
    public void One_that_ends_within_30_days_is_found(string end, int findings)
    {
        _root.Risk = PolicyRoot.Acknowledging($"{Head}, expires_at: '{end}'", "host");
        Assert.Equal(findings, _root.Findings("risk-expires-soon").Count);
    }

    [Fact]
    public void No_acknowledgement_covers_what_is_found_about_itself()
    {
        _root.Risk = PolicyRoot.Acknowledging("id: risk-without-trigger, rationale: known, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z'", "host");
        Assert.True(Assert.Single(_root.Findings("risk-without-trigger")).IsOpen);
    }

    [Fact]
    public void Of_two_of_one_rule_the_one_that_holds_counts()
    {
        _root.Risk = PolicyRoot.Acknowledging($"{Head}, expires_at: '2026-05-03T00:00:00Z' }}, {{ {Head}, review_when: {{ internet_exposed: true }}", "host");
        Assert.True(Assert.Single(_root.Findings(Socket)).Acknowledged);
        Assert.Single(_root.Findings("risk-lapsed"));
    }

    public static TheoryData<string, string, string, string> Acknowledgeable() => new()
    {
        { "docker-sock-bind", "image: app:1\nvolumes: ['/var/run/docker.sock:/x']", "", "" },
        { "privileged-container", "image: app:1\nprivileged: true", "", "" },
        { "host-namespace", "image: app:1\npid: host", "", "" },
        { "dangerous-capability", "image: app:1\ncap_add: [ALL]", "", "" },
        { "host-root-mount", "image: app:1\nvolumes: ['/etc:/x']", "", "" },
        { "host-device", "image: app:1\ndevices: [/dev/sda]", "", "" },
        { "secret-provider-contradiction", "image: app:1\nenvironment: { A_TOKEN: '${A}' }", "secrets: { provider: env-only-non-secret, refs: [] }", "" },
        { "secret-literal", "image: app:1\nenvironment: { A_TOKEN: x }", "secrets: { provider: external, refs: [A_TOKEN] }", "" },
        { "secret-ref-unused", "image: app:1", "secrets: { provider: external, refs: [A_TOKEN] }", "" },
        { "secret-not-declared", "image: app:1\nenvironment: { A_TOKEN: '${A}' }", "secrets: { provider: external, refs: [] }", "" },
        { "smoke-test-missing", "image: app:1", "", "{ runbook: runbook.md }" },
        { "runbook-missing", "image: app:1", "", "{ smoke_test: tests/smoke.sh }" },
        { "image-record-tag-only", "image: app:1", "", "image_observed: app:1" },
        { "image-tag-floating", "image: app", "", "" },
        { "port-exposed", "image: app:1\nports: ['80:80']", "", "" },
        { "healthcheck-missing", "image: app:1", "", "0-platform-substrate" },
        { "restart-policy-missing", "image: app:1", "", "0-platform-substrate" },
        { "limits-missing", "image: app:1", "", "0-platform-substrate" },
        { "audit-stale", "image: app:1", "", "image_audit_ts: '2020-01-01T00:00:00Z'" },
        { "update-policy-unjustified", "image: app:1", "artifact: { kind: oci-image, registry: upstream-registry, reference: 'app:1', update_policy: automatic, update_policy_reason: TODO }", "statefulness: stateful" },
    };

    [Theory]
    [MemberData(nameof(Acknowledgeable))]
    public void Every_rule_is_open_and_then_acknowledged_by_its_id(string rule, string service, string spec, string more)
    {
        (_root.Service, _root.Spec) = (service, spec);
        if (more.StartsWith('{')) _root.Operations = more;
        else if (more.StartsWith("0-", StringComparison.Ordinal)) _root.Tier = more;
        else if (more.Length > 0) _root.Runtime = more;
        _root.Risk = "{ blast_radius: host, internet_exposed: false, human_wakeup_allowed: false }";
        Assert.True(Assert.Single(_root.Findings(rule)).IsOpen);
        _root.Risk = PolicyRoot.Acknowledging(PolicyRoot.Of(rule), "host");
        Assert.True(Assert.Single(_root.Findings(rule)).Acknowledged);
        Assert.Empty(_root.Findings("risk-unused"));
    }

    [Fact]
    public void The_rules_that_can_be_acknowledged_are_all_tried() => Assert.Equal(
        RuleBook.OfModules.Where(r => r.CanBeAcknowledged).Select(r => r.Id), Acknowledgeable().Select(row => row.Data.Item1));

    [Theory] // the manifest is invalid, and what it acknowledged is said besides
    [InlineData("2026-13-45T00:00:00Z")]
    [InlineData("2026-05-02")]
    [InlineData("soon")]
    public void An_end_that_cannot_be_read_ends_the_acknowledgement_and_is_an_error_besides(string end)
    {
        using var root = new PolicyRoot { Service = "image: app\nprivileged: true" };
        root.Risk = PolicyRoot.Acknowledging($"{PolicyRoot.Of("privileged-container")}, expires_at: '{end}'", "host");
        var outcome = root.Judge();
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(outcome.Diagnostics, d => d.Pointer == "/spec/risk/acknowledged_risks/0/expires_at");
        var finding = Assert.Single(outcome.Findings, f => f.Rule == "privileged-container");
        Assert.False(finding.Acknowledged);
        Assert.Contains("expires_at", finding.Lapse, StringComparison.Ordinal);
    }
}
