namespace Platform.EndToEnd;

/// <summary>The module in a real pwsh: each suite of <c>tests/Pester</c> is a case.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Suites => [.. PesterSuite.All.Where(file => !PesterSuite.Deploys(file))];

    [Theory]
    [MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuite.RunAsync(suite);
}

/// <summary>The suites that deploy to test hosts.</summary>
public sealed class LivePesterTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    public static TheoryData<string> Suites => [.. PesterSuite.All.Where(PesterSuite.Deploys)];

    [Theory]
    [MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuite.RunAsync(suite, hosts);
}
