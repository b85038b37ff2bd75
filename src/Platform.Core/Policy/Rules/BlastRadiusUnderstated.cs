namespace Platform.Policy.Rules;

/// <summary>A blast radius below <c>host</c> of a module that has the host (R4.1).</summary>
internal sealed class BlastRadiusUnderstated(IReadOnlyList<ModuleRule> control) : ModuleRule
{
    public override string Id => "blast-radius-understated";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "a blast_radius below host of a module that can control its host; cannot be acknowledged";

    public override bool CanBeAcknowledged => false;

    // Whether a cause is acknowledged changes nothing: the radius is what it is.
    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Module.Risk?.BlastRadius is "host" or "platform") yield break;
        var causes = control.SelectMany(rule => rule.Check(input).Where(match => match.GivesControl).Select(match => (rule.Id, match.Certainty))).ToArray();
        if (causes.Length == 0) yield break;
        var certainty = causes.Max(cause => cause.Certainty);
        var ids = string.Join(", ", causes.Where(cause => cause.Certainty == certainty).Select(cause => cause.Id).Distinct(StringComparer.Ordinal));
        var said = input.Module.Risk is { } risk ? $"blast_radius is {risk.BlastRadius}" : "no blast_radius is declared";
        yield return new RuleMatch(
            "blast_radius",
            certainty is Certainty.Yes
                ? $"{said}, but whoever takes over the module controls its host ({ids}); write host"
                : $"cannot tell whether the blast radius is understated: {said}, and a variable decides {ids}",
            input.Module.Places.Of("spec", "risk", "blast_radius"))
        {
            Certainty = certainty,
        };
    }
}
