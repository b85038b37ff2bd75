using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Policy;

namespace Platform.PowerShell.Completion;

/// <summary>The ids of the rules of policy.</summary>
public sealed class PolicyRuleCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return PolicyRule.All.Where(rule => pattern.IsMatch(rule.Id)).Select(rule => new CompletionResult(rule.Id, rule.Id, CompletionResultType.ParameterValue, rule.Finds));
    }
}
