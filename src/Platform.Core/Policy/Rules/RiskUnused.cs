namespace Platform.Policy.Rules;

/// <summary>An acknowledgement of what is not there: the next one to come would be accepted unseen.</summary>
internal sealed class RiskUnused : ModuleRule
{
    public override string Id => "risk-unused";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "an acknowledged risk that the rule does not find, or that cannot be acknowledged";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        foreach (var acknowledged in input.Acknowledgements)
        {
            if (RuleBook.Find(acknowledged.Risk.Id) is not { } rule || input.Disabled.Contains(rule.Id)) continue;
            var message = !rule.CanBeAcknowledged ? $"{rule.Id} cannot be acknowledged; mend its cause, and drop the acknowledgement"
                : !input.Found.Contains(rule.Id) ? $"{rule.Id} finds nothing in this module; drop the acknowledgement, or the next finding is accepted unseen"
                : null;
            if (message is null) continue;
            yield return new RuleMatch($"acknowledged_risks {rule.Id}", message, acknowledged.Place) { About = acknowledged.Index };
        }
    }
}
