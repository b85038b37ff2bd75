using System.Text;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests.Reviewers;
using Platform.Planning;
using Platform.Policy;
using Platform.Readiness;
using Platform.Review;
using Platform.Schema;
using Platform.Snapshots;
using Platform.Tests.Drift;
using Platform.Tests.Hosts;
using Platform.Yaml;

namespace Platform.Tests;

/// <summary>A document that another version wrote is told from one that was damaged, with the version and the way out.</summary>
public sealed class OlderDocumentTests : IDisposable
{
    /// <summary>As the first version wrote it: it had no <c>madeBy</c> and no scope.</summary>
    private const string FirstPlan =
        """{"blocked":[],"changes":[],"createdAt":"2026-11-21T09:30:00.000Z","exitCode":0,"expiresAt":"2026-11-22T09:30:00.000Z","hosts":[],"root":{"commit":null,"dirty":null,"files":{}},"schema":"platform.plan/1","summary":{"blocked":0,"changes":0,"drifted":0,"modules":1,"notCompared":0}}""";

    /// <summary>As the first version wrote it, of one container: settings, networks and volumes were not looked at.</summary>
    private const string FirstSnapshot =
        """
        {
          "schema": "platform.snapshot/1",
          "host": "rs2000",
          "observedAt": "2026-05-02T11:45:40.436Z",
          "hostTime": "2026-05-02T11:45:40.000Z",
          "engine": { "version": "20.10.24+dfsg1", "apiVersion": "1.41", "os": "linux", "architecture": "amd64", "composeVersion": "2.26.1-4" },
          "projects": ["home-platform"],
          "containers": [
            {
              "id": "9184832fea6d452da3a39595ce83e485f57e42a37bec1158353adb6ea63e29ff",
              "name": "home-platform-honcho-api-1",
              "imageReference": "ghcr.io/plastic-labs/honcho:3.0.3",
              "imageId": "sha256:3d448bc6e4cf896d69d9e69910a26835b662f131e3b0716e268e480d5dccbe08",
              "composeProject": "home-platform",
              "composeService": "honcho-api",
              "composeNumber": 1,
              "isOneOff": false,
              "createdAt": "2026-05-02T08:43:46.762Z",
              "state": { "status": "Running", "exitCode": 0, "restartCount": 0, "oomKilled": false, "startedAt": "2026-05-02T08:43:47.711Z", "finishedAt": null, "health": "None", "failingStreak": 0 }
            }
          ],
          "images": [],
          "composeProjects": [],
          "files": []
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-older-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plan_of_the_first_version_is_told_by_its_version_and_not_by_what_it_lacks()
    {
        var exception = Assert.Throws<PlanException>(() => PlanDocument.Read(Encoding.UTF8.GetBytes(FirstPlan)));
        Assert.Equal("it is platform.plan/1, made by an older version; this version reads platform.plan/2; make a new plan", exception.Message);
    }

    [Fact]
    public void A_newer_plan_says_which_version_made_it()
    {
        var newer = FirstPlan.Replace("platform.plan/1", "platform.plan/3", StringComparison.Ordinal).Replace("\"root\"", "\"madeBy\":\"2.0.1\",\"root\"", StringComparison.Ordinal);
        Assert.StartsWith("it is platform.plan/3, made by a newer version, 2.0.1; ", Assert.Throws<PlanException>(() => PlanDocument.Read(Encoding.UTF8.GetBytes(newer))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_of_the_first_version_lacks_what_is_compared_and_says_so_with_the_way_out()
    {
        var observation = await ReadAsync(FirstSnapshot);
        Assert.Equal(HostFailureReason.SnapshotUnreadable, observation.Failure?.Reason);
        Assert.Matches(@"rs2000\.json is platform\.snapshot/1, made by an older version, and lacks what this version compares \(at \d+:\d+\); make it again with 'platformctl snapshot rs2000 --out .*'\z", observation.Failure?.Message);
    }

    [Fact]
    public void A_snapshot_of_the_first_form_that_has_all_facts_is_read()
    {
        var text = Encoding.UTF8.GetString(SnapshotFile.Write(Fleet.Host(Fleet.Container).Snapshot!)); // a host that was seen
        Assert.Equal("platform.snapshot/1", SnapshotFile.Read(Encoding.UTF8.GetBytes(text.Replace("platform.snapshot/2", "platform.snapshot/1", StringComparison.Ordinal))).Schema);
    }

    [Fact]
    public async Task A_snapshot_of_a_newer_version_names_it_and_the_way_out_and_is_not_called_no_snapshot()
    {
        var observation = await ReadAsync(FirstSnapshot.Replace("platform.snapshot/1", "platform.snapshot/7", StringComparison.Ordinal));
        Assert.Equal(HostFailureReason.SnapshotUnreadable, observation.Failure?.Reason);
        Assert.Equal(
            $"{PathOf("rs2000.json")} is platform.snapshot/7, made by a newer version; this version reads platform.snapshot/1 and platform.snapshot/2; make it again with 'platformctl snapshot rs2000 --out {PathOf("rs2000.json")}'",
            observation.Failure?.Message);
    }

    [Fact]
    public void A_readiness_document_a_baseline_a_decision_and_a_verdict_of_another_version_say_so()
    {
        Assert.False(EarlierReadiness.TryRead(Write("""{ "schema": "platform.readiness/2", "madeBy": "1.4.0" }"""), withDrift: false, out _, out var error));
        Assert.EndsWith(
            "document.json:1:13: it is platform.readiness/2, made by a newer version, 1.4.0; this version reads platform.readiness/1; make it again with 'platformctl readiness --json'", error, StringComparison.Ordinal);

        Assert.Null(PolicyBaseline.Read(Write("""{ "schema": "platform.policy/2" }"""), "baseline.json", out var diagnostics));
        Assert.Equal(
            "baseline.json:1:13: error SCHEMA_CONST: it is platform.policy/2, made by a newer version; this version reads platform.policy/1; make it again with 'platformctl policy --json'", Assert.Single(diagnostics).ToString());

        Assert.Null(DecisionFile.Read(Write("""{ "schema": "platform.decision/2" }"""), "decision.json", ReviewerConfiguration.Default, out diagnostics));
        Assert.Contains("it is platform.decision/2, made by a newer version; ", Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);

        List<Diagnostic> found = [];
        Assert.Null(VerdictFile.Read("""{ "schema": "platform.review/2" }"""u8, "verdict.json", found));
        Assert.Contains("the file is platform.review/2, made by a newer version; ", Assert.Single(found).ToString(), StringComparison.Ordinal);
    }

    /// <summary>What a file says of itself gets into a message only where a version can have said it.</summary>
    [Theory]
    [InlineData("platform.snapshot/2")]
    [InlineData("platform.drift/1")]
    [InlineData("platform.snapshot/0")]
    [InlineData("platform.snapshot/-1")]
    [InlineData("platform.snapshot/1x")]
    [InlineData("platform.snapshot/")]
    [InlineData("platform.snapshot")]
    [InlineData("platform.snapshot/99999999999")]
    [InlineData("hunter2/3")]
    [InlineData("")]
    public void What_no_other_version_wrote_is_left_to_the_schema(string name) =>
        Assert.Null(OtherVersion.Of(JsonReader.Read(Encoding.UTF8.GetBytes($$"""{ "schema": "{{name}}" }""")).Root, "platform.snapshot/1", "platform.snapshot/2"));

    [Fact]
    public void A_version_that_is_none_is_not_told()
    {
        var document = JsonReader.Read("""{ "schema": "platform.plan/1", "madeBy": "hunter2" }"""u8).Root;
        Assert.DoesNotContain("hunter2", OtherVersion.Of(document, "platform.plan/2"), StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Write(string text, string name = "document.json")
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private async Task<HostObservation> ReadAsync(string snapshot)
    {
        var definition = TestHosts.Ssh("x") with { Transport = TransportKind.Recorded, Destination = null, SnapshotPath = Write(snapshot, "rs2000.json") };
        return await new HostObserver(TimeProvider.System, TestHosts.NoTrust).ReadAsync(HostQuestion.Ask(definition, SnapshotRequest.Probe), TestContext.Current.CancellationToken);
    }
}
