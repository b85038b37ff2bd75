using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>A secret that stands in a file of the root. Its value is never shown.</summary>
internal sealed class SecretLiteral : ModuleRule
{
    public override string Id => "secret-literal";

    public override PolicySeverity Severity => PolicySeverity.Critical;

    public override string Finds => "a literal value, or a literal default, for a key of refs or of a secret's name; never shown";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Service is not { } service) yield break;
        foreach (var match in OfWords(service, "command", service.Words).Concat(OfWords(service, "healthcheck", service.HealthcheckWords))) yield return match;
        var keys = SecretKeys.Of(input.Module);
        foreach (var variable in service.Environment.Concat(service.OtherValues))
        {
            if (keys.LiteralIn(variable) is not { } how) continue;
            yield return new RuleMatch(
                $"{variable.Key} {variable.Name}",
                $"{variable.Name} of {service.Said} ({variable.Key}) has {how}; take it out, change the secret, and let a variable or a secret of Compose bring it", variable.Place);
        }
    }

    private static IEnumerable<RuleMatch> OfWords(ServiceFacts service, string key, IReadOnlyList<TextFact> words)
    {
        foreach (var (name, word) in LiteralPassword.InCommand([.. words.Select(word => word.Text)]).DistinctBy(found => found.Name, StringComparer.Ordinal))
        {
            yield return new RuleMatch(
                $"{key} {name}",
                $"{name} in the words of {service.Said} ({key}) has a literal {(name is LiteralPassword.Address ? "password" : "value")}; take it out, change the secret, and let a variable or a file bring it", words[word].Place);
        }
    }
}
