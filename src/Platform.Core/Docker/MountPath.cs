namespace Platform.Docker;

/// <summary>The path of a mount.</summary>
internal static class MountPath
{
    /// <summary>A path without the slash at its end, which means nothing to a mount.</summary>
    public static string Of(string path) => path.Length > 1 ? path.TrimEnd('/') : path;
}
