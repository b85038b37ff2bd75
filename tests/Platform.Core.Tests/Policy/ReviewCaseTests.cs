using Platform.Manifests;
using Platform.Policy;
using Platform.Tests.Manifests;

namespace Platform.Tests.Policy;

/// <summary>The review that the rules come from (R4): an admin panel, reached over the tailnet, that binds the engine's socket.</summary>
public sealed class ReviewCaseTests : IDisposable
{
    private const string Compose = """
        services:
          mirotalk-admin:
            image: ghcr.io/example/mirotalk-admin:1.2.0
            restart: unless-stopped
            environment:
              ADMIN_USERNAME: operator
              ADMIN_PASSWORD_HASH: ${ADMIN_PASSWORD_HASH}
              ADMIN_JWT_SECRET: ${ADMIN_JWT_SECRET}
            volumes:
              - /var/run/docker.sock:/var/run/docker.sock
            ports:
              - 100.64.0.7:9999:3000
        """;

    private const string Manifest = """
        schema_version: 2
        id: mirotalk-admin
        name: MiroTalk admin panel
        tier: 2-tools-products-modules
        owner: operator
        spec:
          runtime:
            host: vps1000
            orchestrator: docker-compose
            compose_file: compose/video/compose.yaml
            compose_service: mirotalk-admin
            statefulness: stateless
            image_build: upstream
            image_observed: ghcr.io/example/mirotalk-admin:1.2.0
            image_digest_pinned_in_compose: false
            image_audit_ts: "2026-05-02T00:00:00Z"
          secrets:
            provider: env-only-non-secret
            refs: []
          risk:
            blast_radius: self
            internet_exposed: false
            human_wakeup_allowed: false
            acknowledged_risks:
              - id: docker-sock-bind
                rationale: The panel restarts the rooms; re-evaluate if the exposure model changes.
                acknowledged_by: operator
                acknowledged_at: "2026-05-02T00:00:00Z"
          operations:
            runbook: runbook.md
            smoke_test: tests/smoke.sh
        """;

    private readonly TestRoot _root = new();

    public ReviewCaseTests() => _root.Write("compose/video/compose.yaml", Compose);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void As_it_was_in_review_it_gives_the_findings_that_the_reviewers_made()
    {
        var findings = Findings(Manifest);
        Assert.Equal(
            [
                ("blast-radius-understated", 21), // R4.1
                ("image-record-tag-only", 14), // R4.6
                ("risk-without-trigger", 25), // R4.4
                ("secret-provider-contradiction", 18), // R4.3
                ("smoke-test-missing", 31), // R4.5
            ],
            findings.Where(f => f.IsOpen).Select(f => (f.Rule, f.Line)).Order());
        // The socket itself (R4.1) is seen, and shown as accepted.
        Assert.Equal(["docker-sock-bind"], findings.Where(f => f.Acknowledged).Select(f => f.Rule));
    }

    [Fact]
    public void A_bare_date_never_comes_so_far()
    {
        // R4.2
        _root.Add("mirotalk-admin", Manifest.Replace("acknowledged_at: \"2026-05-02T00:00:00Z\"", "acknowledged_at: \"2026-05-02\"", StringComparison.Ordinal));
        var outcome = Judge();
        Assert.Equal((1, 28), (outcome.ExitCode, outcome.Diagnostics[0].Line));
    }

    [Fact]
    public void After_the_fixes_that_they_asked_for_nothing_is_open_and_the_socket_stays()
    {
        _root.Write("modules/mirotalk-admin/tests/smoke.sh", "#!/bin/sh\ncurl -fsS http://127.0.0.1:9999/\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(_root.Path, "modules/mirotalk-admin/tests/smoke.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var findings = Findings(Manifest
            .Replace("blast_radius: self", "blast_radius: host", StringComparison.Ordinal)
            .Replace("provider: env-only-non-secret\n    refs: []", "provider: external\n    refs: [ADMIN_PASSWORD_HASH, ADMIN_JWT_SECRET]", StringComparison.Ordinal)
            .Replace("image_observed: ghcr.io/example/mirotalk-admin:1.2.0", "image_observed: ghcr.io/example/mirotalk-admin:1.2.0@sha256:" + new string('a', 64), StringComparison.Ordinal)
            .Replace("        acknowledged_by: operator", "        review_when: { internet_exposed: true }\n        acknowledged_by: operator", StringComparison.Ordinal));
        Assert.Equal([("docker-sock-bind", true)], findings.Select(f => (f.Rule, f.Acknowledged)));
    }

    private IReadOnlyList<PolicyFinding> Findings(string manifest)
    {
        _root.Add("mirotalk-admin", manifest);
        var outcome = Judge();
        Assert.Empty(outcome.Diagnostics);
        return outcome.Findings;
    }

    private PolicyOutcome Judge() => PolicyOutcome.Of(
        ModuleCatalog.Read(_root.Root, ModuleSelection.Of(_root.Root, ["mirotalk-admin"], _root.Path), TestContext.Current.CancellationToken),
        null, null, new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), TestContext.Current.CancellationToken);
}
