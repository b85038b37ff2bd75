using Platform.Access;
using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Tests.Access.Servers;

namespace Platform.Tests.Access.Backings;

/// <summary>R6.4, R6.5: secrets of one folder, by a token that nobody keeps.</summary>
public sealed class InfisicalTokenTests : IAsyncLifetime
{
    private const string Login = "POST /api/v1/auth/universal-auth/login";
    private const string Revoke = "POST /api/v1/auth/token/revoke";
    private const string List = "GET /api/v4/secrets";

    private readonly PlayedInfisical _server = new();
    private readonly BackingBench _bench = new() { Limit = TimeSpan.FromSeconds(3) };

    public async ValueTask InitializeAsync()
    {
        await _server.StartAsync();
        _server.Secrets[("/agents/shared", "API_KEY")] = "planted-value-1";
        _server.Secrets[("/agents/shared", "DB_URL")] = "planted-value-2";
        _server.Secrets[("/agents", "ROOT_KEY")] = "planted-value-3";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task The_child_gets_the_secrets_of_the_folder_and_no_others_and_no_token()
    {
        var answer = await IssueAsync();
        Assert.NotNull(answer.Credential);
        ChildInjection child = new();
        _bench.Of(Backing()).Inject(answer.Credential, child);
        Assert.Equal(new Dictionary<string, string?>(StringComparer.Ordinal) { ["API_KEY"] = "planted-value-1", ["DB_URL"] = "planted-value-2" }, child.Environment);
        Assert.Empty(_server.Tokens);
        Assert.Equal([Login, List, Revoke], _server.Asked);
    }

    [Theory]
    [InlineData(2_592_000, 2_592_000)] // Infisical's default: 30 days
    [InlineData(60, 2_592_000)] // can be renewed for 30 days
    [InlineData(0, 0)] // never ends
    [InlineData(601, 601)]
    public async Task A_token_that_outlives_the_session_is_refused_and_revoked(long life, long longest)
    {
        (_server.TokenLife, _server.LongestTokenLife) = (life, longest);
        var answer = await IssueAsync();
        Assert.Equal(AccessRefusalReason.NotIssued, answer.Refusal?.Reason);
        Assert.Contains("Access Token TTL", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Tokens);
        Assert.DoesNotContain(List, _server.Asked);
    }

    [Fact]
    public async Task A_wrong_secret_is_tried_once_and_locks_nobody_out()
    {
        var right = _server.ClientSecret;
        var backing = Backing();
        _server.ClientSecret = "another";
        var answer = await IssueAsync(backing);
        Assert.Contains("three wrong ones", answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(right, answer.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal([Login], _server.Asked);
        Assert.False(_server.IsLocked);
    }

    [Fact]
    public async Task A_locked_identity_is_told_from_a_wrong_secret()
    {
        var backing = Backing();
        _server.ClientSecret = "another";
        for (var attempt = 0; attempt < 3; attempt++) await IssueAsync(backing);
        Assert.Contains("has locked the identity", (await IssueAsync(backing)).Refusal!.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Troubles => new()
    {
        { Login, "429", "HTTP 429" },
        { Login, "500", "HTTP 500" },
        { Login, "slow", "did not answer in time" },
        { Login, "half", "answers something else" },
        { Login, "broken", "was lost" },
        { List, "401", "HTTP 401" },
        { List, "403", "HTTP 403" },
        { List, "503", "HTTP 503" },
        { List, "half", "answers something else" },
        { Revoke, "500", "could not be revoked" },
        { Revoke, "slow", "could not be revoked" },
    };

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Nothing_is_given_where_the_server_fails(string asked, string kind, string said)
    {
        _server.Trouble = what => what == asked ? TroubleOf(kind) : null;
        var answer = await IssueAsync();
        Assert.Null(answer.Credential);
        Assert.Contains(said, answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-value", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.ClientSecret, answer.Refusal.Message, StringComparison.Ordinal);
        if (asked == Login) Assert.Single(_server.Asked);
        // What was made is taken back, unless it is that which fails.
        if (asked != Revoke && kind is not ("half" or "broken")) Assert.Empty(_server.Tokens);
    }

    [Fact]
    public async Task What_fails_once_is_asked_again()
    {
        var asked = 0;
        _server.Trouble = what => what == List && asked++ == 0 ? new StatusTrouble(429, RetryAfter: 0) : null;
        Assert.NotNull((await IssueAsync()).Credential);
    }

    [Fact]
    public async Task A_value_that_is_hidden_is_no_secret()
    {
        _server.HidesValues = true;
        Assert.Contains("answers something else", (await IssueAsync()).Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Tokens);
    }

    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("PATH")]
    [InlineData("PLATFORM_ACCESS_SESSION")]
    [InlineData("not a name")]
    public async Task A_secret_that_would_decide_what_runs_is_not_given(string name)
    {
        _server.Secrets[("/agents/shared", name)] = "planted-value-4";
        var answer = await IssueAsync();
        Assert.Contains(name, answer.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("planted-value", answer.Refusal.Message, StringComparison.Ordinal);
    }

    private InfisicalTokenBacking Backing() => new(
        _server.Url, PlayedInfisical.Project, "prod", "/agents/shared", new MachineIdentity(PlayedInfisical.ClientId, _bench.Keep(_server.ClientSecret + "\n")));

    private Task<IssueAnswer> IssueAsync(InfisicalTokenBacking? backing = null)
    {
        backing ??= Backing();
        return _bench.Of(backing).IssueAsync(_bench.Session(backing, TimeSpan.FromMinutes(10)), TestContext.Current.CancellationToken);
    }

    private static ServiceTrouble TroubleOf(string kind) => kind switch
    {
        "slow" => new SlowTrouble(),
        "half" => new HalfTrouble(AsWhole: true),
        "broken" => new HalfTrouble(AsWhole: false),
        _ => new StatusTrouble(int.Parse(kind, System.Globalization.CultureInfo.InvariantCulture), RetryAfter: kind == "429" ? 60 : null),
    };
}
