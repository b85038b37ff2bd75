namespace Platform.EndToEnd.Root;

/// <summary>A root, or a selection, in which there is nothing to judge is no success.</summary>
public sealed class EmptyRootTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("platform-empty-").FullName;

    public EmptyRootTests() => Directory.CreateDirectory(Path.Combine(_root, "modules"));

    [Theory]
    [InlineData(1, "has no modules", "validate")]
    [InlineData(1, "has no modules", "validate", "all", "--json")]
    [InlineData(1, "has no modules", "drift-check")]
    [InlineData(1, "has no modules", "drift-check", "--json")]
    [InlineData(1, "has no modules", "drift-check", "nope*")]
    [InlineData(1, "has no modules", "readiness")]
    [InlineData(2, "has no modules", "plan")]
    [InlineData(1, "has no modules", "snapshot", "rs2000")]
    [InlineData(1, "has no modules", "edit", "derive", "all")]
    [InlineData(1, "has no hosts", "hosts")]
    public async Task Says_so_and_fails(int exitCode, string words, params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(_root, arguments);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_without_modules_are_asked_all_the_same()
    {
        await File.WriteAllTextAsync(Path.Combine(_root, "hosts.yaml"), "schema_version: 1\nhosts: { gone: { transport: recorded, snapshot: gone.json } }\n", TestContext.Current.CancellationToken);
        var result = await Command.PlatformctlAsync(_root, "hosts");
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("gone", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "validate")]
    [InlineData(1, "drift-check")]
    [InlineData(2, "plan")]
    public async Task A_wildcard_that_matches_no_module_fails(int exitCode, string verb)
    {
        var result = await Command.PlatformctlAsync(Repository.Path, verb, "nope*");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("no module 'nope*'", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
