using System.Diagnostics.CodeAnalysis;

namespace Platform.Cli;

/// <summary>The current folder, which may have been deleted meanwhile.</summary>
internal static class CurrentFolder
{
    /// <summary>What relative paths are relative to; where it is gone, the top of the file system, below which none of them is.</summary>
    public static string Path => TryGet(out var path) ? path : "/";

    public static bool TryGet([NotNullWhen(true)] out string? path)
    {
        try
        {
            path = Environment.CurrentDirectory;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            path = null;
            return false;
        }
    }
}
