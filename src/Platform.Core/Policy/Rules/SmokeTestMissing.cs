namespace Platform.Policy.Rules;

/// <summary>A smoke test that is declared and not written, or not declared at all (R4.5).</summary>
internal sealed class SmokeTestMissing : ModuleRule
{
    public override string Id => "smoke-test-missing";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "a smoke test that is not declared, not written, empty or not executable; medium for tier 0, exposed and stateful modules";

    public override IEnumerable<RuleMatch> Check(RuleInput input) => OperationRule.Check(input, "smoke_test", "smoke test", input.Operations.SmokeTest);
}
