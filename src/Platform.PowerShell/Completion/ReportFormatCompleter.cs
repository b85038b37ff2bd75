using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Reporting.Writers;

namespace Platform.PowerShell.Completion;

/// <summary>The formats of reports.</summary>
public sealed class ReportFormatCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ReportWriters.Names.Where(name => name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
}
