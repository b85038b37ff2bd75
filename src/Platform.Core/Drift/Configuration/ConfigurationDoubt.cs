using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Drift.Configuration;

/// <summary>Which differences of a service are none for certain, as the declared value depends on what nobody can know now.</summary>
internal sealed class ConfigurationDoubt(ComposeProjectSnapshot project, DeclaredConfiguration declared)
{
    /// <summary>Finds the differences of a map, those of each key in doubt apart from the others.</summary>
    public IEnumerable<DriftFinding> OfMaps(
        string code, string field, IReadOnlyDictionary<string, OpaqueValue> expected, IReadOnlyDictionary<string, OpaqueValue> actual,
        Func<string, bool> mayAdd, Func<string, bool> isDeclared)
    {
        var whole = Behind(field, isDeclared: true);
        string[] doubtful = declared.Doubts is null ? []
            : [.. expected.Keys.Union(actual.Keys, StringComparer.Ordinal).Where(key => Behind($"{field}.{key}", isDeclared(key)) is not null).Order(StringComparer.Ordinal)];
        if (doubtful.Length == 0) return Weigh(ValueComparison.OfMaps(code, field, expected, actual, mayAdd), whole) is { } only ? [only] : [];
        var certain = Compare(key => !doubtful.Contains(key, StringComparer.Ordinal));
        return doubtful.Select(key => Weigh(Compare(k => k == key), Behind($"{field}.{key}", isDeclared(key))))
            .Prepend(Weigh(certain, whole)).OfType<DriftFinding>();

        DriftFinding? Compare(Func<string, bool> isWanted) => ValueComparison.OfMaps(code, field, Only(expected, isWanted), Only(actual, isWanted), mayAdd);
    }

    /// <summary>A difference as it is, or as a doubt; null where what its value depends on is missing, which is said once.</summary>
    public DriftFinding? Weigh(DriftFinding finding) =>
        Weigh(finding, Behind(finding.Field, isDeclared: declared.Settings?.ContainsKey(finding.Field) != false));

    /// <summary>The same of the image that the files name.</summary>
    public DriftFinding? WeighImage(DriftFinding? finding) => Weigh(finding, Behind(DeclaredDoubts.Image, isDeclared: true));

    /// <summary>The same of a network or a volume itself. Where the host was not asked, any variable of the files may be behind it.</summary>
    public DriftFinding? WeighResource(DriftFinding finding)
    {
        if (project.ResourceDoubts is { } doubts)
        {
            var behind = doubts.FirstOrDefault(doubt => finding.Field == doubt.Key ||
                (doubt.Key.EndsWith(DeclaredDoubts.AnyOther, StringComparison.Ordinal) && $"{finding.Field}.".StartsWith(doubt.Key[..^1], StringComparison.Ordinal))).Value;
            return finding.Severity is FindingSeverity.Drift && behind is not null ? InDoubt(finding, behind) : finding;
        }

        string[] variables = [.. project.UnsetVariables, .. project.RequiredVariables ?? []];
        return finding.Severity is not FindingSeverity.Drift || variables.Length == 0 ? finding : InDoubt(finding, variables);
    }

    /// <summary>What could not be compared, since a variable is required or a file named that is missing.</summary>
    public IEnumerable<DriftFinding> Missing() => (declared.Doubts ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
        .Where(doubt => !doubt.Key.EndsWith(DeclaredDoubts.AnyOther, StringComparison.Ordinal))
        .SelectMany(doubt => doubt.Value.Where(IsMissing).Select(name => (Field: doubt.Key, Name: name)))
        .GroupBy(pair => pair.Name, pair => pair.Field, StringComparer.Ordinal)
        .Select(group => ConfigurationComparison.NotCompared($"{string.Join(", ", group)}, for want of {group.Key}: {Why(group.Key)}"));

    /// <summary>Variables that take their values from whoever runs Compose, who does not have them now.</summary>
    public static IEnumerable<DriftFinding> Bare(DeclaredConfiguration declared, ContainerConfiguration live, ImageDefaults? image) => declared.Environment
        .Where(e => e.Value is null && live.Environment.TryGetValue(e.Key, out var value) && !value.Equals(image?.Environment.GetValueOrDefault(e.Key)))
        .Select(e => new DriftFinding(
            FindingCode.EnvironmentMismatch, FindingSeverity.Warning, DeclaredDoubts.Environment, null, null,
            $"environment: {e.Key} takes its value from the shell that runs Compose, and the host sets it nowhere now; the container's value was not compared"));

    private DriftFinding? Weigh(DriftFinding? finding, IReadOnlyList<string>? behind) =>
        finding is not { Severity: FindingSeverity.Drift } || behind is null ? finding
        : behind.Any(IsMissing) ? null
        : InDoubt(finding, behind);

    private DriftFinding InDoubt(DriftFinding finding, IReadOnlyList<string> behind) => finding with
    {
        Severity = FindingSeverity.Warning,
        Message = $"{finding.Message}; not certain, as {string.Join(", and ", Reasons(behind))}",
    };

    /// <summary>What a field's value depends on; null for nothing. Where the host was not asked, on every variable that is unset.</summary>
    private IReadOnlyList<string>? Behind(string field, bool isDeclared)
    {
        if (declared.Doubts is not { } doubts) return project.UnsetVariables.Count > 0 ? project.UnsetVariables : null;
        if (doubts.TryGetValue(field, out var names)) return names;
        var dot = field.IndexOf('.', StringComparison.Ordinal);
        return isDeclared || dot < 0 ? null : doubts.GetValueOrDefault(field[..(dot + 1)] + DeclaredDoubts.AnyOther);
    }

    private IEnumerable<string> Reasons(IReadOnlyList<string> names)
    {
        string[] unset = [.. names.Where(n => project.UnsetVariables.Contains(n, StringComparer.Ordinal) || IsMissing(n))];
        string[] others = [.. names.Except(unset, StringComparer.Ordinal)];
        if (unset.Length > 0) yield return $"{string.Join(", ", unset)} is set nowhere on the host now";
        if (others.Length > 0) yield return $"{string.Join(", ", others)} comes from the account that runs Compose, and that may have been another one";
    }

    private bool IsMissing(string name) => IsFile(name) || project.RequiredVariables?.Contains(name, StringComparer.Ordinal) == true;

    private static bool IsFile(string name) => name.Contains('/', StringComparison.Ordinal) || name == ComposeFault.NoFile;

    private static string Why(string name) => IsFile(name) ? "this env_file is not on the host" : "the variable is required, and set nowhere on the host now";

    private static Dictionary<string, OpaqueValue> Only(IReadOnlyDictionary<string, OpaqueValue> map, Func<string, bool> isWanted) =>
        map.Where(pair => isWanted(pair.Key)).ToDictionary(StringComparer.Ordinal);
}
