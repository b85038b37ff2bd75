using Platform.Access;
using Platform.Access.Backings;
using Platform.Access.Catalog;

namespace Platform.Tests.Access.Backings;

/// <summary>One program, with arguments that the catalog allows.</summary>
public sealed class WrappedCommandTests : IDisposable
{
    private readonly BackingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true, "/usr/bin/restic", "snapshots", "--tag=web-1")]
    [InlineData(true, "restic", "snapshots", "--tag=web-1")]
    [InlineData(false, "/tmp/restic", "snapshots", "--tag=web-1")]
    [InlineData(false, "./restic", "snapshots", "--tag=web-1")]
    [InlineData(false, "sh", "snapshots", "--tag=web-1")]
    [InlineData(false, "restic", "forget", "--tag=web-1")]
    [InlineData(false, "restic", "snapshots")]
    [InlineData(false, "restic", "snapshots", "--tag=web-1", "--repo=elsewhere")]
    [InlineData(false, "restic", "snapshots ", "--tag=web-1")]
    [InlineData(false, "restic", "xsnapshots", "--tag=web-1")]
    [InlineData(false, "restic", "snapshots", "--tag=web-1\n")]
    [InlineData(false, "restic", "snapshots", "--tag=a\n--tag=web-1")]
    [InlineData(false, "restic", "--tag=web-1", "snapshots")]
    public void Only_the_program_and_whole_arguments_that_match_may_run(bool isAllowed, params string[] words)
    {
        var refusal = Rule(["snapshots|stats", "--tag=[a-z]+-[0-9]"]).Check(words, out var command);
        Assert.Equal(isAllowed, refusal is null);
        Assert.Equal(["/usr/bin/restic", .. words.Skip(1)], command);
    }

    [Fact]
    public void A_program_of_a_root_that_is_not_trusted_does_not_run()
    {
        _bench.IsTrusted = false;
        Assert.Equal(AccessRefusalReason.NotTrusted, Rule([]).Check(["restic"], out _)?.Reason);
    }

    [Fact]
    public async Task Secrets_reach_the_environment_and_standard_input_and_are_cleared()
    {
        var backing = new WrappedCommandBacking(
            "/usr/bin/restic", [], new Dictionary<string, SecretSource>(StringComparer.Ordinal) { ["RESTIC_PASSWORD"] = _bench.Keep("planted-1") }, _bench.Keep("planted-2"));
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(5)));
        var answer = await acts.IssueAsync(session, TestContext.Current.CancellationToken);
        ChildInjection child = new();
        acts.Inject(answer.Credential!, child);
        Assert.Equal("planted-1", child.Environment["RESTIC_PASSWORD"]);
        Assert.Equal("planted-2", System.Text.Encoding.UTF8.GetString(child.Input ?? []));
        Assert.Empty(answer.Credential!.Handles);
        Assert.True((await acts.RevokeAsync(session.Session, answer.Credential, TestContext.Current.CancellationToken)).IsGone);
        ChildInjection after = new();
        acts.Inject(answer.Credential, after);
        Assert.Equal(new string('\0', 9), after.Environment["RESTIC_PASSWORD"]);
    }

    [Fact]
    public async Task One_secret_that_is_missing_leaves_all_of_them_ungiven()
    {
        var backing = new WrappedCommandBacking("/usr/bin/restic", [], new Dictionary<string, SecretSource>(StringComparer.Ordinal)
        {
            ["A_SECRET"] = _bench.Keep("planted-1"), ["B_SECRET"] = new FileSecret(_bench.PathOf("nothing")),
        }, null);
        var answer = await _bench.Of(backing).IssueAsync(_bench.Session(backing, TimeSpan.FromMinutes(5)), TestContext.Current.CancellationToken);
        Assert.Null(answer.Credential);
        Assert.Equal(AccessRefusalReason.NotIssued, answer.Refusal?.Reason);
    }

    private ICommandRule Rule(IReadOnlyList<string> arguments) =>
        (ICommandRule)_bench.Of(new WrappedCommandBacking("/usr/bin/restic", arguments, new Dictionary<string, SecretSource>(StringComparer.Ordinal), null));
}
