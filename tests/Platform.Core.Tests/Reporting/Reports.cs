using Platform.Docker;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Reporting.Items;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Reporting;

/// <summary>Reports that a test takes something from.</summary>
internal static class Reports
{
    /// <summary>What a file or a host may say to be taken for markup, a formula, a mention or a command of a terminal.</summary>
    public const string Hostile = "<img src=x onerror=alert(1)>\"'&`|*_[x](javascript:alert(1)) @everyone #1 https://evil.example </details></script><script>\u001b[31m\u202e=1+1\uFFFE";

    public static readonly DateTimeOffset Now = Fleet.Now;

    public static ReportItem Item(string code = "IMAGE_TAG_MISMATCH", string? module = "honcho-api", ReportSeverity severity = ReportSeverity.High, string message = "image.tag: expected 3.0.6, actual 3.0.3") => new()
    {
        Check = ReportCheck.Drift,
        Code = code,
        Severity = severity,
        Module = module,
        Host = "rs2000",
        Place = new ReportPlace("modules/honcho-api/module.yaml", 12, 5),
        Subject = "image.tag",
        Message = message,
        Fails = severity >= ReportSeverity.High,
        Evidence = [new ReportEvidence("expected", "3.0.6"), new ReportEvidence("actual", "3.0.3")],
        Fix = "platformctl plan honcho-api",
    };

    public static FleetReport Of(params ReportItem[] items) => FleetReport.Assemble(Parts(items));

    public static ReportParts Parts(params ReportItem[] items) => new()
    {
        ExitCode = 0,
        At = Now,
        Root = "fleet",
        Verb = "report",
        Checks = [ReportCheck.Manifest, ReportCheck.Policy, ReportCheck.Drift],
        WholeFleet = true,
        Hosts = [new HostReport { Host = "rs2000", Reachable = true, Recorded = true, ObservedAt = Now.AddHours(-2), SnapshotAge = TimeSpan.FromHours(2), DockerVersion = "28.2.2" }],
        Modules = [.. items.Select(i => i.Module).OfType<string>().Append("redis").Distinct(StringComparer.Ordinal).Select(Module)],
        Items = items,
    };

    public static ReportedModule Module(string id) => new() { Module = id, Host = "rs2000", Tier = "1-iskra-value-layer", Verdict = ModuleVerdict.Good, Drift = ReportedDrift.Of(Drift(id, "rs2000", DriftStatus.InSync)) };

    public static ModuleDrift Drift(string? id, string host, DriftStatus status, params DriftFinding[] findings) => new()
    {
        Module = id,
        Host = host,
        Status = status,
        Desired = id is null ? null : new DesiredFacts(DesiredState.Running, $"home-platform-{id}-1", "home-platform", id, $"{id}:1", null),
        Recorded = new RecordedFacts($"{id}:1", Now.AddDays(-3), TimeSpan.FromDays(3)),
        Live = status is DriftStatus.Unreachable ? null : new LiveFacts([new LiveContainer($"home-platform-{id ?? "orphan"}-1", new string('c', 64), ContainerStatus.Running, HealthStatus.Healthy, $"{id}:1", Fleet.ImageId, [Fleet.DigestA], DigestCertainty.ProvenEqual)]),
        Findings = findings,
        NotCompared = status is DriftStatus.Unreachable ? [ComparedPart.Host] : [],
        ObservedAt = status is DriftStatus.Unreachable ? null : Now,
    };

    public static DriftFinding Finding(FindingSeverity severity, string code = FindingCode.ImageTagMismatch, string field = "image.tag") => new(code, severity, field, "3.0.6", "3.0.3", "the tag differs");
}
