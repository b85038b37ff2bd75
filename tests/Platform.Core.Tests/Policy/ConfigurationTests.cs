using System.Text;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Policy;
using Platform.Reporting;

namespace Platform.Tests.Policy;

/// <summary><c>policies/policy.yaml</c>, baselines and what a run comes to.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private readonly PolicyRoot _root = new() { Service = "image: app\nprivileged: true", Risk = "{ blast_radius: host, internet_exposed: false, human_wakeup_allowed: false }" };

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(null, 2)]
    [InlineData(PolicySeverity.Critical, 0)]
    [InlineData(PolicySeverity.High, 2)]
    [InlineData(PolicySeverity.Low, 2)]
    public void A_run_fails_by_the_severity_that_is_named_and_by_high_where_none_is(PolicySeverity? failOn, int exitCode) =>
        Assert.Equal(exitCode, _root.Judge(failOn).ExitCode);

    [Fact]
    public void The_root_s_own_words_count_where_the_call_names_nothing()
    {
        Policy("fail_on: critical");
        Assert.Equal((0, PolicySeverity.Critical), (_root.Judge().ExitCode, _root.Judge().FailOn));
        Assert.Equal(2, _root.Judge(PolicySeverity.High).ExitCode);

        Policy("severities: { image-tag-floating: critical, privileged-container: low }\nfail_on: critical");
        Assert.Equal(["image-tag-floating", "privileged-container"], _root.Findings().Select(f => f.Rule));
        Assert.Equal(2, _root.Judge().ExitCode);

        Policy("disabled: [{ rule: privileged-container, reason: it is a test }]");
        Assert.Equal(["image-tag-floating"], _root.Findings().Select(f => f.Rule));
        Assert.Equal("it is a test", PolicyReport.Of(_root.Judge()).Disabled[0].Reason);
    }

    [Theory]
    [InlineData("TODO")]
    [InlineData("'TODO: say why'")]
    [InlineData("'  todo later'")]
    public void A_rule_is_not_turned_off_for_a_reason_that_nobody_has_written(string reason)
    {
        Policy($"disabled: [{{ rule: privileged-container, reason: {reason} }}]");
        var outcome = _root.Judge();
        Assert.Equal(1, outcome.ExitCode);
        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal((ManifestCode.ValueToDo, "/disabled/0/reason"), (diagnostic.Code, diagnostic.Pointer));
    }

    [Fact]
    public void A_rule_that_is_turned_off_still_makes_the_radius_what_it_is()
    {
        _root.Risk = "{ blast_radius: self, internet_exposed: false, human_wakeup_allowed: false }";
        Policy("disabled: [{ rule: privileged-container, reason: it is a test }]");
        Assert.Single(_root.Findings("blast-radius-understated"));
    }

    [Fact]
    public void An_acknowledgement_of_a_rule_that_is_turned_off_is_not_unused()
    {
        _root.Risk = PolicyRoot.Acknowledging(PolicyRoot.Of("privileged-container"), "host");
        Policy("disabled: [{ rule: privileged-container, reason: it is a test }]");
        Assert.Empty(_root.Findings("risk-unused"));
    }

    [Fact]
    public void Thresholds_move_what_is_old_and_what_is_soon()
    {
        _root.Runtime = "image_audit_ts: '2026-05-20T00:00:00Z'";
        _root.Risk = PolicyRoot.Acknowledging("id: privileged-container, rationale: known, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z', expires_at: '2026-08-01T00:00:00Z'", "host");
        Policy("thresholds: { audit_stale_days: 10, expires_soon_days: 90 }");
        Assert.Single(_root.Findings("audit-stale"));
        Assert.Single(_root.Findings("risk-expires-soon"));
    }

    [Theory]
    [InlineData("severities: { image-tag-floatin: low }", 2, "Did you mean `image-tag-floating`?")]
    [InlineData("severities: { image-tag-floating: bad }", 2, "low")]
    [InlineData("disabled: [{ rule: privileged-container }]", 2, "reason")]
    [InlineData("disabled: [{ rule: privileged-container, reason: ' ' }]", 2, "reason")]
    [InlineData("disabled: [{ rule: blast-radius-understated, reason: no }]", 2, "blast-radius-understated")]
    [InlineData("disabled: [{ rule: nothing, reason: no }]", 2, "nothing")]
    [InlineData("fail-on: high", 2, "Did you mean `fail_on`?")]
    [InlineData("fail_on: urgent", 2, "critical")]
    [InlineData("thresholds: { audit_stale_days: 0 }", 2, "1")]
    [InlineData("fail_on: high\nfail_on: low", 3, "fail_on")]
    [InlineData("fail_on: [", 2, "")]
    public void What_cannot_be_meant_is_an_error_with_its_place(string policy, int line, string said)
    {
        Policy(policy);
        var outcome = _root.Judge();
        Assert.Equal(1, outcome.ExitCode);
        var diagnostic = outcome.Diagnostics[0];
        Assert.Equal(("policies/policy.yaml", DiagnosticSeverity.Error), (diagnostic.File, diagnostic.Severity));
        Assert.InRange(diagnostic.Line, line, line + 1);
        Assert.Contains(said, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_fails_on_what_is_new_and_says_what_is_gone()
    {
        var baseline = Baseline();
        Assert.Equal(0, _root.Judge(PolicySeverity.Low, baseline).ExitCode);
        Assert.All(_root.Judge(null, baseline).Findings, f => Assert.True(f.InBaseline));

        _root.Service = "image: app:1\nprivileged: true\npid: host";
        var outcome = _root.Judge(null, baseline);
        Assert.Equal(2, outcome.ExitCode);
        Assert.Equal([("host-namespace", false), ("privileged-container", true)], outcome.Findings.Select(f => (f.Rule, f.InBaseline == true)).Order());
        Assert.Equal("image-tag-floating", Assert.Single(outcome.Stale).Rule);
        Assert.Equal((1, 1), (outcome.Summary.InBaseline, outcome.Summary.Failing));
    }

    [Fact]
    public void What_was_accepted_when_the_baseline_was_made_is_new_when_it_is_no_longer()
    {
        _root.Risk = PolicyRoot.Acknowledging("id: privileged-container, rationale: known, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z', expires_at: '2026-09-01T00:00:00Z'", "host");
        var baseline = Baseline();
        _root.Risk = PolicyRoot.Acknowledging("id: privileged-container, rationale: known, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z', expires_at: '2026-05-03T00:00:00Z'", "host");
        Assert.Equal(2, _root.Judge(null, baseline).ExitCode);
    }

    [Fact]
    public void Modules_that_were_not_judged_make_nothing_stale_and_modules_that_are_gone_do()
    {
        string[] modules = ["redis", "gone", "app"];
        BaselineEntry[] entries = [.. modules.Select(module => new BaselineEntry("privileged-container", module, "x", new string('a', 64)))];
        Assert.Equal(["app", "gone"], _root.Judge(null, new PolicyBaseline(entries)).Stale.Select(s => s.Module).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "JSON_EMPTY")]
    [InlineData("{", "JSON_")]
    [InlineData("{ \"schema\": \"platform.drift/2\" }", "SCHEMA_")]
    [InlineData("[]", "SCHEMA_TYPE")]
    public void What_is_no_baseline_is_an_error_with_its_place(string text, string code)
    {
        var path = Path.Combine(_root.Files.Path, "baseline.json");
        File.WriteAllText(path, text);
        Assert.Null(PolicyBaseline.Read(path, "baseline.json", out var diagnostics));
        Assert.StartsWith(code, diagnostics[0].Code, StringComparison.Ordinal);
        Assert.StartsWith("baseline.json:1:", diagnostics[0].ToString(), StringComparison.Ordinal);
        Assert.Null(PolicyBaseline.Read(path + "x", "x", out diagnostics));
        Assert.Equal("JSON_UNREADABLE", diagnostics[0].Code);
    }

    [Theory]
    [InlineData("compose_file: compose/app/compose.yaml", "compose_file: compose/app/gone.yaml", "COMPOSE_FILE_MISSING")]
    [InlineData("compose_service: app", "compose_service: apq", "COMPOSE_SERVICE_MISSING")]
    public void A_service_that_is_not_there_was_not_judged_and_is_no_success(string old, string replacement, string code)
    {
        _root.Write();
        var root = _root.Files.Root;
        _root.Files.Write("modules/app/module.yaml", _root.Manifest.Replace(old, replacement, StringComparison.Ordinal));
        var outcome = PolicyOutcome.Of(
            ModuleCatalog.Read(root, ModuleSelection.Of(root, ["app"], root.Path), TestContext.Current.CancellationToken), PolicySeverity.Critical, null, PolicyRoot.Now, TestContext.Current.CancellationToken);
        Assert.Equal((1, code), (outcome.ExitCode, Assert.Single(outcome.Diagnostics).Code));
    }

    [Fact]
    public void A_service_that_extends_what_the_root_lacks_was_not_judged_wholly()
    {
        _root.Service = "image: app:1\nextends: { file: /srv/elsewhere.yaml, service: base }";
        var outcome = _root.Judge();
        Assert.Equal((1, "COMPOSE_SERVICE_INCOMPLETE"), (outcome.ExitCode, Assert.Single(outcome.Diagnostics).Code));
    }

    private void Policy(string text) => _root.Files.Write("policies/policy.yaml", "schema_version: 1\n" + text + "\n");

    private PolicyBaseline Baseline()
    {
        var path = Path.Combine(_root.Files.Path, "baseline.json");
        File.WriteAllBytes(path, ReportJson.Write(PolicyReport.Of(_root.Judge())));
        return PolicyBaseline.Read(path, "baseline.json", out var diagnostics) ?? throw new InvalidOperationException(Encoding.UTF8.GetString(File.ReadAllBytes(path)) + diagnostics[0]);
    }
}
