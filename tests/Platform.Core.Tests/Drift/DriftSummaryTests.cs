using Platform.Drift;

namespace Platform.Tests.Drift;

public sealed class DriftSummaryTests
{
    [Theory]
    [InlineData(3, 0, 0, 0, 0, 0)]
    [InlineData(3, 0, 2, 0, 1, 0)]
    [InlineData(0, 0, 0, 0, 2, 0)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    [InlineData(3, 1, 0, 0, 0, 2)]
    [InlineData(0, 1, 0, 0, 1, 2)]
    [InlineData(0, 0, 0, 2, 0, 5)]
    [InlineData(0, 0, 0, 2, 3, 5)]
    [InlineData(1, 0, 0, 2, 0, 8)]
    [InlineData(0, 1, 0, 2, 0, 8)]
    [InlineData(0, 0, 1, 1, 0, 8)]
    public void The_exit_code_follows_from_the_counts(int inSync, int drifted, int unverified, int unreachable, int skipped, int exitCode) =>
        Assert.Equal(exitCode, Summary(inSync, drifted, unverified, unreachable, skipped, 0).ExitCode(strict: false));

    [Theory]
    [InlineData(3, 0, 1, 8)]
    [InlineData(2, 1, 1, 8)]
    [InlineData(0, 1, 1, 8)]
    public void What_was_not_compared_wholly_is_8_drift_or_not(int inSync, int drifted, int incomplete, int exitCode)
    {
        var summary = Summary(inSync, drifted, 0, 0, 0, 0) with { Incomplete = incomplete };
        Assert.Equal((exitCode, exitCode), (summary.ExitCode(strict: false), summary.ExitCode(strict: true)));
    }

    [Fact]
    public void Warnings_count_under_strict_only()
    {
        var summary = Summary(1, 0, 1, 0, 0, warnings: 1);
        Assert.Equal(0, summary.ExitCode(strict: false));
        Assert.Equal(2, summary.ExitCode(strict: true));
        Assert.Equal(0, Summary(1, 0, 0, 0, 0, warnings: 0).ExitCode(strict: true));
    }

    [Fact]
    public void A_container_that_no_module_declares_is_drift() =>
        Assert.Equal(2, (Summary(3, 0, 0, 0, 0, 0) with { Orphans = 1 }).ExitCode(strict: false));

    private static DriftSummary Summary(int inSync, int drifted, int unverified, int unreachable, int skipped, int warnings) =>
        new(inSync + drifted + unverified + unreachable + skipped, inSync, drifted, unverified, unreachable, skipped, 0, warnings, unreachable, unreachable);
}
