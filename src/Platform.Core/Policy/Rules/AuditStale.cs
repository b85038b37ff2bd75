using System.Globalization;

namespace Platform.Policy.Rules;

/// <summary>A record that is older than the threshold: it says what once ran.</summary>
internal sealed class AuditStale : ModuleRule
{
    public override string Id => "audit-stale";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "an image_audit_ts that is older than thresholds.audit_stale_days (90)";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Module.Runtime.ImageAuditTs is not { } audited) yield break;
        var days = (input.Now - audited).TotalDays;
        if (days <= input.Thresholds.AuditStaleDays) yield break;
        yield return new RuleMatch(
            "image_audit_ts",
            string.Create(CultureInfo.InvariantCulture, $"image_observed was last audited on {audited:yyyy-MM-dd}, {Math.Floor(days):0} days ago; more than {input.Thresholds.AuditStaleDays} are too many"),
            input.Module.Places.Of("spec", "runtime", "image_audit_ts"));
    }
}
