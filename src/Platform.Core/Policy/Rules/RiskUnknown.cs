using Platform.Text;

namespace Platform.Policy.Rules;

/// <summary>An acknowledgement of what is no rule, which acknowledges nothing.</summary>
internal sealed class RiskUnknown : ModuleRule
{
    public override string Id => "risk-unknown";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "an acknowledged risk whose id is no rule's";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        foreach (var acknowledged in input.Acknowledgements)
        {
            var id = acknowledged.Risk.Id;
            if (RuleBook.Find(id) is not null) continue;
            var nearest = NearestName.Find(id, RuleBook.Ids);
            yield return new RuleMatch(
                $"acknowledged_risks {id}", $"{id} is no rule, so its acknowledgement covers nothing{(nearest is null ? "; platformctl policy rules lists the rules" : $"; did you mean {nearest}?")}", acknowledged.Place)
            {
                About = acknowledged.Index,
            };
        }
    }
}
