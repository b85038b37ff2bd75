using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Drift;

namespace Platform.PowerShell.Completion;

/// <summary>The codes of drift findings; the tooltip says what each means.</summary>
public sealed class FindingCodeCompleter : IArgumentCompleter
{
    internal static readonly string[] Codes = [.. FindingKind.All.Select(kind => kind.Code).Order(StringComparer.Ordinal)];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return FindingKind.All.OrderBy(kind => kind.Code, StringComparer.Ordinal).Where(kind => pattern.IsMatch(kind.Code))
            .Select(kind => new CompletionResult(kind.Code, kind.Code, CompletionResultType.ParameterValue, kind.Text));
    }
}
