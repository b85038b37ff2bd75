using System.CommandLine;
using Platform.Policy;

namespace Platform.Cli.Commands;

/// <summary>A severity of policy: <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>.</summary>
internal static class SeverityOption
{
    private static readonly string[] Words = [.. Enum.GetNames<PolicySeverity>().Select(name => name.ToLowerInvariant())];

    public static Option<PolicySeverity?> Create(string name, string description)
    {
        Option<PolicySeverity?> option = new(name)
        {
            Description = description,
            HelpName = "SEVERITY",
            CustomParser = result =>
            {
                if (result.Tokens is [{ Value: var word }] && Words.Contains(word, StringComparer.Ordinal)) return Enum.Parse<PolicySeverity>(word, ignoreCase: true);
                result.AddError($"{name} takes {string.Join(", ", Words[..^1])} or {Words[^1]}");
                return null;
            },
        };
        option.CompletionSources.Add(_ => Words);
        return option;
    }
}
