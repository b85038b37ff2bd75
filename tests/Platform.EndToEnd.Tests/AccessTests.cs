using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>Access as an agent and an operator use it, with real keys and the real ssh-keygen.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Capability = "ssh-vps1000-iskra-readonly";

    private readonly SampleRoot _root = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-access-");

    public AccessTests()
    {
        foreach (var file in (string[])["actors.yaml", "agent-capabilities.yaml"])
        {
            Directory.CreateDirectory(_root.PathOf("policies"));
            File.Copy(Repository.File("policies", file), _root.PathOf("policies/" + file));
        }

        var configuration = _folder.CreateSubdirectory("config/platform").FullName;
        foreach (var name in (string[])["operator", "stranger"])
            Assert.Equal(0, Command.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Key(name)], _folder.FullName).GetAwaiter().GetResult().ExitCode);
        File.WriteAllText(Path.Combine(configuration, "operators"), $"operator {File.ReadAllText(Key("operator") + ".pub")}");
    }

    private string Audit => Path.Combine(_folder.FullName, "state", "platform", "access", "audit.jsonl");

    [Fact]
    public async Task An_agent_asks_an_operator_says_yes_and_the_audit_has_it()
    {
        var id = await RequestAsync();
        Assert.Equal(id, await RequestAsync());
        var approved = await RunAsync("access", "approve", id, "--key", Key("operator"));
        Assert.Equal(0, approved.ExitCode);
        foreach (var said in (string[])["approved", "by operator, SHA256:", "not enforced: same account"]) Assert.Contains(said, approved.Output, StringComparison.Ordinal);
        Assert.Contains("claude asks for ssh-vps1000-iskra-readonly (high), 20m: why is nextcloud slow?", approved.Error, StringComparison.Ordinal);
        Assert.Contains($"{id}  approved  claude", (await RunAsync("access", "list", "--open")).Output, StringComparison.Ordinal);
        Assert.Contains("revoked", (await RunAsync("access", "revoke", id, "--reason", "done")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await RunAsync("access", "list", "--open")).Output, StringComparison.Ordinal);
        var log = await RunAsync("access", "log", id, "--verify");
        Assert.Equal(0, log.ExitCode);
        foreach (var said in (string[])["Requested", "Approved", "by operator", "Revoked", "whole"]) Assert.Contains(said, log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_signed_elsewhere_by_our_verb_or_by_ssh_keygen_alone()
    {
        foreach (var byVerb in (bool[])[true, false])
        {
            var id = await RequestAsync(byVerb ? "first" : "second");
            var request = Path.Combine(_folder.FullName, id + ".json");
            File.WriteAllText(request, (await RunAsync("access", "show", id, "--request")).Output.TrimEnd('\n'));
            // Another machine: no state, no root, no operators.
            var elsewhere = new Dictionary<string, string?>(StringComparer.Ordinal) { ["XDG_STATE_HOME"] = "/nowhere", ["XDG_CONFIG_HOME"] = "/nowhere" };
            var signed = byVerb
                ? await Command.RunAsync(Repository.Platformctl, ["access", "approve", request, "--key", Key("operator")], _folder.FullName, elsewhere)
                : await Command.RunAsync("ssh-keygen", ["-Y", "sign", "-n", "platform-access", "-f", Key("operator"), request], _folder.FullName, elsewhere);
            Assert.True(signed.ExitCode == 0, signed.ToString());
            if (byVerb) Assert.Equal(request + ".sig", signed.Output.Trim());
            var approved = await RunAsync("access", "approve", id, "--signature", request + ".sig");
            Assert.True(approved.ExitCode == 0, approved.ToString());
        }
    }

    [Fact]
    public async Task What_is_not_allowed_exits_4_and_what_makes_no_sense_1()
    {
        var id = await RequestAsync();
        await AssertAsync(4, "is no operator's", "access", "approve", id, "--key", Key("stranger"));
        await AssertAsync(1, "there is no such file", "access", "approve", id, "--key", Key("nobody"));
        await AssertAsync(4, "lists no capability 'ssh-vps1000-iskra-readonli'; did you mean ssh-vps1000-iskra-readonly?", "access", "request", "ssh-vps1000-iskra-readonli", "--actor", "claude", "--reason", "r");
        await AssertAsync(4, "is not for host-agent; it is for claude, codex", "access", "request", Capability, "--actor", "host-agent", "--reason", "r");
        await AssertAsync(1, "a reason is needed", "access", "request", Capability, "--actor", "claude", "--reason", " ");
        await AssertAsync(1, "there is no session 01KB8Q3N5V2T7M4XW9R6C1ZJAD", "access", "show", "01KB8Q3N5V2T7M4XW9R6C1ZJAD");
        await AssertAsync(1, "name either --key", "access", "approve", id);
        await AssertAsync(1, "did you mean catalog?", "access", "catalogue");
        await RunAsync("access", "deny", id, "--reason", "not today");
        await AssertAsync(4, "was denied: not today", "access", "approve", id, "--key", Key("operator"));
    }

    [Fact]
    public async Task Tier_critical_takes_a_grant_that_names_the_session()
    {
        var id = (await RunAsync("access", "request", "break-glass-full-access", "--actor", "operator", "--reason", "the host is on fire")).Output.Trim();
        await AssertAsync(4, $"--grant {id}", "access", "approve", id, "--key", Key("operator"));
        Assert.Equal(0, (await RunAsync("access", "approve", id, "--key", Key("operator"), "--grant", id)).ExitCode);
    }

    [Fact]
    public async Task An_audit_that_was_touched_is_told_and_nothing_is_given_any_more()
    {
        var id = await RequestAsync();
        File.WriteAllText(Audit, File.ReadAllText(Audit).Replace("why is", "who is", StringComparison.Ordinal));
        await AssertAsync(1, "cut or rewritten", "access", "log", "--verify");
        Assert.Equal(0, (await RunAsync("access", "log")).ExitCode);
        await AssertAsync(6, "the audit cannot be written", "access", "approve", id, "--key", Key("operator"));
    }

    [Theory]
    [InlineData("access.schema.json", "list")]
    [InlineData("access.schema.json", "show", "ID")]
    [InlineData("access.schema.json", "show", "01KB8Q3N5V2T7M4XW9R6C1ZJAD")]
    [InlineData("access.schema.json", "deny", "ID", "--reason", "r")]
    [InlineData("access.schema.json", "revoke", "ID")]
    [InlineData("access.schema.json", "request", Capability, "--actor", "claude", "--reason", "r")]
    [InlineData("access.schema.json", "request", Capability, "--actor", "host-agent", "--reason", "r")]
    [InlineData("access-catalog.schema.json", "catalog")]
    [InlineData("access-log.schema.json", "log")]
    public async Task Documents_fit_their_schemas(string schema, params string[] verb)
    {
        var id = await RequestAsync();
        var result = await RunAsync(["access", .. verb.Select(word => word == "ID" ? id : word), "--json"]);
        Assert.Equal(result.ExitCode, JsonDocument.Parse(result.Output).RootElement.GetProperty("exitCode").GetInt32());
        var file = Path.Combine(_folder.FullName, "document.json");
        File.WriteAllText(file, result.Output);
        var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", Repository.File("schema", schema), file], Repository.Path);
        Assert.True(valid.ExitCode == 0, valid.ToString());
    }

    [Fact]
    public async Task Validate_all_has_what_is_wrong_with_the_catalog()
    {
        _root.Edit("policies/agent-capabilities.yaml", "actors: [host-agent]", "actors: [host-agnt]");
        var result = await RunAsync("validate", "all");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("policies/agent-capabilities.yaml:", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean host-agent?", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("validate", "redis")).ExitCode);
    }

    [Fact]
    public async Task A_plan_is_approved_by_a_signature_and_the_users_configuration_can_demand_one()
    {
        var plan = Path.Combine(_folder.FullName, "plan.json");
        Assert.Equal(1, (await RunAsync("plan", "honcho-api", "--out", plan)).ExitCode);
        await AssertAsync(4, "no approval was given", "apply", plan);
        Assert.Equal(0, (await RunAsync("access", "approve", plan, "--key", Key("operator"))).ExitCode);
        // The sample's hosts are recorded: what comes next is that nothing can be changed there.
        await AssertAsync(1, "is read from a recorded snapshot", "apply", plan, "--approved-by", plan + ".sig");
        await RunAsync("access", "approve", plan, "--key", Key("stranger"), "--out", plan + ".stranger");
        await AssertAsync(4, "is no operator's", "apply", plan, "--approved-by", plan + ".stranger");

        File.WriteAllText(Path.Combine(_folder.FullName, "config", "platform", "config.yaml"), "schema_version: 1\napply: { require: [signature] }\n");
        var sha = (await Command.RunAsync("sha256sum", [plan], _folder.FullName)).Output[..64];
        await AssertAsync(4, "your configuration demands an operator's signature", "apply", plan, "--approved", sha);
        await AssertAsync(1, "is read from a recorded snapshot", "apply", plan, "--approved-by", plan + ".sig");
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Key(string name) => Path.Combine(_folder.FullName, name);

    private async Task<string> RequestAsync(string reason = "why is nextcloud slow?")
    {
        var result = await RunAsync("access", "request", Capability, "--actor", "claude", "--reason", reason, "--ttl", "20m");
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output.Trim();
    }

    private async Task AssertAsync(int exitCode, string words, params string[] verb)
    {
        var result = await RunAsync(verb);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(words, (result.Output + result.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] verb) => Command.RunAsync(
        Repository.Platformctl, [.. verb, "--root", _root.Path], Repository.Path,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["XDG_STATE_HOME"] = Path.Combine(_folder.FullName, "state"), ["XDG_CONFIG_HOME"] = Path.Combine(_folder.FullName, "config"), ["PLATFORM_TRUSTED_ROOTS"] = null,
        });
}
