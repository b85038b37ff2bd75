using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>Health checks: a declared one is laid over the image's field by field, as the engine does.</summary>
internal static class HealthcheckComparison
{
    public static DriftFinding? Compare(DeclaredProbe? declared, ImageDefaults? image, HealthProbe? live)
    {
        // Without the image, what it would have brought cannot be known.
        if (image is null && declared?.Test is not { Count: > 0 }) return null;
        var inherited = image?.Healthcheck;
        var expected = declared is null ? inherited : new HealthProbe(
            declared.Test is { Count: > 0 } test ? test : inherited?.Test ?? [],
            Over(declared.Interval, inherited?.Interval),
            Over(declared.Timeout, inherited?.Timeout),
            Over(declared.StartPeriod, inherited?.StartPeriod),
            Over(declared.StartInterval, inherited?.StartInterval),
            (int)Over(declared.Retries, inherited?.Retries));
        string[] differing = [.. Differing(expected, live)];
        if (differing.Length == 0) return null;
        var fields = string.Join(", ", differing);
        return new DriftFinding(
            FindingCode.HealthcheckMismatch, FindingSeverity.Drift, "healthcheck", null, $"changed {fields}",
            $"healthcheck: {fields} differs from the compose file");
    }

    /// <summary>To the engine a declared 0 is nothing said: https://github.com/moby/moby/blob/v20.10.24/daemon/commit.go (merge)</summary>
    private static long Over(long? declared, long? inherited) => declared is > 0 and var own ? own : inherited ?? 0;

    private static IEnumerable<string> Differing(HealthProbe? expected, HealthProbe? live)
    {
        if (!(expected?.Test ?? []).SequenceEqual(live?.Test ?? [])) yield return "test";
        if (expected is null || live is null) yield break;
        if (expected.Interval != live.Interval) yield return "interval";
        if (expected.Timeout != live.Timeout) yield return "timeout";
        if (expected.StartPeriod != live.StartPeriod) yield return "start_period";
        // Engines before 25 do not know the field, and then report 0.
        if (live.StartInterval != 0 && expected.StartInterval != live.StartInterval) yield return "start_interval";
        if (expected.Retries != live.Retries) yield return "retries";
    }
}
