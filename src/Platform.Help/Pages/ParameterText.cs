using System.Globalization;

namespace Platform.Help.Pages;

/// <summary>A parameter, and its form in one or several parameter sets.</summary>
internal sealed record ParameterText(string Name, IReadOnlyList<string> Description, IReadOnlyList<ParameterForm> Forms)
{
    /// <summary>Its form in a parameter set; null where it is not of that set.</summary>
    public ParameterForm? In(string set) => Forms.FirstOrDefault(f => f.Sets.Count == 0 || f.Sets.Contains(set, StringComparer.Ordinal));
}

/// <summary>The YAML block below a parameter's heading.</summary>
internal sealed record ParameterForm
{
    private const string AllSets = "(All)";

    public required string Type { get; init; }

    /// <summary>None where it is the form in all sets.</summary>
    public required IReadOnlyList<string> Sets { get; init; }

    public required string Aliases { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>The number of a positional parameter, or <c>named</c>.</summary>
    public required string Position { get; init; }

    public required string Default { get; init; }

    /// <summary>As <c>Get-Help</c> shows it: <c>False</c>, or <c>True (ByPropertyName, ByValue)</c>.</summary>
    public required string Pipeline { get; init; }

    public required bool TakesWildcards { get; init; }

    /// <summary>The engine shows positional parameters first, then what else is required.</summary>
    public int Order => int.TryParse(Position, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue - (IsRequired ? 1 : 0);

    public bool IsSwitch => Type == "SwitchParameter";

    public static ParameterForm Of(string file, int line, IReadOnlyDictionary<string, string> yaml)
    {
        return new ParameterForm
        {
            Type = Value("Type"),
            Sets = Value("Parameter Sets") is var sets && sets == AllSets ? [] : sets.Split(", "),
            Aliases = Value("Aliases") is { Length: > 0 } aliases ? aliases : "none",
            IsRequired = Value("Required") == "True",
            Position = Value("Position").ToLowerInvariant(),
            Default = Value("Default value"),
            Pipeline = Value("Accept pipeline input"),
            TakesWildcards = Value("Accept wildcard characters") == "True",
        };

        string Value(string key) => yaml.TryGetValue(key, out var value)
            ? value
            : throw new PageException(file, line, $"the parameter has no '{key}'");
    }
}
