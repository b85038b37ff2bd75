using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using Platform.Drift;

namespace Platform.PowerShell.Completion;

/// <summary>The codes of drift findings.</summary>
public sealed class FindingCodeCompleter : IArgumentCompleter
{
    internal static readonly string[] Codes =
    [
        .. typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetRawConstantValue()).OfType<string>().Order(StringComparer.Ordinal),
    ];

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Codes.Where(pattern.IsMatch).Select(code => new CompletionResult(code));
    }
}
