using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Access;

namespace Platform.PowerShell.Completion;

/// <summary>Ids of the sessions of this machine, with what they are for.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var pattern = WildcardPattern.Get((wordToComplete ?? "").Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
            return [.. AccessPlane.OfUser().Store.List().Sessions.Where(s => pattern.IsMatch(s.Id))
                .Select(s => new CompletionResult(s.Id, s.Id, CompletionResultType.ParameterValue, $"{s.Capability} for {s.Request.Actor}"))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Completion stays silent about errors; the command itself reports them.
            return [];
        }
    }
}
