using System.Text;
using Platform.Drift;
using Platform.Snapshots;
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
        var finding = Assert.Single(Compare("services:\n  a:\n    image: x:1\n    tty: true\n", "services:\n  a:\n    image: x:2\n    tty: true\n").Findings);
        Assert.Equal((FindingCode.ComposeFileMismatch, FindingSeverity.Drift), (finding.Code, finding.Severity));
        Assert.Equal(
            $"--- host/{Path}\n+++ root/{Path}\n@@ -1,4 +1,4 @@\n services:\n   a:\n-    image: x:1\n+    image: x:2\n     tty: true\n", finding.Detail);
    }

    [Fact]
    public void A_secret_in_the_file_is_not_in_the_diff()
    {
        var finding = Assert.Single(Compare("      POSTGRES_PASSWORD: hunter2\n", "      POSTGRES_PASSWORD: hunter3\n").Findings);
        Assert.DoesNotContain("hunter", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("POSTGRES_PASSWORD", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("\n-      POSTGRES_PASSWORD: …\n+      POSTGRES_PASSWORD: …\n", finding.Detail, StringComparison.Ordinal);
    }

    [Theory] // the same line, once where it is harmless and once where it is a value
    [InlineData("services:\n  a:\n    environment:\n      user: hunter2\n", "services:\n  a:\n    labels:\n      a: b\n  b:\n      user: hunter2\n")]
    [InlineData("services:\n  a:\n      user: hunter2\n", "services:\n  a:\n    environment:\n      user: hunter2\n")]
    public void A_line_that_both_files_have_is_masked_if_it_is_a_secret_in_one_of_them(string host, string root)
    {
        var detail = Assert.Single(Compare(host, root).Findings).Detail;
        Assert.DoesNotContain("\n       user: hunter2", detail, StringComparison.Ordinal);
        Assert.Contains("\n       …", detail, StringComparison.Ordinal);
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

    [Fact]
    public void Distant_differences_are_hunks_of_their_own()
    {
        string[] before = [.. Enumerable.Range(1, 30).Select(i => $"line {i}")];
        string[] after = [.. before];
        after[4] = "changed";
        after[24] = "changed too";
        var diff = UnifiedDiff.Of(before, after, "a", "b", line => line.Text);
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
