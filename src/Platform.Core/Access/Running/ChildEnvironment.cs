namespace Platform.Access.Running;

/// <summary>
/// The environment of a session's child: a few variables of the caller's that hold no credential, those that the caller names, and what the
/// backing gives. The operator's agent, tokens and kept connections are not among them: what is not listed is not inherited.
/// </summary>
internal static class ChildEnvironment
{
    private static readonly string[] Inherited =
    [
        "HOME", "USER", "LOGNAME", "SHELL", "PWD", "TERM", "COLORTERM", "NO_COLOR", "COLUMNS", "LINES", "LANG", "LANGUAGE", "TZ", "TMPDIR", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME",
        "XDG_CACHE_HOME", "XDG_DATA_HOME", "DOTNET_ROOT", "PLATFORM_ROOT", "PLATFORM_TRUSTED_ROOTS", "SystemRoot", "TEMP", "TMP", "USERPROFILE",
    ];

    /// <summary>What would hand the operator's own access over; not passed on, whoever names it.</summary>
    private static readonly string[] Refused = ["SSH_AUTH_SOCK", "SSH_AGENT_PID", "SSH_ASKPASS", SessionProcesses.Variable, SessionProcesses.FolderVariable];

    /// <summary>Why a variable is not passed on; null where it is.</summary>
    public static string? FaultOf(string name) => Refused.Contains(name, StringComparer.Ordinal)
        ? $"{name} is not passed on: a session has its own"
        : Shell.ShellName.IsVariable(name) ? null : $"'{Text.TerminalText.Clean(name)}' cannot be the name of a variable";

    /// <param name="session">Id of the session.</param>
    /// <param name="passed">Names of further variables of the caller's.</param>
    /// <param name="injected">What the backing gives; null takes a variable away.</param>
    /// <param name="read">The caller's environment.</param>
    public static IReadOnlyDictionary<string, string?> Of(
        string session, IReadOnlyList<string> passed, IReadOnlyDictionary<string, string?> injected, Func<string, string?> read)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal);
        foreach (var name in Inherited.Concat(passed.Where(name => FaultOf(name) is null)))
            if (read(name) is { } value) environment[name] = value;
        foreach (var (name, value) in injected)
        {
            if (value is null) environment.Remove(name);
            else environment[name] = value;
        }

        environment[SessionProcesses.Variable] = session;
        environment[SessionProcesses.FolderVariable] = RunFolder.Parent;
        return environment;
    }
}
