namespace Platform.Policy.Rules;

/// <summary>A reference to a secret that the module's service does not take.</summary>
internal sealed class SecretRefUnused : ModuleRule
{
    public override string Id => "secret-ref-unused";

    public override PolicySeverity Severity => PolicySeverity.Low;

    public override string Finds => "a name in secrets.refs that no key, variable or secret of the service has";

    public override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Module.Secrets is not { } secrets || input.Service is not { } service) yield break;
        var known = Names(input).ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < secrets.Refs.Count; i++)
        {
            var reference = secrets.Refs[i];
            if (known.Contains(Plain(SecretKeys.LastPart(reference)))) continue;
            yield return new RuleMatch(
                $"refs {reference}", $"refs names {reference}, which {service.Said} does not take: no key, variable or secret of it has that name; drop it, or let the service take it",
                input.Module.Places.Of("spec", "secrets", "refs", i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>What a secret may reach a service by. A key <c>X_FILE</c> names the file that has X.</summary>
    private static IEnumerable<string> Names(RuleInput input)
    {
        var named = input.Runs.SelectMany(service => service.Environment.Concat(service.OtherValues).Select(v => v.Name).Concat(service.GrantedSecrets).Concat(service.VariablesUsed));
        foreach (var name in named)
        {
            yield return Plain(name);
            if (name.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase)) yield return Plain(name[..^FileSuffix.Length].TrimEnd('_'));
        }
    }

    private const string FileSuffix = "_FILE";

    /// <summary>Files write <c>postgres-password</c> for what variables call <c>POSTGRES_PASSWORD</c>.</summary>
    private static string Plain(string name) => name.Replace('-', '_').Replace('.', '_');
}
