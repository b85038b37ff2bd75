using System.Text;
using Platform.Docker;
using Platform.Drift.ComposeFile;
using Platform.Drift;
using Platform.Text;

namespace Platform.Tests.Drift;

public sealed class ComposeFileComparisonTests
{
    private const string Path = "compose/apps/compose.yaml";

    [Fact]
    public void The_same_file_is_no_finding() => Assert.Empty(Compare("services: {}\n", "services: {}\n").Findings);

    [Fact]
    public void Another_file_is_drift_with_a_diff_from_the_host_to_the_root()
    {
        var finding = Assert.Single(Compare("a:\nimage: x:1\nc:\n", "a:\nimage: x:2\nc:\n").Findings);
        Assert.Equal((FindingCode.ComposeFileMismatch, FindingSeverity.Drift), (finding.Code, finding.Severity));
        Assert.Equal(
            $"--- host/{Path}\n+++ root/{Path}\n@@ -1,3 +1,3 @@\n a:\n-image: x:1\n+image: x:2\n c:\n", finding.Detail);
    }

    [Fact]
    public void A_secret_in_the_file_is_not_in_the_diff()
    {
        var finding = Assert.Single(Compare("      POSTGRES_PASSWORD: hunter2\n", "      POSTGRES_PASSWORD: hunter3\n").Findings);
        Assert.DoesNotContain("hunter", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("POSTGRES_PASSWORD", finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_the_host_does_not_have_is_drift()
    {
        var finding = Assert.Single(Compare(new HostFile { Path = Path, Exists = false }, "services: {}\n").Findings);
        Assert.Equal(FindingCode.ComposeFileMismatch, finding.Code);
        Assert.Contains("has no", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_hash_tells_the_difference_without_a_diff()
    {
        var sha256 = new HostFile { Path = Path, Exists = true, Content = "one\n"u8.ToArray() }.Sha256;
        var recorded = new HostFile { Path = Path, Exists = true, Sha256 = sha256 };
        Assert.Empty(Compare(recorded, "one\n").Findings);
        Assert.Null(Assert.Single(Compare(recorded, "two\n").Findings).Detail);
    }

    [Theory]
    [InlineData("    PASSWORD: hunter2", "    PASSWORD: …")]
    [InlineData("    - DB_URL=postgres://a:b@c", "    - …")]
    [InlineData("    \"API_KEY\": \"x y z\"", "    \"API_KEY\": …")]
    [InlineData("    environment: { REDIS_PASSWORD: hunter2 }", "    environment: …")]
    [InlineData("    command: [redis-server, --requirepass, hunter2]", "    command: …")]
    [InlineData("      - hunter2", "      - …")]
    [InlineData("      - --requirepass", "      - …")]
    [InlineData("    labels: { traefik.basicauth: hunter2 }", "    labels: …")]
    [InlineData("    traefik.http.basicauth: admin:hunter2", "    traefik.http.basicauth: …")]
    [InlineData("# the password is hunter2", "…")]
    [InlineData("    image: redis # hunter2", "    image: …")]
    [InlineData("      hunter2", "      …")]
    [InlineData("    x: https://user:hunter2@example.com/x", "    x: …")]
    [InlineData("    image: redis:7.4", "    image: redis:7.4")]
    [InlineData("    image: redis:7.4@sha256:0123456789abcdef0123456789abcdef", "    image: redis:7.4@sha256:0123456789abcdef0123456789abcdef")]
    [InlineData("      - 127.0.0.1:8080:80", "      - 127.0.0.1:8080:80")]
    [InlineData("      - \"53:53/udp\"", "      - \"53:53/udp\"")]
    [InlineData("      - ./conf:/etc/conf:ro", "      - ./conf:/etc/conf:ro")]
    [InlineData("    restart: unless-stopped", "    restart: unless-stopped")]
    [InlineData("    <<: *common", "    …")]
    [InlineData("    environment: *common", "    environment: *common")]
    [InlineData("  redis:", "  redis:")]
    [InlineData("", "")]
    public void What_may_be_a_secret_is_masked_and_the_rest_is_readable(string line, string redacted) =>
        Assert.Equal(redacted, SecretRedaction.Redact(line));

    [Fact]
    public void Distant_differences_are_hunks_of_their_own()
    {
        string[] before = [.. Enumerable.Range(1, 30).Select(i => $"line {i}")];
        string[] after = [.. before];
        after[4] = "changed";
        after[24] = "changed too";
        var diff = UnifiedDiff.Of(before, after, "a", "b", line => line);
        Assert.Equal(2, diff.Split('\n').Count(line => line.StartsWith("@@", StringComparison.Ordinal)));
        Assert.Contains("@@ -2,7 +2,7 @@\n", diff, StringComparison.Ordinal);
        Assert.Contains("@@ -22,7 +22,7 @@\n", diff, StringComparison.Ordinal);
    }

    private static ModuleDrift Compare(string host, string root) =>
        Compare(new HostFile { Path = Path, Exists = true, Content = Encoding.UTF8.GetBytes(host) }, root);

    private static ModuleDrift Compare(HostFile file, string root)
    {
        var host = Fleet.Host(Fleet.Container);
        var module = Fleet.Module with { Runtime = Fleet.Module.Runtime with { ComposeFile = Path } };
        return DriftComparer.Compare(
            module, host with { Snapshot = host.Snapshot! with { Files = [file] } }, Encoding.UTF8.GetBytes(root), Fleet.Now);
    }
}
