using Platform.Compose;

namespace Platform.Drift.Configuration;

/// <summary>Names the variables on which the declared side of a difference hangs, those with a default too: the way out is often to set one.</summary>
internal static class DecidingVariables
{
    /// <summary>Keys of a service that a field stands for besides the one it is called by.</summary>
    private static readonly Dictionary<string, string[]> Besides = new(StringComparer.Ordinal)
    {
        ["mounts"] = ["volumes", "tmpfs", "configs", "secrets"], ["networks"] = ["network_mode"], ["expose"] = ["ports"], ["links"] = ["external_links"],
        ["restart"] = ["deploy"], ["mem_limit"] = ["deploy"], ["mem_reservation"] = ["deploy"], ["cpus"] = ["deploy"], ["pids_limit"] = ["deploy"], ["gpus"] = ["deploy"],
        ["replicas"] = ["scale", "deploy"], ["compose"] = ["image"],
    };

    /// <param name="finding">A difference, or anything else, which stays as it is.</param>
    /// <param name="files">The compose file of the root, and those that it includes.</param>
    /// <param name="service">The module's service.</param>
    public static DriftFinding Name(DriftFinding finding, IReadOnlyList<ComposeDefinition> files, string? service)
    {
        if (!finding.IsDrift || finding.OutlivesContainer || service is null || finding.Concern is not (FindingConcern.SetUp or FindingConcern.Image or FindingConcern.Number)) return finding;
        var key = finding.Field.Split('.', 2)[0];
        ComposeContent[] contents = !ContentComparison.IsField(key) ? []
            : [.. files.SelectMany(file => file.ContentsOf(service)).Where(content => content.Key == key && finding.Keys?.Contains(content.Path, StringComparer.Ordinal) is true)];
        var values = ContentComparison.IsField(key)
            ? contents.Select(content => content.Text)
            : files.SelectMany(file => Besides.GetValueOrDefault(key, []).Append(key).SelectMany(besides => file.Values(service, besides, finding.Keys)));
        string[] variables = [.. ComposeVariables.In(values).Union(contents.Select(content => content.Variable).OfType<string>(), StringComparer.Ordinal)];
        return variables.Length == 0 ? finding : finding with { Variables = variables, Message = $"{finding.Message}; what the file says depends on {string.Join(", ", variables)}" };
    }
}
