using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using Platform.Root;

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

    /// <summary>The names there are.</summary>
    private protected abstract IEnumerable<string> Names(PlatformRoot root);

    private IEnumerable<CompletionResult> Complete(PlatformRoot root, string word)
    {
        var pattern = WildcardPattern.Get(word.Trim('\'', '"') + "*", WildcardOptions.IgnoreCase);
        return Names(root).Distinct(StringComparer.Ordinal).Where(pattern.IsMatch).Order(StringComparer.Ordinal)
            .Select(name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

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
