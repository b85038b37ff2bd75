namespace Platform.Policy.Rules;

/// <summary>An acceptance that has ended: its finding is open again (R4.4).</summary>
internal sealed class RiskLapsed : ModuleRule
{
    public override string Id => "risk-lapsed";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "an acknowledged risk whose review_when has come true, or whose expires_at has passed or cannot be read";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        foreach (var acknowledged in input.Acknowledgements)
        {
            if (acknowledged.Lapse is not { } lapse) continue;
            yield return new RuleMatch(
                $"acknowledged_risks {acknowledged.Risk.Id}",
                $"the acknowledgement of {acknowledged.Risk.Id} by {acknowledged.Risk.AcknowledgedBy} {lapse}; look at the risk again, then acknowledge it again or remove it", acknowledged.Place)
            {
                About = acknowledged.Index,
            };
        }
    }
}
