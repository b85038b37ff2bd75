namespace Platform.Policy.Rules;

/// <summary>An update policy other than <c>manual</c> of a module that cannot be put back, without a reason (R1.5).</summary>
internal sealed class UpdatePolicyUnjustified : ModuleRule
{
    public override string Id => "update-policy-unjustified";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "an update_policy that is not manual, of a stateful or tier 0 module, without a reason";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Module.Artifact is not { UpdatePolicy: not "manual" } artifact || (!input.IsStateful && input.Tier != 0) || !Placeholder.Is(artifact.UpdatePolicyReason)) yield break;
        var what = input.IsStateful ? "a stateful module" : "a module of tier 0";
        yield return new RuleMatch(
            "update_policy", $"update_policy is {artifact.UpdatePolicy} for {what}, and no reason is given; say manual, or give update_policy_reason",
            input.Module.Places.Of("spec", "artifact", "update_policy"));
    }
}
