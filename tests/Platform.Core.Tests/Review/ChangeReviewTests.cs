using System.Text.Json;
using Platform.Manifests.Reviewers;
using Platform.Review;
using Platform.Root;
using Platform.Snapshots;
using Platform.Tests.Policy;
using Platform.Tests.Root;

namespace Platform.Tests.Review;

/// <summary>A change in a real repository, reviewed by real commands and by the root's rules.</summary>
public sealed class ChangeReviewTests : IDisposable
{
    private const string Secret = "hunter2-correct-horse";

    private readonly GitFolder _git = new();

    public ChangeReviewTests()
    {
        using var sample = new PolicyRoot { Service = "image: app:1\nhealthcheck: { test: [CMD, 'true'] }\nenvironment:\n  MODE: quiet" };
        sample.Write();
        foreach (var file in Directory.EnumerateFiles(sample.Files.Path, "*", SearchOption.AllDirectories)) Write(Path.GetRelativePath(sample.Files.Path, file), File.ReadAllText(file));
        Write("hosts.yaml", "schema_version: 1\nhosts: { rs2000: { transport: recorded, snapshot: none.json } }\n");
        Commit("base");
        _git.RunAsync("branch", "base").GetAwaiter().GetResult();
    }

    private string ComposeFile => Path.Combine(_git.Path, "compose/app/compose.yaml");

    private PlatformRoot Root => PlatformRoot.Above(_git.Path) ?? throw new InvalidOperationException("no root");

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task Nobody_but_the_rules_reviews_where_nobody_is_named()
    {
        Compose("image: app:1", "image: app:2");
        Commit("a newer image");
        var decision = await DecideAsync();
        Assert.Equal((DecisionStatus.Incomplete, 6), (decision.Status, decision.Missing.Count));
        var policy = Assert.Single(decision.Verdicts);
        Assert.Equal(("policy", VerdictAnswer.Ok, 1.0), (policy.Reviewer, policy.Answer, policy.Confidence));
        Assert.Equal("git:" + await _git.RunAsync("rev-parse", "HEAD"), decision.Reviewed);
    }

    [Fact]
    public async Task The_rules_tell_what_the_change_brings_and_not_what_was_there()
    {
        Compose("image: app:1", "image: app:1\n    volumes: ['/var/run/docker.sock:/s']");
        Commit("the socket");
        var decision = await DecideAsync();
        Assert.Equal(DecisionStatus.Elevated, decision.Status);
        var risks = decision.Verdicts[0].Risks;
        Assert.Equal(["blast-radius-understated", "docker-sock-bind"], risks.Where(r => r.IsHigh).Select(r => r.Rule).Order(StringComparer.Ordinal));
        Assert.Equal((VerdictAnswer.NotOk, "compose/app/compose.yaml"), (decision.Verdicts[0].Answer, risks.Single(r => r.Rule == "docker-sock-bind").Evidence.File));

        await _git.RunAsync("branch", "-f", "base");
        Compose("MODE: quiet", "MODE: loud");
        Commit("something else");
        Assert.Equal(VerdictAnswer.Ok, (await DecideAsync()).Verdicts[0].Answer);
    }

    [Fact]
    public async Task A_change_does_not_decide_what_it_is_judged_by()
    {
        Write("policies/policy.yaml", "schema_version: 1\nfail_on: critical\ndisabled:\n  - { rule: privileged-container, reason: no }\nseverities: { blast-radius-understated: low }\n");
        Compose("image: app:1", "image: app:1\n    privileged: true");
        Commit("privileged, and the rule off");
        var decision = await DecideAsync();
        Assert.Equal((DecisionStatus.Elevated, VerdictAnswer.NotOk), (decision.Status, decision.Verdicts[0].Answer));
        Assert.Contains(decision.SingleReviewerHighRisks, risk => risk.Rule == "privileged-container");
        Assert.Contains(decision.SingleReviewerHighRisks, risk => risk.Rule == "blast-radius-understated");
    }

    [Fact]
    public async Task A_change_of_who_reviews_is_a_high_risk()
    {
        Write(ReviewerConfiguration.RelativePath, "schema_version: 1\nquorum: { reviewers: 1 }\n");
        Commit("one is enough");
        Assert.Equal("reviewers-changed", Assert.Single((await DecideAsync()).SingleReviewerHighRisks).Rule);
    }

    [Fact]
    public async Task A_risk_that_the_change_accepts_is_told()
    {
        Compose("image: app:1", "image: app:1\n    privileged: true");
        Write("modules/app/module.yaml", (await File.ReadAllTextAsync(Path.Combine(_git.Path, "modules/app/module.yaml"), TestContext.Current.CancellationToken))
            .Replace("risk: { blast_radius: self, internet_exposed: false, human_wakeup_allowed: false }", "risk: " + PolicyRoot.Acknowledging(PolicyRoot.Of("privileged-container"), "host"), StringComparison.Ordinal));
        Commit("privileged, and accepted");
        var decision = await DecideAsync();
        var risk = Assert.Single(decision.Verdicts[0].Risks, r => r.Rule == "privileged-container");
        Assert.Equal((RiskSeverity.Medium, VerdictAnswer.Ok), (risk.Severity, decision.Verdicts[0].Answer));
        Assert.StartsWith("app: accepted by operator: ", risk.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_manifest_any_more_is_a_high_risk()
    {
        Write("modules/app/module.yaml", "id: app\n");
        Commit("broken");
        var decision = await DecideAsync();
        Assert.Contains(decision.SingleReviewerHighRisks, risk => risk.Rule == "SCHEMA_REQUIRED" && risk.Evidence.File == "modules/app/module.yaml");
    }

    [Fact]
    public async Task Reviewers_get_the_context_on_standard_input_and_give_verdicts()
    {
        Reviewers("quorum: { reviewers: 2 }", Reviewer("echo", Printing("OK")), Reviewer("second", Printing("OK")));
        Compose("MODE: quiet", $"MODE: loud\n      DB_PASSWORD: {Secret}");
        Write("modules/app/notes.txt", Secret);
        Write("modules/app/module.yaml", await File.ReadAllTextAsync(Path.Combine(_git.Path, "modules/app/module.yaml"), TestContext.Current.CancellationToken) + $"\n# db_password: {Secret}\n");
        Commit("louder");
        var decision = await DecideAsync();
        // The secret in the compose file is the rules' to see.
        Assert.Equal((DecisionStatus.Elevated, 0, 0), (decision.Status, decision.Failures.Count, decision.Missing.Count));
        Assert.Equal((new HatCount(2, 2), new HatCount(2, 2)), (decision.Hats.Tech, decision.Hats.Product));

        var pack = await File.ReadAllTextAsync(Path.Combine(_git.Around, "echo-product"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Secret, pack, StringComparison.Ordinal);
        var context = JsonDocument.Parse(pack).RootElement;
        Assert.Equal(("platform.review-context/1", "echo", "product"), (context.GetProperty("schema").GetString(), context.GetProperty("reviewer").GetString(), context.GetProperty("hat").GetString()));
        Assert.Equal(decision.Reviewed, context.GetProperty("reviewed").GetString());
        var files = context.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("path").GetString()!, f => f, StringComparer.Ordinal); // every file has a path
        Assert.Equal("compose", files["compose/app/compose.yaml"].GetProperty("kind").GetString());
        Assert.Contains("+      DB_PASSWORD: …\n", files["compose/app/compose.yaml"].GetProperty("diff").GetString(), StringComparison.Ordinal);
        Assert.Contains("+# db_password: …\n", files["modules/app/module.yaml"].GetProperty("diff").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, files["modules/app/notes.txt"].GetProperty("diff").ValueKind);
        Assert.Equal(["app"], context.GetProperty("modules").EnumerateArray().Select(m => m.GetString()));
        Assert.Contains(context.GetProperty("policy").EnumerateArray(), f => f.GetProperty("rule").GetString() == "secret-literal" && f.GetProperty("isNew").GetBoolean());
        Assert.Equal(2, context.GetProperty("readiness").GetProperty("before").GetProperty("modules").GetInt32());
        Assert.Equal("app", context.GetProperty("drift")[0].GetProperty("module").GetString());
    }

    [Theory]
    [InlineData("exit 3", ReviewerFailureReason.Failed, "exit code 3")]
    [InlineData("echo all good", ReviewerFailureReason.NoVerdict, "no verdict, at 1:1")]
    [InlineData("true", ReviewerFailureReason.NoVerdict, "no verdict")]
    [InlineData("sleep 60", ReviewerFailureReason.TimedOut, "within 1 s")]
    [InlineData("yes", ReviewerFailureReason.OutputTooLarge, "which no verdict has")]
    [InlineData("printf 'schema: platform.review/1\\nreviewer: other\\nhat: tech\\nverdict: OK\\nconfidence: 1\\n'", ReviewerFailureReason.NoVerdict, "the verdict is that of other as tech")]
    [InlineData("printf 'schema: platform.review/1\\nreviewer: claude\\nhat: product\\nverdict: OK\\nconfidence: 1\\n'", ReviewerFailureReason.NoVerdict, "claude as product")]
    [InlineData("printf 'schema: platform.review/1\\nreviewer: claude\\nhat: tech\\nverdict: OK\\nconfidence: 1\\nreviewed: git:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\n'", ReviewerFailureReason.NoVerdict, "the verdict is about git:aaaa")]
    public async Task A_reviewer_that_gives_no_verdict_is_a_failure_and_the_review_incomplete(string script, ReviewerFailureReason reason, string said)
    {
        Reviewers("quorum: { reviewers: 1, hats: [tech] }", $"name: claude, hats: [tech], timeout_seconds: 1, command: [sh, -c, {JsonSerializer.Serialize(script)}]");
        var decision = await DecideAsync();
        Assert.Equal((DecisionStatus.Incomplete, reason), (decision.Status, Assert.Single(decision.Failures).Reason));
        Assert.Contains(said, decision.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal([new MissingVerdict("claude", ReviewHat.Tech)], decision.Missing);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_failure()
    {
        Reviewers("quorum: { reviewers: 1, hats: [tech] }", "name: claude, hats: [tech], command: [no-such-reviewer]");
        var decision = await DecideAsync();
        Assert.Equal((DecisionStatus.Incomplete, ReviewerFailureReason.NotStarted), (decision.Status, Assert.Single(decision.Failures).Reason));
    }

    [Fact]
    public async Task Nothing_is_started_for_a_root_that_nobody_trusts()
    {
        var mark = Path.Combine(_git.Around, "started");
        Reviewers("quorum: { reviewers: 1, hats: [tech] }", $"name: claude, hats: [tech], command: [touch, '{mark}']");
        var decision = await DecideAsync(isTrusted: false);
        Assert.Equal((DecisionStatus.Incomplete, ReviewerFailureReason.NotTrusted), (decision.Status, Assert.Single(decision.Failures).Reason));
        Assert.Contains("platformctl trust", decision.Failures[0].Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    [Fact]
    public async Task No_reviewer_sees_the_token_that_comments_are_written_with()
    {
        Environment.SetEnvironmentVariable(ForgejoAddress.TokenVariable, Secret);
        try
        {
            var seen = Path.Combine(_git.Around, "environment");
            Reviewers("quorum: { reviewers: 1, hats: [tech] }", $"name: claude, hats: [tech], command: [sh, -c, 'env >{seen}']");
            await DecideAsync();
            var environment = await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Secret, environment, StringComparison.Ordinal);
            Assert.Contains("PLATFORM_REVIEWER=claude\n", environment, StringComparison.Ordinal);
            Assert.Contains("PLATFORM_REVIEW_HAT=tech\n", environment, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(ForgejoAddress.TokenVariable, null);
        }
    }

    [Fact]
    public async Task A_verdict_that_somebody_gave_by_hand_counts_too()
    {
        var head = await _git.RunAsync("rev-parse", "HEAD");
        var file = Path.Combine(_git.Around, "mine.yaml");
        foreach (var (reviewed, isTaken) in ((string, bool)[])[(head, true), (new string('a', 40), false)])
        {
            await File.WriteAllTextAsync(file, $"schema: platform.review/1\nreviewer: me\nhat: tech\nverdict: OK\nconfidence: 1\nreviewed: git:{reviewed}\n", TestContext.Current.CancellationToken);
            var result = await RunAsync("base", isTrusted: true, file);
            Assert.Equal(isTaken, result.Decision is not null);
            if (isTaken) Assert.Equal(["me", "policy"], result.Decision?.Verdicts.Select(v => v.Reviewer));
            else Assert.Contains(result.Diagnostics, d => d.Code == "VERDICT_OF_ANOTHER_CHANGE");
        }
    }

    [Fact]
    public async Task What_the_base_got_in_the_meantime_is_not_this_change()
    {
        await _git.RunAsync("checkout", "-q", "base");
        Write("modules/other/module.yaml", "id: other\n");
        Commit("on the base");
        await _git.RunAsync("checkout", "-q", "-");
        Compose("MODE: quiet", "MODE: loud");
        Commit("ours");
        var result = await RunAsync("base", isTrusted: true);
        Assert.Equal(["compose/app/compose.yaml"], result.Context?.Files.Select(f => f.Path));
    }

    [Fact]
    public async Task What_is_not_committed_is_not_reviewed()
    {
        Compose("image: app:1", "image: app:1\n    privileged: true");
        var result = await RunAsync("base", isTrusted: true);
        Assert.Empty(result.Context?.Files ?? [null!]); // there is a context
        Assert.Equal(VerdictAnswer.Ok, result.Decision?.Verdicts[0].Answer);
    }

    [Theory]
    [InlineData("no-such-branch", "names no commit of this clone")]
    [InlineData("", "names no commit of this clone")]
    [InlineData("--upload-pack=touch x", "names no commit of this clone")]
    [InlineData("HEAD:modules", "names no commit of this clone")]
    [InlineData("a\nb", "names no commit of this clone")]
    public async Task A_base_that_is_none_is_told(string reference, string said)
    {
        var result = await RunAsync(reference, isTrusted: true);
        Assert.Null(result.Decision);
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_without_a_commit_in_common_is_told()
    {
        await _git.ShellAsync("git checkout -q --orphan alone && git commit -q --allow-empty -m alone && git checkout -q -f base");
        Assert.Contains("have in common", (await RunAsync("alone", isTrusted: true)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_without_git_is_told()
    {
        using var root = new PolicyRoot();
        root.Write();
        var review = new ChangeReview(root.Files.Root, Hosts(Nobody), Nobody, TimeProvider.System);
        var result = await review.RunAsync(new ChangeReviewOptions("main", [], "/"), _ => { }, TestContext.Current.CancellationToken);
        Assert.Contains("is at no commit of git", result.Error, StringComparison.Ordinal);
    }

    private static Trust Nobody => new(new TrustFolder("/nonexistent"), TrustedRoots.Parse(null));

    private static string Printing(string verdict) =>
        "tee \"$0\"-\"$PLATFORM_REVIEW_HAT\" >/dev/null; printf 'schema: platform.review/1\\nreviewer: %s\\nhat: %s\\nverdict: " + verdict + "\\nconfidence: 0.9\\n' \"$PLATFORM_REVIEWER\" \"$PLATFORM_REVIEW_HAT\"";

    private string Reviewer(string name, string script) => $"name: {name}, command: [sh, -c, {JsonSerializer.Serialize(script)}, '{Path.Combine(_git.Around, name)}']";

    private void Reviewers(string quorum, params string[] reviewers)
    {
        Write(ReviewerConfiguration.RelativePath, $"schema_version: 1\n{quorum}\nreviewers:\n{string.Concat(reviewers.Select(r => $"  - {{ {r} }}\n"))}");
        Commit("reviewers");
        _git.RunAsync("branch", "-f", "base").GetAwaiter().GetResult();
    }

    private void Compose(string old, string replacement)
    {
        var text = File.ReadAllText(ComposeFile);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(ComposeFile, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    private void Write(string relative, string text)
    {
        var path = Path.Combine(_git.Path, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // below the root
        File.WriteAllText(path, text);
        if (relative.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Commit(string message) => _git.ShellAsync("git add -A && git commit -q --allow-empty -m \"$1\"", false, message).GetAwaiter().GetResult();

    private async Task<ReviewDecision> DecideAsync(bool isTrusted = true)
    {
        var result = await RunAsync("base", isTrusted);
        Assert.Null(result.Error);
        Assert.Empty(result.Diagnostics);
        return result.Decision ?? throw new InvalidOperationException("no decision");
    }

    private Task<ChangeReviewResult> RunAsync(string reference, bool isTrusted, params string[] verdicts)
    {
        var trust = isTrusted ? new Trust(new TrustFolder("/nonexistent"), TrustedRoots.Parse("*")) : Nobody;
        return new ChangeReview(Root, Hosts(trust), trust, TimeProvider.System)
            .RunAsync(new ChangeReviewOptions(reference, verdicts, _git.Around), _ => { }, TestContext.Current.CancellationToken);
    }

    private static HostObserver Hosts(Trust trust) => new(TimeProvider.System, trust);
}
