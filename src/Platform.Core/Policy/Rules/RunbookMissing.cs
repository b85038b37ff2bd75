namespace Platform.Policy.Rules;

/// <summary>A runbook that is declared and not written, or not declared at all (R4.5).</summary>
internal sealed class RunbookMissing : ModuleRule
{
    public override string Id => "runbook-missing";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "a runbook that is not declared, not written or empty; medium for tier 0, exposed and stateful modules";

    public override IEnumerable<RuleMatch> Check(RuleInput input) => OperationRule.Check(input, "runbook", "runbook", input.Operations.Runbook);
}
