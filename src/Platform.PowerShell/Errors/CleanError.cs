using System.Management.Automation;
using Platform.Text;

namespace Platform.PowerShell.Errors;

/// <summary>Error records fit for a terminal: what they say may come from a host, a file or its name.</summary>
internal static class CleanError
{
    /// <summary>The record, or one like it whose texts are harmless.</summary>
    public static ErrorRecord Cleaned(this ErrorRecord error)
    {
        var exception = error.Exception;
        if (IsClean(exception) && IsClean(error.ErrorDetails?.Message) && IsClean(error.ErrorDetails?.RecommendedAction)) return error;
        var message = TerminalText.CleanLines(exception.Message);
        return new ErrorRecord(Again(exception, message), error.FullyQualifiedErrorId, error.CategoryInfo.Category, error.TargetObject)
        {
            ErrorDetails = new ErrorDetails(TerminalText.CleanLines(error.ErrorDetails?.Message ?? message))
            {
                RecommendedAction = TerminalText.CleanLines(error.ErrorDetails?.RecommendedAction ?? ""),
            },
        };
    }

    private static bool IsClean(Exception? exception) => exception is null || (IsClean(exception.Message) && IsClean(exception.InnerException));

    private static bool IsClean(string? text) => text is null || text == TerminalText.CleanLines(text);

    /// <summary>Of the same kind, as far as scripts tell them apart; without an inner one, which says what this does.</summary>
    private static Exception Again(Exception exception, string message) => exception switch
    {
        HostUnreachableException unreachable => new HostUnreachableException(message, unreachable.Reason),
        ItemNotFoundException => new ItemNotFoundException(message),
        UnauthorizedAccessException => new UnauthorizedAccessException(message),
        InvalidDataException => new InvalidDataException(message),
        IOException => new IOException(message),
        _ => new InvalidOperationException(message),
    };
}
