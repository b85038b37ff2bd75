using System.Text;
using Platform.Compose;
using Platform.Drift;
using Platform.Drift.Configuration;

namespace Platform.Tests.Drift;

/// <summary>A difference names the variables on which its declared value hangs, and no others.</summary>
public sealed class DecidingVariablesTests
{
    private const string File = """
        x-common: &common
          mem_limit: ${MEMORY:-64m}
        services:
          web:
            <<: *common
            image: app:${TAG:-1}
            ports: ["${HOST_PORT:-80}:80"]
            command: [echo, $$HOME, "$GREETING", "${A:-${B-c}}"]
            environment: { ONE: "${FIRST:-1}", TWO: "${SECOND-}", THREE: "3" }
            labels: ["rule=Host(`${DOMAIN:?}`)", "plain=1"]
            volumes: ["${DATA:-/srv}:/data"]
            deploy: { replicas: "${REPLICAS:-2}", resources: { limits: { cpus: "${CPUS:-1}" } } }
            user: "1000"
          other: { user: "${OTHER}" }
        networks: { inner: { internal: "${INTERNAL:-false}" } }
        """;

    private static readonly ComposeDefinition[] Files = [ComposeDefinition.Read(Encoding.UTF8.GetBytes(File))];

    [Theory]
    [InlineData(FindingCode.PortsMismatch, "ports", null, "HOST_PORT")]
    [InlineData(FindingCode.ImageTagMismatch, "image.tag", null, "TAG")]
    [InlineData(FindingCode.ImageTagMismatch, "compose.image", null, "TAG")]
    [InlineData(FindingCode.CommandMismatch, "command", null, "A, B, GREETING")]
    [InlineData(FindingCode.EnvironmentMismatch, "environment", "ONE", "FIRST")]
    [InlineData(FindingCode.EnvironmentMismatch, "environment", "THREE ONE TWO", "FIRST, SECOND")]
    [InlineData(FindingCode.EnvironmentMismatch, "environment", "THREE", null)]
    [InlineData(FindingCode.LabelsMismatch, "labels", "rule", "DOMAIN")]
    [InlineData(FindingCode.LabelsMismatch, "labels", "plain", null)]
    [InlineData(FindingCode.MountsMismatch, "mounts", null, "DATA")]
    [InlineData(FindingCode.LimitsMismatch, "mem_limit", null, "CPUS, MEMORY, REPLICAS")] // deploy may say it, too
    [InlineData(FindingCode.ReplicasMismatch, "replicas", null, "CPUS, REPLICAS")]
    [InlineData(FindingCode.UserMismatch, "user", null, null)]
    [InlineData(FindingCode.HealthcheckMismatch, "healthcheck", null, null)]
    [InlineData(FindingCode.StateMismatch, "state", null, null)]
    public void Those_of_its_value_are_named(string code, string field, string? keys, string? variables)
    {
        var finding = new DriftFinding(code, FindingSeverity.Drift, field, null, null, "differs") { Keys = keys?.Split(' ') };
        Assert.Equal(variables is null ? "differs" : $"differs; what the file says depends on {variables}", DecidingVariables.Name(finding, Files, "web").Message);
    }

    [Fact]
    public void A_table_names_them_too()
    {
        var finding = new DriftFinding(FindingCode.PortsMismatch, FindingSeverity.Drift, "ports", "80:80", "81:80", "differs");
        Assert.Equal("ports: expected 80:80, actual 81:80 (depends on HOST_PORT)", DecidingVariables.Name(finding, Files, "web").Summary);
    }

    [Fact]
    public void Of_a_network_itself_none_is_guessed() => Assert.Equal(
        "differs",
        DecidingVariables.Name(new DriftFinding(FindingCode.NetworksMismatch, FindingSeverity.Drift, "networks.p_inner.internal", null, null, "differs") { OutlivesContainer = true }, Files, "web").Message);

    [Fact]
    public void A_doubt_names_its_own()
    {
        var doubt = new DriftFinding(FindingCode.PortsMismatch, FindingSeverity.Warning, "ports", null, null, "may differ");
        Assert.Same(doubt, DecidingVariables.Name(doubt, Files, "web"));
    }
}
