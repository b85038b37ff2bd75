using System.Globalization;

namespace Platform.Policy.Rules;

/// <summary>An acceptance that ends within days: time to look at the risk again.</summary>
internal sealed class RiskExpiresSoon : ModuleRule
{
    public override string Id => "risk-expires-soon";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "an acknowledged risk that ends within thresholds.expires_soon_days (30)";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        foreach (var acknowledged in input.Acknowledgements)
        {
            if (acknowledged is not { Lapse: null, Risk.ExpiresAt: { } end } || (end - input.Now).TotalDays > input.Thresholds.ExpiresSoonDays) continue;
            yield return new RuleMatch(
                $"acknowledged_risks {acknowledged.Risk.Id}",
                string.Create(CultureInfo.InvariantCulture, $"the acknowledgement of {acknowledged.Risk.Id} ends on {end:yyyy-MM-dd}, in {Math.Max(0, Math.Floor((end - input.Now).TotalDays)):0} days; look at the risk again before that"),
                acknowledged.Place)
            {
                About = acknowledged.Index,
            };
        }
    }
}
