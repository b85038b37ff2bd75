using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Policy;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl policy --json</c>; its schema is <c>schema/policy-report.schema.json</c>. It is also a baseline.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="FailOn">The least severity of findings that fail the run.</param>
/// <param name="Findings">By module; acknowledged ones among them.</param>
/// <param name="Stale">Entries of the baseline that are found no more.</param>
/// <param name="Disabled">Rules that the root turns off.</param>
/// <param name="Diagnostics">What is wrong with files, so that rules could not be judged.</param>
public sealed record PolicyReport(
    int ExitCode,
    PolicySummary Summary,
    PolicySeverity FailOn,
    IReadOnlyList<PolicyFinding> Findings,
    IReadOnlyList<BaselineEntry> Stale,
    IReadOnlyList<DisabledRule> Disabled,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    public const string SchemaName = "platform.policy/1";

    [JsonPropertyOrder(-1)]
    public string Schema => SchemaName;

    /// <summary>Which part of the fleet it is about; null for all that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardReport? Shard { get; init; }

    public static PolicyReport Of(PolicyOutcome outcome, ShardReport? shard = null) => new(
        outcome.ExitCode, outcome.Summary, outcome.FailOn, outcome.Findings, outcome.Stale,
        [.. outcome.Configuration.Disabled.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => new DisabledRule(rule.Key, rule.Value))], outcome.Diagnostics) { Shard = shard };
}

/// <summary>A rule that a root turns off.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Reason">Why.</param>
public sealed record DisabledRule(string Rule, string Reason);

/// <summary>The document of <c>platformctl policy rules --json</c>; its schema is <c>schema/policy-rules.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Rules">All rules.</param>
public sealed record PolicyRulesReport(int ExitCode, PolicyRulesSummary Summary, IReadOnlyList<PolicyRule> Rules)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.policy-rules/1";

    public static PolicyRulesReport Of(IReadOnlyList<PolicyRule> rules) => new(0, new PolicyRulesSummary(rules.Count), rules);
}

/// <param name="Rules">How many rules there are.</param>
public sealed record PolicyRulesSummary(int Rules);
