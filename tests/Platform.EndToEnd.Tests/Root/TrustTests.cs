using System.Text.Json;
using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd.Root;

/// <summary>
/// A root whose hosts.yaml names a program of its own. No verb starts it before the user has trusted the root for these
/// very words.
/// </summary>
public sealed class TrustTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-untrusted-");

    public TrustTests()
    {
        FakeProgram.Write(_folder.FullName, "reach", $"#!/bin/sh\necho \"$0 $*\" >>{Mark}\nexit 255\n");
        Name("reach", "--via", "bastion");
    }

    private string Mark => Path.Combine(_folder.FullName, "mark");

    private string Configuration => Path.Combine(_folder.FullName, "config");

    public static TheoryData<int, string[]> Verbs => new()
    {
        { 5, ["drift-check", "redis", "edge"] },
        { 5, ["drift-check", "redis", "edge", "--json"] },
        { 2, ["plan", "redis", "edge"] },
        { 5, ["hosts"] },
        { 5, ["hosts", "--json"] },
        { 5, ["snapshot", "rs2000"] },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_program_that_the_root_names_does_not_run_without_trust(int exitCode, string[] verb)
    {
        var refused = await RunAsync(null, verb);
        Assert.Equal(exitCode, refused.ExitCode);
        Assert.False(File.Exists(Mark), refused.ToString());
        foreach (var said in (string[])["reach --via bastion", "platformctl trust", "PLATFORM_TRUSTED_ROOTS"])
            Assert.Contains(said, (refused.Output + refused.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);

        // The program would have run: with trust it does.
        await RunAsync("*", verb);
        Assert.Contains("reach --via bastion", File.ReadAllText(Mark), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_trusted_stops_no_other()
    {
        _root.Edit("hosts.yaml", "vps1000: { transport: ssh, destination: vps1000, ssh_command: [\"reach\", \"--via\", \"bastion\"] }", "vps1000: { transport: recorded, snapshot: observations/vps1000.json }");
        var result = await RunAsync(null, "drift-check", "--json");
        Assert.Equal(8, result.ExitCode);
        var hosts = JsonDocument.Parse(result.Output).RootElement.GetProperty("hosts").EnumerateArray().ToDictionary(h => h.GetProperty("host").GetString()!);
        Assert.True(hosts["vps1000"].GetProperty("reachable").GetBoolean());
        Assert.Equal("NotTrusted", hosts["rs2000"].GetProperty("failure").GetProperty("reason").GetString());
        Assert.False(File.Exists(Mark));
    }

    [Fact]
    public async Task Trust_lets_these_words_run_and_no_others()
    {
        var trusted = await RunAsync(null, "trust");
        Assert.Equal(0, trusted.ExitCode);
        Assert.Matches(@"(?m)^words    reach --via bastion\n         trusted, for host rs2000, host vps1000$", trusted.Output);
        Assert.Contains(_root.Path, trusted.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Mark)); // `trust` itself starts nothing

        await RunAsync(null, "hosts");
        Assert.True(File.Exists(Mark));

        File.Delete(Mark);
        Name("reach", "--via", "elsewhere");
        Assert.Equal(5, (await RunAsync(null, "hosts")).ExitCode);
        Assert.False(File.Exists(Mark));

        var shown = await RunAsync(null, "trust", "--show");
        Assert.Equal(0, shown.ExitCode);
        Assert.Matches(@"(?m)^words    reach --via elsewhere\n         not trusted, for host rs2000, host vps1000$", shown.Output);
        Assert.Contains("before   reach --via bastion", shown.Output, StringComparison.Ordinal);
        await RunAsync(null, "hosts");
        Assert.False(File.Exists(Mark)); // to look is not to trust
    }

    [Fact]
    public async Task What_was_trusted_can_be_taken_back_even_if_the_inventory_is_broken()
    {
        await RunAsync(null, "trust");
        File.AppendAllText(_root.PathOf("hosts.yaml"), "]");
        Assert.Equal(0, (await RunAsync(null, "trust", "--revoke")).ExitCode);
        Name("reach", "--via", "bastion");
        await RunAsync(null, "hosts");
        Assert.False(File.Exists(Mark));
        Assert.Empty(Directory.GetFiles(Path.Combine(Configuration, "platform", "trusted")));
    }

    [Fact]
    public async Task Trust_says_as_json_what_is_trusted_and_by_whom()
    {
        var schema = Repository.File("schema", "trust.schema.json");
        foreach (var (roots, by) in ((string?, string?)[])[(null, null), (_root.Path, "Environment")])
        {
            var result = await RunAsync(roots, "trust", "--show", "--json");
            var file = Path.Combine(_folder.FullName, "trust.json");
            File.WriteAllText(file, result.Output);
            var valid = await Command.RunAsync(Repository.Platformctl, ["validate", "--schema", schema, file], Repository.Path);
            Assert.True(valid.ExitCode == 0, valid.ToString());
            var program = Assert.Single(JsonDocument.Parse(result.Output).RootElement.GetProperty("programs").EnumerateArray());
            Assert.Equal(by, program.GetProperty("trustedBy").GetString());
            Assert.Equal(["reach", "--via", "bastion"], program.GetProperty("words").EnumerateArray().Select(w => w.GetString()!));
        }
    }

    [Theory]
    [InlineData("trust", "--show", "--revoke")]
    [InlineData("trust", "words")]
    public async Task Wrong_usage_changes_nothing(params string[] words)
    {
        Assert.Equal(1, (await RunAsync(null, words)).ExitCode);
        Assert.False(Directory.Exists(Path.Combine(Configuration, "platform")));
    }

    [Fact]
    public async Task Words_show_what_they_are()
    {
        Name("reach", "a b", "'", "\\u202Eevil\\u001b[31m", new string('x', 3_000) + "end");
        var shown = await RunAsync(null, "trust", "--show");
        Assert.Contains(@"reach 'a b' ''\''' \u202Eevil\u001B[31m xxx", shown.Output, StringComparison.Ordinal);
        Assert.Contains("xend\n", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plain_word_ssh_needs_no_trust()
    {
        FakeProgram.Write(_folder.FullName, "ssh", $"#!/bin/sh\necho \"$0\" >>{Mark}\nexit 255\n");
        Name("ssh");
        Assert.Contains("no file of this root names a program", (await RunAsync(null, "trust", "--show")).Output, StringComparison.Ordinal);
        await RunAsync(null, "hosts");
        Assert.True(File.Exists(Mark));
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Name(params string[] words)
    {
        var list = string.Join(", ", words.Select(word => $"\"{word}\""));
        File.WriteAllText(_root.PathOf("hosts.yaml"), $$"""
            schema_version: 1
            hosts:
              rs2000: { transport: ssh, destination: rs2000, ssh_command: [{{list}}] }
              vps1000: { transport: ssh, destination: vps1000, ssh_command: [{{list}}] }
            """);
    }

    private Task<CommandResult> RunAsync(string? trustedRoots, params string[] words) => Command.RunAsync(
        Repository.Platformctl, [.. words, "--root", _root.Path], _root.Path,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PLATFORM_TRUSTED_ROOTS"] = trustedRoots,
            ["XDG_CONFIG_HOME"] = Configuration,
            ["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
        });
}
