using Platform.Access;
using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Tests.Access.Servers;

namespace Platform.Tests.Access.Backings;

/// <summary>Where secrets come from, and where not.</summary>
public sealed class SecretReaderTests : IDisposable
{
    private readonly BackingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_program_prints_it()
    {
        var answer = await ReadAsync(new CommandSecret(["printf", "%s\\n", "planted"]));
        using var secret = answer.Value;
        Assert.Equal("planted", secret!.Reveal());
        Assert.Equal("(secret)", secret.ToString());
    }

    [Fact]
    public async Task A_program_of_a_root_that_is_not_trusted_does_not_run()
    {
        _bench.IsTrusted = false;
        var mark = _bench.PathOf("mark");
        var answer = await ReadAsync(new CommandSecret(["touch", mark]));
        Assert.Equal(AccessRefusalReason.NotTrusted, answer.Refusal?.Reason);
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("exit code 3", "sh", "-c", "echo planted; echo planted >&2; exit 3")]
    [InlineData("prints nothing", "true")]
    [InlineData("was not started", "no-such-program-here")]
    public async Task What_a_failed_program_said_is_not_shown(string said, params string[] words)
    {
        var answer = await ReadAsync(new CommandSecret(words));
        Assert.Contains(said, answer.Refusal!.Message, StringComparison.Ordinal);
        // The words themselves are the catalog's, and no secret.
        Assert.DoesNotContain("planted", answer.Refusal.Message.Replace(new CommandSecret(words).ToString(), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, true)]
    [InlineData(UnixFileMode.UserRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite, false)]
    public async Task A_file_that_others_can_read_is_not_used(UnixFileMode mode, bool isUsed)
    {
        var answer = await ReadAsync(_bench.Keep("planted\n", mode));
        Assert.Equal(isUsed ? "planted" : null, answer.Value?.Reveal());
        if (!isUsed) Assert.Contains("chmod 0600", answer.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_root_is_not_used_even_through_a_link()
    {
        var inside = Path.Combine(_bench.RootPath, "secret");
        File.Move(_bench.Keep("planted").Path, inside);
        var link = _bench.PathOf("link");
        File.CreateSymbolicLink(link, inside);
        foreach (var path in (string[])[inside, link])
            Assert.Contains("lies in the root", (await ReadAsync(new FileSecret(path))).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Infisical_holds_it_and_the_token_that_read_it_is_revoked()
    {
        await using PlayedInfisical server = new();
        await server.StartAsync();
        server.Secrets[("/ssh", "KEY")] = "planted-key";
        var source = new InfisicalSecret(server.Url, PlayedInfisical.Project, "prod", "/ssh", "KEY", new MachineIdentity(PlayedInfisical.ClientId, _bench.Keep(server.ClientSecret)));
        Assert.Equal("planted-key", (await ReadAsync(source)).Value?.Reveal());
        Assert.Empty(server.Tokens);
        Assert.Contains("HTTP 404", (await ReadAsync(source with { Name = "OTHER" })).Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(server.Tokens);
        server.Trouble = what => what.EndsWith("/revoke", StringComparison.Ordinal) ? new StatusTrouble(502, RetryAfter: 0) : null;
        Assert.Contains("could not be revoked", (await ReadAsync(source)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://git.example.net", null)]
    [InlineData("http://127.0.0.1:3000", null)]
    [InlineData("http://localhost/forgejo", null)]
    [InlineData("http://git.example.net", "plain HTTP")]
    [InlineData("https://bot:password@git.example.net", "does not stand in it")]
    [InlineData("git.example.net", "no address")]
    [InlineData("ftp://git.example.net", "plain HTTP")]
    public void An_address_is_https_or_of_this_machine(string address, string? fault)
    {
        if (fault is null) Assert.Null(ServiceConnection.FaultOf(address));
        else Assert.Contains(fault, ServiceConnection.FaultOf(address), StringComparison.Ordinal);
    }

    private Task<SecretAnswer> ReadAsync(SecretSource source) => _bench.Secrets().ReadAsync(source, TestContext.Current.CancellationToken);
}
