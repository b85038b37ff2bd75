namespace Platform.Docker;

/// <summary>Configs and secrets that a service of a compose file is granted.</summary>
internal static class ComposeGrants
{
    /// <summary>
    /// The key below which the snapshot script adds the values of variables to what <c>docker compose config</c> printed. A key that
    /// begins with <c>x-</c> is never one of Compose.
    /// </summary>
    public const string AskedVariables = "x-platform-asked";

    /// <summary>The keys of what is granted to a service, and the folder in a container where it is found by its name.</summary>
    public static IReadOnlyDictionary<string, string> Folders { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["secrets"] = "/run/secrets/", ["configs"] = "/" };

    /// <summary>Where a config or a secret is in a container.</summary>
    public static string PlaceOf(string target, string folder) => target.StartsWith('/') ? target : folder + target;

    /// <summary>The value of the variable that a config or a secret is, if it was asked for; none otherwise.</summary>
    public static EngineJson VariableOf(EngineJson definition, EngineJson file) =>
        definition["environment"].Text is { Length: > 0 } variable ? file[AskedVariables][variable] : EngineJson.None;
}
