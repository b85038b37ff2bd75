using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Root;
using Platform.Text;

namespace Platform.PowerShell.Completion;

/// <summary>Completes an argument with names from the platform root in use. Never shows an error.</summary>
public abstract class RootCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var root = FindRoot(fakeBoundParameters?["Root"]?.ToString());
            return root is null ? [] : [.. Complete(root, wordToComplete ?? "")];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Completion stays silent about errors; the command itself reports them.
            return [];
        }
    }

    /// <summary>The names there are, with what is said of each.</summary>
    /// <param name="root">The root in use.</param>
    /// <param name="isMeant">Whether a name begins as what was typed.</param>
    private protected abstract IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant);

    private IEnumerable<CompletionResult> Complete(PlatformRoot root, string word)
    {
        var pattern = WildcardPattern.Get(word.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Candidates(root, pattern.IsMatch).DistinctBy(candidate => candidate.Name, StringComparer.Ordinal).OrderBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => new CompletionResult(Quoted(candidate.Name), candidate.Name, CompletionResultType.ParameterValue, ToolTip(candidate)));
    }

    /// <summary>Never empty, which the engine does not take; and of one line, which a shell shows below the names.</summary>
    private static string ToolTip(Candidate candidate) => TerminalText.Clean(candidate.About is { Length: > 0 } about ? about : candidate.Name) is { Length: > 0 } clean ? clean : candidate.Name;

    private static PlatformRoot? FindRoot(string? named)
    {
        using var session = System.Management.Automation.PowerShell.Create(RunspaceMode.CurrentRunspace);
        var paths = session.AddScript("$ExecutionContext.SessionState.Path").Invoke<PathIntrinsics>()[0];
        var path = string.IsNullOrEmpty(named) ? null : paths.GetUnresolvedProviderPathFromPSPath(named);
        return PlatformRoot.TryFind(
            path, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable),
            paths.CurrentFileSystemLocation.ProviderPath, out var root, out _) ? root : null;
    }

    private static string Quoted(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
        ? name
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
