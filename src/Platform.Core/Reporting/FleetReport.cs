using System.Text.Json.Serialization;
using Platform.Readiness;
using Platform.Reporting.Items;
using Platform.Text;

namespace Platform.Reporting;

/// <summary>
/// What checks say of a fleet, ready to be written in any format: <see cref="Writers.ReportWriters"/>. As JSON it is <c>platform.report/1</c>, whose
/// schema is <c>schema/report.schema.json</c>.
/// </summary>
public sealed record FleetReport
{
    public const string SchemaName = "platform.report/1";

    [JsonPropertyOrder(-1)]
    public string Schema => SchemaName;

    public required int ExitCode { get; init; }

    public required FleetReportSummary Summary { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the root's folder.</summary>
    public required string Root { get => field; init => field = TerminalText.Clean(value); }

    /// <summary>The verb that made it: <c>report</c>, <c>drift-check</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>The checks that ran.</summary>
    public required IReadOnlyList<ReportCheck> Checks { get; init; }

    /// <summary>Whether these are all modules of the root.</summary>
    public required bool WholeFleet { get; init; }

    /// <summary>Which part of the fleet it is about; null for all that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardReport? Shard { get; init; }

    /// <summary>The hosts that were looked at, by name.</summary>
    public required IReadOnlyList<HostReport> Hosts { get; init; }

    /// <summary>The modules, by id.</summary>
    public required IReadOnlyList<ReportedModule> Modules { get; init; }

    /// <summary>What was found, by module and the worst first; acknowledged ones among them.</summary>
    public required IReadOnlyList<ReportItem> Items { get; init; }

    /// <summary>Waves 0 to 4; empty where readiness was not asked for.</summary>
    public IReadOnlyList<WaveCount> Waves { get; init; } = [];

    /// <summary>Up to three commands that make more modules ready.</summary>
    public IReadOnlyList<ReadinessStep> NextSteps { get; init; } = [];

    /// <summary>What has changed since an earlier report; null where none was named.</summary>
    public ReportChanges? Since { get; init; }

    public override string ToString() => Summary.ToString();

    /// <summary>Puts together what checks said. The same answers give the same report.</summary>
    public static FleetReport Of(ReportSources sources)
    {
        var modules = sources.Modules.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var items = sources.ItemsWith(new ItemPlaces(modules), id => modules.GetValueOrDefault(id)?.Host);
        return Assemble(new ReportParts
        {
            ExitCode = sources.ExitCode,
            At = sources.At,
            Root = sources.Root,
            Verb = sources.Verb,
            Checks = sources.Checks,
            WholeFleet = sources.WholeFleet,
            Shard = sources.Shard,
            Hosts = sources.Hosts,
            Modules = sources.ReportedModules(),
            Items = [.. items],
        });
    }

    /// <summary>Everything that follows from the parts: verdicts, counts, waves, order.</summary>
    internal static FleetReport Assemble(ReportParts parts)
    {
        ReportItem[] items = [.. ReportFingerprint.Distinct(parts.Items)
            .OrderBy(i => i.Module is null).ThenBy(i => i.Module, StringComparer.Ordinal).ThenBy(i => i.Acknowledged).ThenByDescending(i => i.Severity)
            .ThenBy(i => i.Check).ThenBy(i => i.Code, StringComparer.Ordinal).ThenBy(i => i.Subject, StringComparer.Ordinal)];
        var ofModule = items.ToLookup(i => i.Module, StringComparer.Ordinal);
        ReportedModule[] modules = [.. parts.Modules.OrderBy(m => m.Module, StringComparer.Ordinal).Select(m => m with { Verdict = ReportedModule.VerdictOf([.. ofModule[m.Module]], IsExternal(m)) })];
        ModuleReadiness[] readiness = [.. modules.Select(m => m.Readiness).OfType<ModuleReadiness>()];
        return new FleetReport
        {
            ExitCode = parts.ExitCode,
            Summary = FleetReportSummary.Of(modules, items, parts.Hosts),
            At = parts.At.ToUniversalTime(),
            Root = parts.Root,
            Verb = parts.Verb,
            Checks = [.. parts.Checks.Distinct().Order()],
            WholeFleet = parts.WholeFleet,
            Shard = parts.Shard,
            Hosts = [.. parts.Hosts.OrderBy(h => h.Host, StringComparer.Ordinal)],
            Modules = modules,
            Items = items,
            Waves = parts.Checks.Contains(ReportCheck.Readiness) ? WaveCount.Of(readiness) : [],
            NextSteps = ReadinessStep.Next(readiness),
        };
    }

    private static bool IsExternal(ReportedModule module) =>
        module.Drift?.Status is Drift.DriftStatus.Skipped || module.Readiness?.Status is ReadinessStatus.External;
}

/// <summary>The parts of a report from which the rest of it follows.</summary>
internal sealed record ReportParts
{
    public required int ExitCode { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Root { get; init; }

    public required string Verb { get; init; }

    public required IReadOnlyList<ReportCheck> Checks { get; init; }

    public required bool WholeFleet { get; init; }

    public ShardReport? Shard { get; init; }

    public required IReadOnlyList<HostReport> Hosts { get; init; }

    public required IReadOnlyList<ReportedModule> Modules { get; init; }

    public required IReadOnlyList<ReportItem> Items { get; init; }
}
