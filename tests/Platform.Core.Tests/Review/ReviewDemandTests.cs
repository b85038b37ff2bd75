using System.Text;
using Platform.Applying;
using Platform.Hosts;
using Platform.Manifests.Reviewers;
using Platform.Planning;
using Platform.Reporting;
using Platform.Review;
using Platform.Root;
using Platform.Tests.Planning;
using Platform.Tests.Root;
using Verdict = Platform.Review.Verdict;

namespace Platform.Tests.Review;

/// <summary>A host that demands a review is changed only with a decision that is CLEAR about the plan's commit.</summary>
public sealed class ReviewDemandTests : IDisposable
{
    private static readonly HostDefinition Demanding = new()
    {
        Name = "rs2000", Transport = TransportKind.Local, ComposeProject = "p", ConnectTimeout = TimeSpan.FromSeconds(1), CommandTimeout = TimeSpan.FromSeconds(1), ApplyRequires = [ApplyRequirement.Review],
    };

    private readonly GitFolder _git = new();
    private readonly string _commit;

    public ReviewDemandTests()
    {
        Directory.CreateDirectory(Path.Combine(_git.Path, "modules"));
        File.WriteAllText(Path.Combine(_git.Path, "modules", "keep"), "");
        Write("schema_version: 1\nquorum: { reviewers: 2 }\n");
        _git.ShellAsync("git add -A && git commit -qm base").GetAwaiter().GetResult();
        _commit = _git.RunAsync("rev-parse", "HEAD").GetAwaiter().GetResult();
    }

    private string DecisionPath => Path.Combine(_git.Around, "decision.json");

    public void Dispose() => _git.Dispose();

    [Fact]
    public async Task A_clear_decision_about_the_plan_s_commit_is_enough()
    {
        Decide(_commit);
        Assert.Null(await RefusalAsync());
    }

    [Fact]
    public async Task Without_one_nothing_is_applied_and_the_way_out_is_said()
    {
        var refusal = await RefusalAsync(path: null);
        Assert.Equal((RefusalReason.NotApproved, 4), (refusal?.Reason, refusal?.ExitCode));
        Assert.Contains("demands a review that came to CLEAR to change rs2000, and none was given", refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_demands_nothing_needs_none_and_neither_does_a_dry_run()
    {
        Assert.Null(await RefusalAsync(path: null, host: Demanding with { ApplyRequires = [] }));
        Assert.Null(await ReviewDemand.RefusalOfAsync(Root, Plan(_commit), [Demanding], new ApplyOptions { DryRun = true }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_decision_about_another_commit_is_none()
    {
        Decide(new string('a', 40));
        Assert.Contains("the review is about git:aaaa", (await RefusalAsync())?.Message, StringComparison.Ordinal);
        Decide(null);
        Assert.Contains("does not say what was reviewed", (await RefusalAsync())?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(VerdictAnswer.NotOk, "the review came to BLOCKED")]
    [InlineData(null, "the review came to INCOMPLETE")]
    public async Task A_decision_that_is_not_clear_is_none(VerdictAnswer? second, string said)
    {
        Decide(_commit, second);
        Assert.Contains(said, (await RefusalAsync())?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_file_says_it_came_to_is_not_believed()
    {
        Decide(_commit, VerdictAnswer.NotOk);
        await File.WriteAllTextAsync(
            DecisionPath, (await File.ReadAllTextAsync(DecisionPath, TestContext.Current.CancellationToken)).Replace("\"BLOCKED\"", "\"CLEAR\"", StringComparison.Ordinal).Replace("\"exitCode\": 2", "\"exitCode\": 0", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("the review came to BLOCKED", (await RefusalAsync())?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quorum_is_that_of_the_commit()
    {
        Decide(_commit, null);
        Write("schema_version: 1\nquorum: { reviewers: 1 }\n");
        Assert.Contains("policies/reviewers.yaml differs from the commit", (await RefusalAsync())?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_of_files_that_are_not_committed_was_not_reviewed()
    {
        Decide(_commit);
        var plan = Plan(_commit);
        plan = plan with { Root = plan.Root with { Dirty = true, Uncommitted = new Dictionary<string, string>(StringComparer.Ordinal) { ["hosts.yaml"] = "differs from the commit" } } };
        Assert.Contains("hosts.yaml of the plan differs from the commit", (await RefusalAsync(plan: plan))?.Message, StringComparison.Ordinal);
        Assert.Contains("from no commit of git", (await RefusalAsync(plan: Plan(null)))?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "JSON_EMPTY")]
    [InlineData("{}", "SCHEMA_REQUIRED")]
    [InlineData("{\"schema\":\"platform.review/1\"}", "SCHEMA_")]
    public async Task A_file_that_is_no_decision_is_told_with_its_place(string text, string said)
    {
        await File.WriteAllTextAsync(DecisionPath, text, TestContext.Current.CancellationToken);
        Assert.Matches($"the review cannot be read: .*decision\\.json:1:1: error {said}", (await RefusalAsync())?.Message);
    }

    private PlatformRoot Root => PlatformRoot.Above(_git.Path) ?? throw new InvalidOperationException("no root");

    private static PlatformPlan Plan(string? commit)
    {
        var plan = PlanTesting.Plan(PlanTesting.Old);
        return plan with { Root = plan.Root with { Commit = commit, Dirty = commit is null ? null : false, Uncommitted = new Dictionary<string, string>(StringComparer.Ordinal) } };
    }

    private void Write(string reviewers)
    {
        Directory.CreateDirectory(Path.Combine(_git.Path, "policies"));
        File.WriteAllText(Path.Combine(_git.Path, ReviewerConfiguration.RelativePath), reviewers);
    }

    /// <summary>Of two reviewers; the second says OK, NOT_OK, or nothing at all.</summary>
    private void Decide(string? commit, VerdictAnswer? second = VerdictAnswer.Ok)
    {
        Verdict[] verdicts =
        [
            .. from reviewer in (string[])["A", "B"] from hat in ReviewHats.All where reviewer == "A" || second is not null
               select Verdicts.Of(reviewer, hat, reviewer == "A" ? VerdictAnswer.Ok : second ?? VerdictAnswer.Ok) with { Reviewed = commit is null ? null : "git:" + commit },
        ];
        if (second is VerdictAnswer.NotOk) verdicts = [.. verdicts.Select(v => v with { Answer = VerdictAnswer.NotOk })];
        var json = ReportJson.Write(DecisionReport.Of(ReviewDecision.Of(new VerdictSet(verdicts), ReviewerConfiguration.Default)));
        File.WriteAllText(DecisionPath, Encoding.UTF8.GetString(json));
    }

    private Task<ApplyRefusal?> RefusalAsync(string? path = "", PlatformPlan? plan = null, HostDefinition? host = null) => ReviewDemand.RefusalOfAsync(
        Root, plan ?? Plan(_commit), [host ?? Demanding], new ApplyOptions { ReviewPath = path is null ? null : DecisionPath }, TestContext.Current.CancellationToken);
}
