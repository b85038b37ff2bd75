using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>A key that holds a secret by its name, and that <c>secrets.refs</c> does not name.</summary>
internal sealed class SecretNotDeclared : ModuleRule
{
    public override string Id => "secret-not-declared";

    public override PolicySeverity Severity => PolicySeverity.Medium;

    public override string Finds => "a key of a secret's name whose secret is not in secrets.refs";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        // Where the provider says that there are no secrets, one finding says that there are, and names them all.
        if (input.Module.Secrets?.Provider is SecretProviderContradiction.NoSecrets) yield break;
        var keys = SecretKeys.Of(input.Module);
        // A key that the file has is judged there, where it says what its value comes from.
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var service in input.Runs)
        {
            foreach (var variable in service.Environment)
            {
                if (keys.IsReferred(variable.Name) || !keys.Holds(variable) || variable.Value?.Variables.Any(keys.IsReferred) == true || IsInFile(variable.Name, service) || !seen.Add(variable.Name)) continue;
                yield return new RuleMatch(
                    $"{variable.Key} {variable.Name}",
                    $"{variable.Name} of {service.Said} ({variable.Key}) holds a secret by its name, and secrets.refs names neither it nor a variable that it comes from; list it there", variable.Place)
                {
                    IsLive = service.IsLive,
                };
            }
        }

        bool IsInFile(string name, ServiceFacts service) => service.IsLive && input.Service?.Environment.Any(variable => variable.Name == name) == true;
    }
}
