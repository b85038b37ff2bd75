using System.Globalization;

namespace Platform.Docker.Settings;

/// <summary>Collects settings in the form in which both sides are compared. What is empty is the default, and is left out.</summary>
internal sealed class SettingsReading
{
    /// <summary>Stands for a value that is there and that nobody compares.</summary>
    private const string Present = "set";

    private readonly SortedDictionary<string, string> _settings = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Settings => _settings;

    public void Text(string key, string? value, string? normally = null)
    {
        if (value is { Length: > 0 } && value != normally) _settings[key] = value;
    }

    public void Flag(string key, bool value) => Text(key, value ? "true" : null);

    /// <param name="key">The key.</param>
    /// <param name="value">A number, or a text that is one.</param>
    /// <param name="normally">What stands for "nothing said"; 0 does in any case.</param>
    public void Number(string key, decimal? value, decimal normally = 0)
    {
        if (value is { } number && number != 0 && number != normally)
            _settings[key] = number.ToString("0.#########", CultureInfo.InvariantCulture);
    }

    /// <summary>A list whose order means something.</summary>
    public void List(string key, IEnumerable<string> values) => Text(key, string.Join(' ', values));

    /// <summary>A list whose order means nothing.</summary>
    public void Set(string key, IEnumerable<string> values) => List(key, values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>What is not compared beyond whether it is there.</summary>
    public void Any(string key, Answer value)
    {
        if (!value.IsEmpty) _settings[key] = Present;
    }
}
