using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.Json;
using Platform.Planning;

namespace Platform.PowerShell.Completion;

/// <summary>Files as the engine completes them, plans (<c>*.plan.json</c>, <c>plan.json</c>) first. Their tooltip says what each would change.</summary>
public sealed class PlanFileCompleter : IArgumentCompleter
{
    /// <summary>A file is read for each.</summary>
    private const int MostRead = 20;

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var files = CompletionCompleters.CompleteFilename(wordToComplete ?? "").ToArray();
            var plans = files.Where(file => IsPlan(file.ListItemText)).ToArray();
            return [.. plans.Select((plan, i) => i < MostRead ? Told(plan) : plan), .. files.Where(file => !IsPlan(file.ListItemText))];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Completion stays silent about errors. Without candidates the engine completes files by itself.
            return [];
        }
    }

    private static bool IsPlan(string name) =>
        name.EndsWith(".plan.json", StringComparison.OrdinalIgnoreCase) || name.Equals("plan.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The engine's tooltip is the file's whole path.</summary>
    private static CompletionResult Told(CompletionResult file)
    {
        try
        {
            var plan = PlanDocument.Read(PlanDocument.ReadBytes(file.ToolTip));
            return With(file, string.Create(CultureInfo.InvariantCulture, $"{plan}; until {plan.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
        }
        catch (Exception exception) when (exception is JsonException or PlanException)
        {
            return With(file, "no plan of this version");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return file;
        }
    }

    private static CompletionResult With(CompletionResult file, string about) => new(file.CompletionText, file.ListItemText, file.ResultType, about);
}
