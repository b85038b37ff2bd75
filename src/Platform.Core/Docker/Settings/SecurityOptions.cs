namespace Platform.Docker.Settings;

/// <summary>Security options in one spelling: <c>no-new-privileges=true</c>, <c>seccomp=unconfined</c>.</summary>
internal static class SecurityOptions
{
    /// <summary>Instead of a seccomp profile, which Compose sends as a whole: that there is one of its own.</summary>
    private const string OwnProfile = "seccomp=a profile of its own";

    /// <summary>What the engine has, which adds its own option to a privileged container.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> options, EngineJson host)
    {
        var opened = host["Privileged"].Flag || host["PidMode"].Text is "host" || host["IpcMode"].Text is "host";
        foreach (var option in options.Select(Normal))
            if (!(opened && option is "label=disable")) yield return option;
        // Compose sends no paths to be hidden for this one.
        if (!host["Privileged"].Flag && host["MaskedPaths"] is { IsList: true, IsEmpty: true }) yield return "systempaths=unconfined";
    }

    public static IEnumerable<string> Declared(IEnumerable<string> options) => options.Select(Normal);

    public static bool NamesProfile(string option) => Normal(option) == OwnProfile;

    private static string Normal(string option)
    {
        if (option is "no-new-privileges") return "no-new-privileges=true";
        var at = option.IndexOfAny(['=', ':']);
        if (at < 0) return option;
        var (name, value) = (option[..at], option[(at + 1)..]);
        return name is "seccomp" && value is not ("unconfined" or "builtin") ? OwnProfile : $"{name}={value}";
    }
}
