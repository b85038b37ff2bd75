using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Tests.Access.Servers;

namespace Platform.Tests.Access.Backings;

/// <summary>R6.4: a token for one session, deleted at its end, and by the sweep where nobody is left to do it.</summary>
public sealed class ForgejoPatTests : IAsyncLifetime
{
    private readonly PlayedForgejo _server = new();
    private readonly BackingBench _bench = new() { Limit = TimeSpan.FromSeconds(3), WithoutSweeper = true };

    public async ValueTask InitializeAsync() => await _server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task A_token_has_the_scopes_the_repositories_and_the_name_of_its_session_and_goes_with_it()
    {
        var backing = Backing(["read:repository", "read:issue"], ["ops/platform", "ops/docs"]);
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(10)));
        var answer = await acts.IssueAsync(session, Token);
        Assert.Null(answer.Refusal);
        var name = Assert.Single(_server.Names);
        Assert.Equal($"platform-{session.Session.Id}-{session.ExpiresAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", name);
        Assert.Equal(["read:repository", "read:issue"], _server.ScopesOf(name));
        Assert.Equal(name, answer.Credential!.Handles["token"]);
        ChildInjection child = new();
        acts.Inject(answer.Credential, child);
        Assert.True(_server.Accepts(child.Environment["FORGEJO_TOKEN"]!));
        Assert.DoesNotContain(child.Environment, pair => pair.Key != "FORGEJO_TOKEN" && pair.Value!.Contains(child.Environment["FORGEJO_TOKEN"]!, StringComparison.Ordinal));
        Assert.Equal(RevokeAnswer.Gone, await acts.RevokeAsync(session.Session, answer.Credential, Token));
        Assert.Empty(_server.Names);
    }

    [Fact]
    public async Task Scopes_are_compared_as_sets()
    {
        var backing = Backing(["write:repository", "read:repository", "read:issue", "read:issue"], []);
        Assert.NotNull((await _bench.Of(backing).IssueAsync(_bench.Session(backing, TimeSpan.FromMinutes(10)), Token)).Credential);
    }

    [Fact]
    public async Task A_token_with_more_scopes_than_were_asked_for_is_deleted()
    {
        _server.OtherScope = "write:admin";
        var answer = await IssueAsync();
        Assert.Contains("other scopes", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Names);
    }

    [Fact]
    public async Task A_server_that_cannot_confine_a_token_gives_none()
    {
        _server.KnowsRepositories = false;
        var backing = Backing(["read:repository"], ["ops/platform"]);
        var answer = await _bench.Of(backing).IssueAsync(_bench.Session(backing, TimeSpan.FromMinutes(10)), Token);
        Assert.Contains("cannot confine a token", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Half_an_answer_leaves_no_token(bool asWhole)
    {
        _server.Trouble = what => what.StartsWith("POST", StringComparison.Ordinal) ? new HalfTrouble(asWhole) : null;
        Assert.Null((await IssueAsync()).Credential);
        Assert.Empty(_server.Names);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_refusal_is_told_and_a_token_is_not_asked_for_again(int status)
    {
        _server.Trouble = what => what.StartsWith("POST", StringComparison.Ordinal) ? new StatusTrouble(status) : null;
        var answer = await IssueAsync();
        Assert.Contains($"HTTP {status}", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Password, answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Single(_server.Asked, what => what.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_cannot_be_deleted_is_said_and_deleted_later_by_another_process()
    {
        var backing = Backing(["read:repository"], []);
        var session = _bench.Session(backing, TimeSpan.FromMinutes(10));
        var answer = await _bench.Of(backing).IssueAsync(session, Token);
        _server.Trouble = what => what.StartsWith("DELETE", StringComparison.Ordinal) ? new StatusTrouble(500) : null;
        var kept = await _bench.Of(backing).RevokeAsync(session.Session, answer.Credential, Token);
        Assert.False(kept.IsGone);
        Assert.Contains("HTTP 500", kept.Message, StringComparison.Ordinal);
        _server.Trouble = _ => null;
        Assert.True((await _bench.Of(backing).RevokeAsync(session.Session, null, Token)).IsGone);
        Assert.Empty(_server.Names);
    }

    [Fact]
    public async Task The_sweep_deletes_overdue_tokens_of_ours_and_nothing_else_however_many_there_are()
    {
        var now = DateTimeOffset.UtcNow;
        for (var number = 0; number < 120; number++) _server.Add($"somebody-else-{number}");
        _server.Add("platform-not-ours");
        _server.Add("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20990101T000000Z");
        _server.Add("platform-01ARZ3NDEKTSV4RRFFQ69G5FAW-20200101T000000Z");
        _server.Add($"platform-01ARZ3NDEKTSV4RRFFQ69G5FAX-{now.UtcDateTime.AddSeconds(-2):yyyyMMdd'T'HHmmss'Z'}");
        var backing = Backing(["read:repository"], []);
        Assert.True((await ((ForgejoPatCredentials)_bench.Of(backing)).SweepAsync(Token)).IsGone);
        Assert.Equal(122, _server.Names.Count);
        Assert.Contains("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20990101T000000Z", _server.Names);
        Assert.Contains("platform-not-ours", _server.Names);
    }

    [Theory]
    [InlineData("16.0.0+gitea-1.22.0", true, true, "/api/v1/admin/users/platform-bot/tokens")]
    [InlineData("16.0.0+gitea-1.22.0", false, true, "/api/v1/admin/users/platform-bot/tokens")]
    [InlineData("15.0.3+gitea-1.22.0", true, true, "/api/v1/users/platform-bot/tokens")]
    [InlineData("15.0.3+gitea-1.22.0", false, false, "version 16")]
    public async Task An_administrators_token_is_used_where_the_server_has_its_endpoint(string version, bool hasPassword, bool isGiven, string said)
    {
        _server.Version = version;
        var backing = new ForgejoPatBacking(
            _server.Url, PlayedForgejo.User, ["read:repository"], [], hasPassword ? _bench.Keep(_server.Password) : null, _bench.Keep(_server.AdministratorToken));
        var (acts, session) = (_bench.Of(backing), _bench.Session(backing, TimeSpan.FromMinutes(10)));
        var answer = await acts.IssueAsync(session, Token);
        Assert.Equal(isGiven, answer.Credential is not null);
        if (!isGiven) Assert.Contains(said, answer.Refusal!.Message, StringComparison.Ordinal);
        else Assert.Contains("POST " + said, _server.Asked);
        Assert.True(!isGiven || (await acts.RevokeAsync(session.Session, answer.Credential, Token)).IsGone);
        Assert.Empty(_server.Names);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(-61, false)]
    [InlineData(-59, true)]
    [InlineData(5, false)] // the clock was set back
    public async Task Without_a_sweep_in_the_last_hour_there_is_no_token(int? minutes, bool isGiven)
    {
        _bench.WithoutSweeper = false;
        _bench.LastSweep = minutes is { } ago ? DateTimeOffset.UtcNow.AddMinutes(ago) : null;
        var answer = await IssueAsync();
        Assert.Equal(isGiven, answer.Credential is not null);
        if (!isGiven) Assert.Contains("--no-sweeper", answer.Refusal!.Message, StringComparison.Ordinal);
        if (!isGiven) Assert.Empty(_server.Asked);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ForgejoPatBacking Backing(IReadOnlyList<string> scopes, IReadOnlyList<string> repositories) =>
        new(_server.Url, PlayedForgejo.User, scopes, repositories, _bench.Keep(_server.Password));

    private Task<IssueAnswer> IssueAsync()
    {
        var backing = Backing(["read:repository"], []);
        return _bench.Of(backing).IssueAsync(_bench.Session(backing, TimeSpan.FromMinutes(10)), Token);
    }
}
