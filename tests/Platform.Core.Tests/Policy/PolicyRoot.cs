using Platform.Manifests;
using Platform.Policy;
using Platform.Tests.Manifests;

namespace Platform.Tests.Policy;

/// <summary>A root with one module <c>app</c>, in whose manifest and compose file a test changes one thing.</summary>
internal sealed class PolicyRoot : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public TestRoot Files { get; } = new();

    public string Tier { get; set; } = "2-tools-products-modules";

    /// <summary>Lines of <c>spec.runtime</c> beyond host, orchestrator, file and service.</summary>
    public string Runtime { get; set; } = "statefulness: stateless\nimage_observed: 'app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'\nimage_audit_ts: '2026-05-30T00:00:00Z'";

    /// <summary>Lines of <c>spec</c> beyond <c>runtime</c>.</summary>
    public string Spec { get; set; } = "";

    /// <summary><c>spec.risk</c> as a flow mapping; null for none.</summary>
    public string? Risk { get; set; } = "{ blast_radius: self, internet_exposed: false, human_wakeup_allowed: false }";

    public string Operations { get; set; } = "{ runbook: runbook.md, smoke_test: tests/smoke.sh }";

    /// <summary>Lines of the service.</summary>
    public string Service { get; set; } = "image: app:1";

    /// <summary>The compose file below the service.</summary>
    public string Resources { get; set; } = "";

    public string Manifest => $"""
        schema_version: 2
        id: app
        name: App
        tier: {Tier}
        owner: operator
        spec:
          runtime:
            host: rs2000
            orchestrator: docker-compose
            compose_file: compose/app/compose.yaml
            compose_service: app
        {Indented(Runtime, 4)}
        {Indented(Spec, 2)}
          {(Risk is null ? "" : $"risk: {Risk}")}
          operations: {Operations}
        """;

    /// <summary>A risk with acknowledgements; each is lines of a mapping.</summary>
    public static string Acknowledging(string acknowledgement, string radius = "self", bool exposed = false) =>
        $"{{ blast_radius: {radius}, internet_exposed: {(exposed ? "true, public_reason: it is" : "false")}, human_wakeup_allowed: false, acknowledged_risks: [ {{ {acknowledgement} }} ] }}";

    /// <summary>A whole acknowledgement of a rule that holds.</summary>
    public static string Of(string rule) => $"id: {rule}, rationale: known, acknowledged_by: operator, acknowledged_at: '2026-05-02T00:00:00Z', review_when: {{ internet_exposed: true }}";

    public PolicyOutcome Judge(PolicySeverity? failOn = null, PolicyBaseline? baseline = null)
    {
        Write();
        var catalog = ModuleCatalog.Read(Files.Root, ModuleSelection.Of(Files.Root, ["app"], Files.Path), TestContext.Current.CancellationToken);
        return PolicyOutcome.Of(catalog, failOn, baseline, Now, TestContext.Current.CancellationToken);
    }

    /// <summary>What one rule finds. A manifest or a compose file that cannot be read fails the test.</summary>
    public IReadOnlyList<PolicyFinding> Findings(string? rule = null)
    {
        var outcome = Judge();
        Assert.Empty(outcome.Diagnostics);
        return [.. outcome.Findings.Where(f => rule is null || f.Rule == rule)];
    }

    public void Write()
    {
        Files.Add("app", Manifest);
        Files.Write("modules/app/tests/smoke.sh", "#!/bin/sh\ncurl -f http://127.0.0.1/\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(Files.Path, "modules/app/tests/smoke.sh"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Files.Write("compose/app/compose.yaml", $"services:\n  app:\n{Indented(Service, 4)}\n{Resources}\n");
    }

    public void Dispose() => Files.Dispose();

    private static string Indented(string lines, int by) => string.Join('\n', lines.Split('\n').Select(line => new string(' ', by) + line));
}
