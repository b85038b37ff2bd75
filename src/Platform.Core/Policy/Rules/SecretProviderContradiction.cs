namespace Platform.Policy.Rules;

/// <summary><c>provider: env-only-non-secret</c> of a module whose environment holds secrets (R4.3).</summary>
internal sealed class SecretProviderContradiction : ModuleRule
{
    /// <summary>The provider that says there are no secrets.</summary>
    public const string NoSecrets = "env-only-non-secret";

    public override string Id => "secret-provider-contradiction";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "provider env-only-non-secret, and keys that hold secrets";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Module.Secrets is not { Provider: NoSecrets } secrets) yield break;
        var place = input.Module.Places.Of("spec", "secrets", "provider");
        if (secrets.Refs.Count > 0)
            yield return new RuleMatch("refs", $"provider is {NoSecrets}, but refs names {string.Join(", ", secrets.Refs)}; name the provider that they come from", place);
        var known = SecretKeys.Of(input.Module);
        var keys = input.Runs.SelectMany(service => service.Environment).Where(known.Holds).Select(variable => variable.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (keys.Length == 0) yield break;
        yield return new RuleMatch(
            $"environment {string.Join(' ', keys)}",
            $"provider is {NoSecrets}, but {string.Join(", ", keys)} {(keys.Length == 1 ? "holds a secret" : "hold secrets")}; name the provider that they come from, and list them in refs", place);
    }
}
