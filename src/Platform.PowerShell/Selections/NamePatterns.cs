using System.Management.Automation;

namespace Platform.PowerShell.Selections;

/// <summary>Names as the user typed them, wildcards among them, in the way of the engine: case does not matter.</summary>
internal sealed class NamePatterns
{
    private readonly (string Word, WildcardPattern Pattern)[] _patterns;

    /// <param name="words">The words; none matches everything.</param>
    public NamePatterns(IReadOnlyList<string>? words) =>
        _patterns = [.. (words ?? []).Select(w => (w, WildcardPattern.Get(w, WildcardOptions.IgnoreCase)))];

    public bool Matches(string name) => _patterns.Length == 0 || _patterns.Any(p => p.Pattern.IsMatch(name));

    /// <summary>The words without a wildcard that match none of the names: a pattern may match nothing, a name may not.</summary>
    public IEnumerable<string> Missing(IReadOnlyCollection<string> names) => _patterns
        .Where(p => !WildcardPattern.ContainsWildcardCharacters(p.Word) && !names.Any(p.Pattern.IsMatch))
        .Select(p => p.Word);
}
