namespace Platform.Files;

/// <summary>The user's folders (https://specifications.freedesktop.org/basedir-spec/): a relative path in a variable is to be ignored.</summary>
internal static class UserFolder
{
    /// <summary><c>$XDG_CONFIG_HOME</c>, or <c>~/.config</c>.</summary>
    public static string Configuration => Of("XDG_CONFIG_HOME", ".config");

    /// <summary><c>$XDG_STATE_HOME</c>, or <c>~/.local/state</c>.</summary>
    public static string State => Of("XDG_STATE_HOME", ".local/state");

    private static string Of(string variable, string usual) => Environment.GetEnvironmentVariable(variable) is { } named && Path.IsPathFullyQualified(named)
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), usual);
}
