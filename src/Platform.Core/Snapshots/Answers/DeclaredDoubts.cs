using System.Collections.ObjectModel;
using System.Globalization;

namespace Platform.Snapshots.Answers;

/// <summary>
/// Which values of a service depend on variables that cannot be known now: those that differ between two evaluations in which
/// other numbers stand in for these variables.
/// </summary>
/// <param name="standIns">The number that stood in for each variable in the second evaluation, by its name.</param>
/// <param name="folder">The project's folder: PWD in the first evaluation, and not in the second.</param>
/// <param name="unknown">The names to give where no number is found in a value: Compose may have brought it into another form.</param>
internal sealed class DeclaredDoubts(IReadOnlyDictionary<string, string> standIns, string folder, IReadOnlyList<string> unknown)
{
    /// <summary>The whole of a service's variables, where an env_file of it is missing.</summary>
    public const string Environment = "environment";

    /// <summary>The image that the files name.</summary>
    public const string Image = "image";

    /// <summary>How many containers the files ask for.</summary>
    public const string Replicas = "replicas";

    /// <summary>Stands for every name that is not declared, below what comes before its dot.</summary>
    public const string AnyOther = "*";

    /// <summary>The variable that has the folder Compose runs in.</summary>
    public const string Folder = "PWD";

    /// <summary>What differs, by the field's name, and the variables behind it.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Between(DeclaredConfiguration first, DeclaredConfiguration? second)
    {
        SortedDictionary<string, IReadOnlyList<string>> doubts = new(StringComparer.Ordinal);
        var (before, after) = (Fields(first), second is null ? [] : Fields(second));
        foreach (var field in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (one, other) = (before.GetValueOrDefault(field), after.GetValueOrDefault(field));
            if (string.Equals(one, other, StringComparison.Ordinal)) continue;
            doubts[field] = Behind(one ?? "", other ?? "");
            // A name that depends on a variable may be any other name.
            if ((one is null || other is null) && field.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot) doubts[field[..(dot + 1)] + AnyOther] = doubts[field];
        }

        return doubts;
    }

    /// <summary>
    /// The same of networks or volumes themselves. One whose name is another in the second evaluation is in doubt as a whole.
    /// </summary>
    /// <param name="kind"><c>networks</c> or <c>volumes</c>, as findings begin.</param>
    /// <param name="first">Those of the first evaluation.</param>
    /// <param name="second">Those of the second.</param>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Between(string kind, IReadOnlyList<ResourceDefinition> first, IReadOnlyList<ResourceDefinition> second)
    {
        foreach (var resource in first)
        {
            var field = $"{kind}.{resource.Name}";
            if (second.FirstOrDefault(r => r.Name == resource.Name) is not { } again)
            {
                yield return new($"{field}.{AnyOther}", [.. unknown]);
                continue;
            }

            var (before, after) = (Fields(resource), Fields(again));
            foreach (var key in before.Keys.Union(after.Keys, StringComparer.Ordinal))
                if (before.GetValueOrDefault(key, "") is var one && after.GetValueOrDefault(key, "") is var other && one != other) yield return new($"{field}.{key}", Behind(one, other));
        }
    }

    private static Dictionary<string, string> Fields(ResourceDefinition resource) => new(resource.Settings, StringComparer.Ordinal)
    {
        ["driver_opts"] = Map(resource.Options),
        ["labels"] = Map(resource.Labels),
        ["ipam.options"] = Map(resource.AddressOptions),
        ["ipam.config"] = Lines(resource.Pools.Select(pool => pool.ToString())),
    };

    private static string Map(IReadOnlyDictionary<string, OpaqueValue> map) => Lines(map.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value.Reveal()}"));

    private string[] Behind(string one, string other)
    {
        var names = standIns.Where(s => Count(other, s.Value) > Count(one, s.Value)).Select(s => ComposeFault.Variable(s.Key)).ToHashSet(StringComparer.Ordinal);
        if (folder.Length > 1 && Count(one, folder) > Count(other, folder)) names.Add(Folder);
        return names.Count > 0 ? [.. names.Order(StringComparer.Ordinal)] : [.. unknown];
    }

    private static int Count(string text, string number)
    {
        var count = 0;
        for (var at = text.IndexOf(number, StringComparison.Ordinal); at >= 0; at = text.IndexOf(number, at + number.Length, StringComparison.Ordinal)) count++;
        return count;
    }

    /// <summary>Every value that a finding can be about, by the name it has there.</summary>
    private static Dictionary<string, string> Fields(DeclaredConfiguration service)
    {
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            [Image] = service.Image ?? "",
            [Replicas] = (service.Replicas ?? 1).ToString(CultureInfo.InvariantCulture),
            ["ports"] = Lines(service.Ports),
            ["mounts"] = Lines(service.Mounts.Select(m => m.ToString())),
            ["networks"] = Lines(service.Networks),
            ["restart"] = service.RestartPolicy,
            ["command"] = Words(service.Command),
            ["entrypoint"] = Words(service.Entrypoint),
            ["user"] = service.User ?? "",
            ["privileged"] = service.Privileged ? "true" : "false",
            ["cap_add"] = Lines(service.CapabilitiesAdded),
            ["cap_drop"] = Lines(service.CapabilitiesDropped),
            ["healthcheck"] = service.Healthcheck is { } probe
                ? string.Create(CultureInfo.InvariantCulture, $"{Words(probe.Test)}\n{probe.Interval} {probe.Timeout} {probe.StartPeriod} {probe.StartInterval} {probe.Retries}")
                : "",
            ["logging.options"] = Map(service.LogOptions ?? ReadOnlyDictionary<string, OpaqueValue>.Empty),
            ["configs"] = Map(service.Contents ?? ReadOnlyDictionary<string, OpaqueValue>.Empty),
            ["secrets"] = Map(service.SecretContents ?? ReadOnlyDictionary<string, OpaqueValue>.Empty),
            ["annotations"] = Map(service.Annotations ?? ReadOnlyDictionary<string, OpaqueValue>.Empty),
        };
        foreach (var (name, value) in service.Environment) fields[$"{Environment}.{name}"] = value is null ? "" : "=" + value.Reveal();
        foreach (var (name, value) in service.Labels) fields["labels." + name] = "=" + value.Reveal();
        foreach (var (key, value) in service.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) fields.TryAdd(key, value);
        return fields;
    }

    private static string Words(IReadOnlyList<OpaqueValue>? words) => words is null ? "" : Lines(words.Select(w => w.Reveal()));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
