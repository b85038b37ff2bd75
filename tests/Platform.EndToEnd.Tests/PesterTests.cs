namespace Platform.EndToEnd;

/// <summary>The module in a real pwsh: each suite of <c>tests/Pester</c> is a case.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Suites =>
    [
        .. Directory.EnumerateFiles(PesterSuite.Folder, "*.tests.ps1")
            .Select(path => Path.GetFileName(path))
            .Where(file => file != LivePesterTests.Suite)
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Suites))]
    public Task Passes(string suite) => PesterSuite.RunAsync(suite);
}

/// <summary>The suite that deploys to the test hosts, never while another test does.</summary>
[Collection("live hosts")]
public sealed class LivePesterTests
{
    public const string Suite = "Live.tests.ps1";

    [Fact]
    public Task Passes() => PesterSuite.RunAsync(Suite);
}
