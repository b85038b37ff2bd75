using System.Text.Json;
using Platform.Tests.Access.Servers;

namespace Platform.EndToEnd.Access;

/// <summary>R6.1, R6.4: one command in one session, and nothing of it afterwards.</summary>
public sealed class AccessRunTests : IDisposable
{
    private readonly AccessBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Streams_and_exit_code_are_the_commands_and_the_secret_reaches_it_alone()
    {
        _bench.WrappedCommand("work", $"[ \"$API_KEY\" = \"$(cat {_bench.Folder}/planted)\" ] && echo given; cat; echo \"$1\" >&2; exit 7\n", "['[a-z ;$()]+']");
        var id = await _bench.SessionAsync("work");
        using var run = _bench.Start(id, "--", "do-work", "a b; $(id)");
        var result = await run.EndAsync();
        Assert.Equal(7, result.ExitCode);
        Assert.Equal("given\n", result.Output);
        Assert.Contains("a b; $(id)\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("not enforced: same account", result.Error, StringComparison.Ordinal);
        Assert.Equal("Ended", await _bench.StatusAsync(id));
        Assert.Equal(4, (await _bench.RunAsync("run", id, "--", "do-work", "a")).ExitCode); // a session is for one run
        _bench.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Nothing_of_the_operators_own_access_is_inherited_but_what_is_named()
    {
        _bench.WrappedCommand("work", "env; printf 'core %s\\n' \"$(ulimit -c)\"\n");
        var result = await _bench.RunAsync("run", await _bench.SessionAsync("work"), "--env", "AWS_SECRET_ACCESS_KEY", "--", "do-work");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("operators-agent", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("operators-token", result.Output, StringComparison.Ordinal);
        Assert.Contains("operators-key", result.Output, StringComparison.Ordinal);
        Assert.Contains("PLATFORM_ACCESS_SESSION=", result.Output, StringComparison.Ordinal);
        Assert.Contains("core 0\n", result.Output, StringComparison.Ordinal);
        var refused = await _bench.RunAsync("run", await _bench.SessionAsync("work"), "--env", "SSH_AUTH_SOCK", "--", "do-work");
        Assert.Equal(1, refused.ExitCode);
    }

    [Fact]
    public async Task What_is_not_approved_denied_or_not_known_does_not_run()
    {
        _bench.WrappedCommand("work", $"touch {_bench.Folder}/ran\n");
        var asked = await _bench.RunAsync("request", "work", "--actor", "claude", "--reason", "a", "--json");
        using var document = JsonDocument.Parse(asked.Output);
        var id = document.RootElement.GetProperty("sessions")[0].GetProperty("id").GetString()!;
        Assert.Equal(4, (await _bench.RunAsync("run", id, "--", "do-work")).ExitCode);
        Assert.Equal(0, (await _bench.RunAsync("deny", id, "--reason", "no")).ExitCode);
        Assert.Equal(4, (await _bench.RunAsync("run", id, "--", "do-work")).ExitCode);
        Assert.Equal(1, (await _bench.RunAsync("run", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--", "do-work")).ExitCode);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "ran")));
    }

    [Fact]
    public async Task A_command_that_the_capability_does_not_allow_or_that_is_not_there_uses_nothing_up()
    {
        _bench.WrappedCommand("work", "echo done\n", "[one|two]");
        var id = await _bench.SessionAsync("work");
        Assert.Equal(4, (await _bench.RunAsync("run", id, "--", "sh", "-c", "env")).ExitCode);
        Assert.Equal(4, (await _bench.RunAsync("run", id, "--", "do-work", "three")).ExitCode);
        Assert.Equal("Approved", await _bench.StatusAsync(id));
        Assert.Equal("done\n", (await _bench.RunAsync("run", id, "--", "do-work", "two")).Output);
    }

    [Fact]
    public async Task A_session_in_a_session_is_refused()
    {
        _bench.WrappedCommand("outer", $"\"{Repository.Platformctl}\" access run $1 -- do-inner; echo \"inner $?\"\n", "['[0-9A-Z]+']");
        _bench.WrappedCommand("inner", $"touch {_bench.Folder}/ran\n");
        var (outer, inner) = (await _bench.SessionAsync("outer"), await _bench.SessionAsync("inner"));
        var result = await _bench.RunAsync("run", outer, "--", "do-outer", inner);
        Assert.Equal("inner 4\n", result.Output);
        Assert.False(File.Exists(Path.Combine(_bench.Folder, "ran")));
    }

    [Fact]
    public async Task A_token_of_forgejo_lives_for_the_run_and_needs_a_sweep()
    {
        await using PlayedForgejo forgejo = new();
        await forgejo.StartAsync();
        AccessBench.Write(Path.Combine(_bench.Folder, "password"), forgejo.Password);
        _bench.Add($"{{ id: forge, tier: medium, description: a, actors: [claude], max_ttl: 1h, backing: {{ type: forgejo-pat, url: '{forgejo.Url.AbsoluteUri}', user: platform-bot, scopes: [read:repository], repositories: [ops/docs], password: {{ file: {_bench.Folder}/password }} }} }}");
        var id = await _bench.SessionAsync("forge");
        var refused = await _bench.RunAsync("run", id, "--", "printenv", "FORGEJO_TOKEN");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--no-sweeper", refused.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await _bench.RunAsync("sweep")).ExitCode);
        var run = await _bench.RunAsync("run", await _bench.SessionAsync("forge"), "--", "printenv", "FORGEJO_TOKEN");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("forgejo-token-", run.Output, StringComparison.Ordinal);
        Assert.Empty(forgejo.Names);
        _bench.AssertNothingIsLeft(forgejo.Password, run.Output.Trim());
    }

    [Fact]
    public async Task A_token_that_cannot_be_deleted_is_said_and_deleted_by_a_later_sweep()
    {
        await using PlayedForgejo forgejo = new();
        await forgejo.StartAsync();
        AccessBench.Write(Path.Combine(_bench.Folder, "password"), forgejo.Password);
        _bench.Add($"{{ id: forge, tier: medium, description: a, actors: [claude], max_ttl: 1h, backing: {{ type: forgejo-pat, url: '{forgejo.Url.AbsoluteUri}', user: platform-bot, scopes: [read:repository], password: {{ file: {_bench.Folder}/password }} }} }}");
        var id = await _bench.SessionAsync("forge");
        forgejo.Trouble = asked => asked.StartsWith("DELETE", StringComparison.Ordinal) ? new StatusTrouble(500) : null;
        var run = await _bench.RunAsync("run", id, "--no-sweeper", "--", "sh", "-c", "exit 3");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("HTTP 500", run.Error, StringComparison.Ordinal);
        Assert.Equal("RevokeFailed", await _bench.StatusAsync(id));
        var sweep = await _bench.RunAsync("sweep", "--json");
        Assert.Equal(8, sweep.ExitCode);
        Assert.Contains(id, sweep.Output, StringComparison.Ordinal);
        forgejo.Trouble = _ => null;
        Assert.Equal(0, (await _bench.RunAsync("sweep")).ExitCode);
        Assert.Empty(forgejo.Names);
        Assert.Equal("Ended", await _bench.StatusAsync(id));
    }

    [Fact]
    public async Task Secrets_of_Infisical_reach_the_command_and_the_token_is_revoked_before_it_starts()
    {
        await using PlayedInfisical infisical = new();
        await infisical.StartAsync();
        infisical.Secrets[("/agents", "API_KEY")] = _bench.Planted;
        AccessBench.Write(Path.Combine(_bench.Folder, "client-secret"), infisical.ClientSecret);
        _bench.Add($"{{ id: secrets, tier: medium, description: a, actors: [claude], max_ttl: 1h, backing: {{ type: infisical-token, url: '{infisical.Url.AbsoluteUri}', project: {PlayedInfisical.Project}, environment: prod, path: /agents, identity: {{ client_id: {PlayedInfisical.ClientId}, client_secret: {{ file: {_bench.Folder}/client-secret }} }} }} }}");
        var run = await _bench.RunAsync("run", await _bench.SessionAsync("secrets"), "--", "sh", "-c", "[ -n \"$API_KEY\" ] && echo ${#API_KEY}; env | grep -c infisical-token");
        Assert.Equal($"{_bench.Planted.Length}\n0\n", run.Output);
        Assert.Empty(infisical.Tokens);
        _bench.AssertNothingIsLeft(infisical.ClientSecret);
    }
}
