namespace Platform.Policy.Rules;

/// <summary>An acceptance that nothing ends but somebody's memory (R4.4).</summary>
internal sealed class RiskWithoutTrigger : ModuleRule
{
    public override string Id => "risk-without-trigger";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "an acknowledged risk with neither review_when nor expires_at";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        foreach (var acknowledged in input.Acknowledgements)
        {
            if (acknowledged.Risk is not { ReviewWhen: null, ExpiresAt: null, ExpiryIsUnreadable: false } risk) continue;
            yield return new RuleMatch(
                $"acknowledged_risks {risk.Id}", $"the acknowledgement of {risk.Id} has neither review_when nor expires_at: nothing but memory ends it; give it one", acknowledged.Place)
            {
                About = acknowledged.Index,
            };
        }
    }
}
