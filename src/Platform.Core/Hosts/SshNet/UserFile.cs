namespace Platform.Hosts.SshNet;

/// <summary>Files of the user's that an inventory or ssh_config names.</summary>
internal static class UserFile
{
    /// <summary>The path with <c>~/</c> in its front replaced by the user's home.</summary>
    public static string Expand(string path) =>
        path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[2..]) : path;
}
