namespace Platform.Files;

/// <summary>What a name in a folder says of itself, links not followed. Nothing is opened, and nothing is thrown.</summary>
internal static class FileEntry
{
    /// <summary>What .NET says of a file that is not there.</summary>
    private const FileAttributes Nothing = (FileAttributes)(-1);

    /// <summary>Null where there is nothing, or no way to it: a name that is too long, links that lead in a circle.</summary>
    public static FileAttributes? AttributesOf(string path)
    {
        try
        {
            return new FileInfo(path).Attributes is var attributes && attributes != Nothing ? attributes : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether there is anything by that name, a link that leads nowhere included.</summary>
    public static bool IsThere(string path) => AttributesOf(path) is not null;

    /// <summary>Where a link leads, as it is written; null for what is none.</summary>
    public static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
