using System.Globalization;

namespace Platform.Docker.Settings;

/// <summary>Collects settings in the form in which both sides are compared. What is empty is the default, and is left out.</summary>
/// <param name="keepsDefaults">
/// Whether a default stays that is written out: whoever declares one does not get what the engine's configuration gives to the others.
/// </param>
internal sealed class SettingsReading(bool keepsDefaults = false)
{
    /// <summary>Stands for a value that is there and that nobody compares.</summary>
    private const string Present = "set";

    /// <summary>Stands for what the engine has no place for here, whatever a file says: of a bind among <c>HostConfig.Mounts</c>, where Compose puts those with options, no <c>z</c>.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>What a side may say that comes to the same as saying nothing, where it is not empty or 0.</summary>
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["ipc"] = "private", ["runtime"] = "runc", ["isolation"] = "default", ["logging.driver"] = "json-file",
        ["mem_swappiness"] = "-1", ["pids_limit"] = "-1", ["shm_size"] = "67108864",
    };

    private readonly SortedDictionary<string, string> _settings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>What the engine takes where nothing is said, and its configuration says nothing either; null for nothing.</summary>
    public static string? DefaultOf(string key) => Defaults.GetValueOrDefault(key);

    public void Text(string key, string? value)
    {
        if (value is { Length: > 0 } && (keepsDefaults || value != DefaultOf(key))) _settings[key] = value;
    }

    public void Flag(string key, bool value) => Text(key, value ? "true" : null);

    public void Number(string key, decimal? value) =>
        Text(key, value is null or 0 ? null : value.Value.ToString("0.#########", CultureInfo.InvariantCulture));

    /// <summary>A list whose order means something.</summary>
    public void List(string key, IEnumerable<string> values) => Text(key, string.Join(' ', values));

    /// <summary>The items of a list that <see cref="List"/> or <see cref="Set"/> has collected.</summary>
    public static string[] Words(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A list whose order means nothing.</summary>
    public void Set(string key, IEnumerable<string> values) => List(key, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>What is not compared beyond whether it is there.</summary>
    public void Any(string key, EngineJson value)
    {
        if (!value.IsEmpty) _settings[key] = Present;
    }
}
