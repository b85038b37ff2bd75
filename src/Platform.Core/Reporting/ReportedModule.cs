using System.Text.Json.Serialization;
using Platform.Drift;
using Platform.Hosts;
using Platform.Json;
using Platform.Readiness;
using Platform.Reporting.Items;
using Platform.Text;

namespace Platform.Reporting;

/// <summary>One module in a report of the fleet: what each check that ran says of it.</summary>
public sealed record ReportedModule
{
    /// <summary>Id of the module, or the name of its folder.</summary>
    public required string Module { get => field; init => field = TerminalText.Clean(value); }

    /// <summary>Null where the manifest does not say it.</summary>
    public string? Host { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>Null where the manifest does not say it.</summary>
    public string? Tier { get => field; init => field = value is null ? null : TerminalText.Clean(value); }

    /// <summary>The worst that its items say.</summary>
    public required ModuleVerdict Verdict { get; init; }

    /// <summary>Desired, recorded and live; null where drift was not asked for.</summary>
    public ReportedDrift? Drift { get; init; }

    /// <summary>Wave and blockers; null where readiness was not asked for.</summary>
    public ModuleReadiness? Readiness { get; init; }

    public override string ToString() => $"{Module}: {Verdict}";

    /// <param name="items">Its items.</param>
    /// <param name="isSkipped">Whether nothing of ours runs it.</param>
    internal static ModuleVerdict VerdictOf(IReadOnlyCollection<ReportItem> items, bool isSkipped)
    {
        if (items.Any(item => item.Fails && (item.Check is not ReportCheck.Drift || item.Severity >= ReportSeverity.High))) return ModuleVerdict.Failing;
        if (items.Any(item => item.Fails)) return ModuleVerdict.Unknown;
        if (items.Any(item => item is { Acknowledged: false, Severity: >= ReportSeverity.Medium })) return ModuleVerdict.Attention;
        return isSkipped ? ModuleVerdict.External : ModuleVerdict.Good;
    }
}

/// <summary>What a report says of a module as a whole.</summary>
public enum ModuleVerdict
{
    /// <summary>Something makes a check fail.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,

    /// <summary>Nothing is known to be wrong, and something could not be compared.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>Nothing fails, and something of medium severity or above is open.</summary>
    [JsonStringEnumMemberName("attention")]
    Attention,

    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>Somebody else runs it.</summary>
    [JsonStringEnumMemberName("external")]
    External,
}

/// <summary>The three truths about a module, kept apart.</summary>
public sealed record ReportedDrift
{
    public required DriftStatus Status { get; init; }

    public DesiredFacts? Desired { get; init; }

    public RecordedFacts? Recorded { get; init; }

    public LiveFacts? Live { get; init; }

    public IReadOnlyList<ComparedPart> NotCompared { get; init; } = [];

    /// <summary>When the live state was read, UTC; null where it was not.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Age of the recorded snapshot it comes from; null where the host itself was asked.</summary>
    [JsonPropertyName("snapshotAgeSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? SnapshotAge { get; init; }

    internal static ReportedDrift Of(ModuleDrift drift) => new()
    {
        Status = drift.Status,
        Desired = drift.Desired,
        Recorded = drift.Recorded,
        Live = drift.Live,
        NotCompared = drift.NotCompared,
        ObservedAt = drift.ObservedAt,
        SnapshotAge = drift.SnapshotAge,
    };
}
