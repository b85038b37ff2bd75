using Platform.Drift;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Reporting.Items;
using Platform.Schema;
using Platform.Tests.Policy;
using Platform.Yaml;

namespace Platform.Tests.Reporting;

/// <summary>The one item that all checks have in common, and the report that is made of items.</summary>
public sealed class FleetReportTests
{
    [Fact]
    public void A_fingerprint_is_that_of_the_rule_whoever_says_it()
    {
        using var root = new PolicyRoot { Service = "image: app:1\nvolumes: ['/var/run/docker.sock:/var/run/docker.sock']" };
        var outcome = root.Judge();
        var items = PolicyItems.Of(outcome.Findings, outcome.FailOn).ToArray();
        Assert.NotEmpty(items);
        Assert.Equal(outcome.Findings.Select(f => f.Fingerprint), items.Select(i => i.Fingerprint));
    }

    [Fact]
    public void A_fingerprint_outlives_lines_values_and_words()
    {
        var item = Reports.Item();
        var later = item with { Place = new ReportPlace("elsewhere.yaml", 99), Message = "another", Evidence = [new ReportEvidence("actual", "3.0.2")], Severity = ReportSeverity.Low };
        Assert.Equal(item.Fingerprint, later.Fingerprint);
        Assert.NotEqual(item.Fingerprint, (item with { Subject = "image.digest" }).Fingerprint);
        Assert.NotEqual(item.Fingerprint, (item with { Module = "redis" }).Fingerprint);
        Assert.NotEqual(item.Fingerprint, (item with { Code = "IMAGE_DIGEST_MISMATCH" }).Fingerprint);
    }

    [Fact]
    public void Each_item_of_a_report_has_a_fingerprint_of_its_own()
    {
        var report = Reports.Of(Reports.Item(), Reports.Item(message: "the same of another container"), Reports.Item(module: "redis"));
        Assert.Equal(3, report.Items.Select(i => i.Fingerprint).Distinct(StringComparer.Ordinal).Count());
        var again = FleetReport.Assemble(Reports.Parts([.. report.Items]));
        Assert.Equal(report.Items.Select(i => i.Fingerprint), again.Items.Select(i => i.Fingerprint));
    }

    [Fact]
    public void Every_finding_of_drift_becomes_an_item_with_a_place_in_the_manifest()
    {
        using var root = new PolicyRoot { Spec = "artifact: { kind: oci-image, registry: upstream-registry, reference: 'app:1', update_policy: manual }" };
        root.Write();
        var catalog = ModuleCatalog.Read(root.Files.Root, ModuleSelection.Of(root.Files.Root, ["app"], root.Files.Path), TestContext.Current.CancellationToken);
        Assert.Empty(catalog.Diagnostics);
        var places = new ItemPlaces(catalog.Modules.ToDictionary(m => m.Id, StringComparer.Ordinal));
        var drift = Reports.Drift("app", "rs2000", DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift), Reports.Finding(FindingSeverity.Drift, FindingCode.StateMismatch, "state"), Reports.Finding(FindingSeverity.Information, "IMAGE_RECORD_STALE", "image_observed"));
        ReportItem[] items = [.. DriftItems.Of([drift], places)];
        Assert.Equal(3, items.Length);
        var lines = File.ReadAllLines(catalog.Modules[0].Path);
        Assert.Contains("artifact", lines[items[0].Place.Line - 1], StringComparison.Ordinal);
        Assert.All(items, i => Assert.Equal("modules/app/module.yaml", i.Place.File));
        Assert.Equal([true, true, false], items.Select(i => i.Fails));
        Assert.Equal("platformctl plan app", items[0].Fix);
        Assert.Equal("platformctl edit record app", items[2].Fix);
    }

    [Fact]
    public void What_cannot_be_known_is_neither_good_nor_failing()
    {
        var unreachable = Reports.Drift("a", "gone", DriftStatus.Unreachable, new DriftFinding(FindingCode.HostUnreachable, FindingSeverity.Warning, "host", null, null, "refused"));
        var report = Report(unreachable);
        Assert.Equal(ModuleVerdict.Unknown, report.Modules.Single(m => m.Module == "a").Verdict);
        Assert.Equal((0, 1), (report.Summary.Failing, report.Summary.Unknown));
        Assert.Equal(ModuleVerdict.Attention, Report(Reports.Drift("a", "h", DriftStatus.Unverified, Reports.Finding(FindingSeverity.Warning, FindingCode.ImageDigestNotVerified))).Modules[0].Verdict);
        Assert.Equal(ModuleVerdict.External, Report(Reports.Drift("a", "h", DriftStatus.Skipped)).Modules[0].Verdict);
        Assert.Equal(ModuleVerdict.Good, Report(Reports.Drift("a", "h", DriftStatus.InSync)).Modules[0].Verdict);
    }

    [Fact]
    public void What_was_accepted_is_marked_and_counted_apart()
    {
        var report = Reports.Of(Reports.Item() with { Acknowledgement = "operator, 2026-05-02: known", Fails = false }, Reports.Item("docker-sock-bind"));
        Assert.Equal((1, 1), (report.Summary.Acknowledged, report.Summary.High));
        Assert.True(report.Items[^1].Acknowledged); // shown, and last
    }

    [Fact]
    public void What_is_new_is_said_of_checks_that_ran_before_and_what_is_gone_of_modules_that_are_looked_at()
    {
        var earlier = Reports.Of(Reports.Item(), Reports.Item("STATE_MISMATCH"), Reports.Item("docker-sock-bind", "redis"));
        var now = Reports.Of(Reports.Item(), Reports.Item("PORTS_MISMATCH"), Reports.Item("readiness-source") with { Check = ReportCheck.Readiness });
        var marked = ReportChanges.Mark(now, earlier);
        Assert.Equal(1, marked.Since?.New);
        Assert.Equal([false, true, false], marked.Items.OrderBy(i => i.Code, StringComparer.Ordinal).Select(i => i.IsNew));
        Assert.Equal(["STATE_MISMATCH", "docker-sock-bind"], marked.Since?.Gone.Select(i => i.Code).Order(StringComparer.Ordinal));
        var some = ReportChanges.Mark(now with { WholeFleet = false, Modules = [.. now.Modules.Where(m => m.Module == "honcho-api")] }, earlier);
        Assert.Equal(["STATE_MISMATCH"], some.Since?.Gone.Select(i => i.Code));
    }

    [Fact]
    public void The_document_is_valid_by_its_schema_and_read_back_as_it_was()
    {
        var report = ReportChanges.Mark(Reports.Of(Reports.Item(), Reports.Item("a-rule", null), Reports.Item(message: Reports.Hostile)), Reports.Of(Reports.Item("gone")));
        var json = ReportJson.Write(report);
        var document = JsonReader.Parse(System.Text.Encoding.UTF8.GetString(json));
        Assert.Empty(document.Diagnostics);
        Assert.Empty(ShippedSchemas.Report.Evaluate(document.Root).Errors);
        Assert.True(Platform.Reporting.Reading.ReportDocument.TryRead(json, "report.json", out var read, out var error), error);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(ReportJson.Write(report with { Since = null })), System.Text.Encoding.UTF8.GetString(ReportJson.Write(read.ToReport(Reports.Now))));
    }

    private static FleetReport Report(ModuleDrift drift) => FleetReport.Of(new ReportSources
    {
        Verb = "drift-check", At = Reports.Now, Root = "fleet", Folders = [drift.Module ?? ""], Modules = [], ExitCode = 0, WholeFleet = true, Drift = [drift],
    });
}
