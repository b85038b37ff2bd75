using System.Text;
using Platform.Drift;
using Platform.Reporting;
using Platform.Reporting.Comparing;
using Platform.Reporting.Items;
using Platform.Schema;
using Platform.Snapshots;
using Platform.Tests.Drift;
using Platform.Yaml;

namespace Platform.Tests.Reporting;

/// <summary>What changed between two looks.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-diff-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_equal_snapshots_differ_in_nothing()
    {
        var snapshot = SnapshotFile.Write(Snapshot(Fleet.Container));
        Assert.Equal((0, 0), Code(Compare(snapshot, snapshot)));
        // Each file keys its fingerprints anew: values cannot be compared across files, and their names can.
        Assert.Equal((0, 0), Code(Compare(SnapshotFile.Write(Snapshot(Fleet.Container)), SnapshotFile.Write(Snapshot(Fleet.Container)))));
    }

    [Fact]
    public void A_container_that_came_went_or_is_otherwise_is_told_fact_by_fact()
    {
        var other = Fleet.Container with { Name = "home-platform-redis-1", Id = new string('d', 64) };
        var later = Fleet.Container with
        {
            ImageReference = Fleet.Repository + ":3.0.7",
            State = Fleet.Container.State with { Status = ContainerStatus.Exited, ExitCode = 137 },
            Configuration = Fleet.Container.Configuration with { Ports = ["0.0.0.0:80:80/tcp"] },
        };
        var report = Compare(SnapshotFile.Write(Snapshot(Fleet.Container, other)), SnapshotFile.Write(Snapshot(later, other with { Name = "home-platform-new-1" })));
        Assert.Equal(2, report.ExitCode);
        var lines = report.Changes.Select(c => c.ToString()).ToArray();
        Assert.Contains($"~ container home-platform-honcho-api-1 image: {Fleet.Repository}:3.0.6 -> {Fleet.Repository}:3.0.7", lines);
        Assert.Contains("~ container home-platform-honcho-api-1 state: Running -> Exited (137)", lines);
        Assert.Contains(lines, line => line.StartsWith("~ container home-platform-honcho-api-1 ports:", StringComparison.Ordinal) && line.EndsWith("0.0.0.0:80:80/tcp", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("+ container home-platform-new-1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("- container home-platform-redis-1", StringComparison.Ordinal));
    }

    [Fact]
    public void Snapshots_of_two_hosts_are_not_compared()
    {
        var (old, fresh) = (File("a.json", SnapshotFile.Write(Snapshot())), File("b.json", SnapshotFile.Write(Snapshot() with { Host = "other" })));
        Assert.False(DocumentComparison.TryCompare(old, fresh, Fleet.Now, out _, out var error));
        Assert.Contains("of host rs2000", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_that_came_went_or_went_on_is_told_by_what_it_is_about()
    {
        var old = Drift(Reports.Drift("a", "h", DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift)), Reports.Drift("b", "h", DriftStatus.InSync));
        var fresh = Drift(Reports.Drift("a", "h", DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift) with { Actual = "3.0.1" }), Reports.Drift("b", "h", DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift)));
        var report = Compare(old, fresh);
        Assert.Equal(
            ["~ IMAGE_TAG_MISMATCH image.tag actual: 3.0.3 -> 3.0.1", "+ IMAGE_TAG_MISMATCH image.tag: the tag differs", "~ module status: InSync -> Drifted"],
            report.Changes.Select(c => c.ToString()));
        Assert.Equal((2, "platform.drift"), (report.ExitCode, report.Kind));
        Assert.Equal(["- IMAGE_TAG_MISMATCH image.tag: the tag differs"], Compare(fresh, old).Changes.Where(c => c.Change is ChangeKind.Removed).Select(c => c.ToString()));
        Assert.Equal(0, Compare(old, old).ExitCode);
    }

    [Fact]
    public void Reports_are_compared_wherever_their_lines_have_moved()
    {
        var old = Reports.Of(Reports.Item(), Reports.Item("a-rule", severity: ReportSeverity.Low));
        var fresh = Reports.Of(Reports.Item() with { Place = new ReportPlace("elsewhere", 99) }, Reports.Item("a-rule", severity: ReportSeverity.High) with { Fails = false });
        var report = Compare(ReportJson.Write(old), ReportJson.Write(fresh));
        Assert.Equal(["~ a-rule image.tag severity: low -> high"], report.Changes.Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("{}", "it has no 'schema'")]
    [InlineData("{\"schema\":\"platform.plan/2\"}", "it is platform.plan/2")]
    [InlineData("{\"schema\":\"platform.drift/2\"}", "required")]
    [InlineData("[", "json:1:2")]
    [InlineData("{\"schema\":\"platform.snapshot/2\"}", "json:1:1")]
    public void What_is_no_document_is_told_with_its_place(string content, string words)
    {
        var path = File("x.json", Encoding.UTF8.GetBytes(content));
        Assert.False(DocumentComparison.TryCompare(path, path, Fleet.Now, out _, out var error));
        Assert.Contains(words, error, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith(path, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_kinds_are_not_compared_and_a_missing_file_is_named()
    {
        var (drift, report) = (File("d.json", Drift()), File("r.json", ReportJson.Write(Reports.Of())));
        Assert.False(DocumentComparison.TryCompare(drift, report, Fleet.Now, out _, out var error));
        Assert.Contains("two of one kind are compared", error, StringComparison.Ordinal);
        Assert.False(DocumentComparison.TryCompare(drift, drift + ".no", Fleet.Now, out _, out error));
        Assert.StartsWith(drift + ".no", error, StringComparison.Ordinal);
    }

    private DiffReport Compare(byte[] before, byte[] after)
    {
        Assert.True(DocumentComparison.TryCompare(File("old.json", before), File("new.json", after), Fleet.Now, out var report, out var error), error);
        var document = JsonReader.Parse(Encoding.UTF8.GetString(ReportJson.Write(report)));
        Assert.Empty(JsonSchema.Compile(JsonReader.ReadFile(Path.Combine(Checkout.Folder, "schema", "diff.schema.json")).Root, new SchemaOptions { AssertFormat = true }).GetSchema().Evaluate(document.Root).Errors);
        return report;
    }

    private static (int ExitCode, int Changes) Code(DiffReport report) => (report.ExitCode, report.Changes.Count);

    private static byte[] Drift(params ModuleDrift[] modules) => ReportJson.Write(DriftReport.Of([new HostReport { Host = "h", Reachable = true, Recorded = false, ObservedAt = Fleet.Now }], modules, [], strict: false));

    private static HostSnapshot Snapshot(params ContainerSnapshot[] containers) => Fleet.Host(containers).Snapshot ?? throw new InvalidOperationException();

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }
}
