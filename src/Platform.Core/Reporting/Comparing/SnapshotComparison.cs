using System.Globalization;
using Platform.Snapshots;

namespace Platform.Reporting.Comparing;

/// <summary>What changed on a host between two snapshots. Values of the environment, labels and arguments stay unsaid, and across files they cannot be compared.</summary>
internal static class SnapshotComparison
{
    public static IEnumerable<ReportChange> Between(HostSnapshot before, HostSnapshot after)
    {
        var host = after.Host;
        ReportChange[] changes =
        [
            .. Facts("engine", host, Engine(before), Engine(after)),
            .. Sets("container", host, before.Containers, after.Containers, c => c.Name, c => $"{c.ImageReference}, {c.State.Status}", ContainerFacts.Of),
            .. Sets("image", host, ByName(before), ByName(after), i => i.Name, _ => null, i => i.Facts),
            .. Sets("network", host, before.Networks ?? [], after.Networks ?? [], r => r.Name, _ => null, Resource),
            .. Sets("volume", host, before.Volumes ?? [], after.Volumes ?? [], r => r.Name, _ => null, Resource),
            .. Sets("file", host, before.Files, after.Files, f => f.Path, f => f.Exists ? "there" : "not there", File),
        ];
        return changes;
    }

    private static Dictionary<string, string?> Engine(HostSnapshot snapshot) => new(StringComparer.Ordinal)
    {
        ["version"] = snapshot.Engine.DisplayVersion,
        ["compose"] = snapshot.Engine.ComposeVersion,
        ["architecture"] = snapshot.Engine.Architecture,
        ["platform directory"] = snapshot.PlatformDirectory,
        ["gaps"] = snapshot.Gaps is { Count: > 0 } gaps ? string.Join(", ", gaps.Select(gap => gap.Part).Order()) : null,
    };

    /// <summary>Images by a tag they have, or by their id where they have none.</summary>
    private static IEnumerable<NamedImage> ByName(HostSnapshot snapshot) => snapshot.Images
        .SelectMany(image => image.RepoTags.DefaultIfEmpty(image.Id).Select(name => new NamedImage(name, new(StringComparer.Ordinal)
        {
            ["id"] = image.Id,
            ["digests"] = string.Join(' ', image.RepoDigests.Order(StringComparer.Ordinal)),
        })))
        .DistinctBy(image => image.Name, StringComparer.Ordinal);

    private sealed record NamedImage(string Name, Dictionary<string, string?> Facts);

    private static Dictionary<string, string?> Resource(ResourceDefinition resource)
    {
        Dictionary<string, string?> facts = resource.Settings.ToDictionary(s => s.Key, string? (s) => s.Value, StringComparer.Ordinal);
        facts["pools"] = string.Join("; ", resource.Pools);
        facts["options"] = Keys(resource.Options.Keys);
        facts["labels"] = Keys(resource.Labels.Keys);
        return facts;
    }

    private static Dictionary<string, string?> File(HostFile file) => new(StringComparer.Ordinal)
    {
        ["there"] = file.Exists ? "yes" : "no",
        ["sha256"] = file.Sha256,
    };

    internal static string Keys(IEnumerable<string> keys) => string.Join(' ', keys.Order(StringComparer.Ordinal));

    private static IEnumerable<ReportChange> Sets<T>(
        string word, string host, IEnumerable<T> before, IEnumerable<T> after, Func<T, string> nameOf, Func<T, string?> showOf, Func<T, Dictionary<string, string?>> factsOf)
    {
        var old = before.GroupBy(nameOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var now = after.GroupBy(nameOf, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (name, item) in now)
        {
            var subject = $"{word} {name}";
            if (!old.TryGetValue(name, out var was)) yield return new ReportChange { Change = ChangeKind.Added, Host = host, Subject = subject, To = showOf(item) };
            else foreach (var change in Facts(subject, host, factsOf(was), factsOf(item))) yield return change;
        }

        foreach (var (name, item) in old)
            if (!now.ContainsKey(name)) yield return new ReportChange { Change = ChangeKind.Removed, Host = host, Subject = $"{word} {name}", From = showOf(item) };
    }

    private static IEnumerable<ReportChange> Facts(string subject, string host, Dictionary<string, string?> before, Dictionary<string, string?> after) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Select(field => (Field: field, From: NullIfEmpty(before.GetValueOrDefault(field)), To: NullIfEmpty(after.GetValueOrDefault(field))))
            .Where(fact => fact.From != fact.To)
            .Select(fact => new ReportChange { Change = ChangeKind.Changed, Host = host, Subject = subject, Field = fact.Field, From = fact.From, To = fact.To });

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>The facts of a container that are worth a line when they change. A health probe's streak or a restart that the engine has done tells by its state.</summary>
    private static class ContainerFacts
    {
        public static Dictionary<string, string?> Of(ContainerSnapshot container)
        {
            var surface = container.Configuration;
            Dictionary<string, string?> facts = new(StringComparer.Ordinal)
            {
                ["id"] = container.Id[..Math.Min(12, container.Id.Length)],
                ["image"] = container.ImageReference,
                ["image id"] = container.ImageId,
                ["state"] = container.State.Status is ContainerStatus.Exited ? string.Create(CultureInfo.InvariantCulture, $"Exited ({container.State.ExitCode})") : container.State.Status.ToString(),
                ["health"] = container.State.Health.ToString(),
                ["restarts"] = container.State.RestartCount.ToString(CultureInfo.InvariantCulture),
                ["created"] = container.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["project"] = container.ComposeProject,
                ["service"] = container.ComposeService,
                ["ports"] = string.Join(' ', surface.Ports),
                ["mounts"] = string.Join("; ", surface.Mounts.Select(m => m.ToString()).Order(StringComparer.Ordinal)),
                ["networks"] = string.Join(' ', surface.Networks),
                ["restart policy"] = surface.RestartPolicy,
                ["user"] = surface.User,
                ["privileged"] = surface.Privileged ? "yes" : "no",
                ["capabilities"] = string.Join(' ', surface.CapabilitiesAdded.Select(c => "+" + c).Concat(surface.CapabilitiesDropped.Select(c => "-" + c))),
                ["environment"] = Keys(surface.Environment.Keys),
                ["labels"] = Keys(surface.Labels.Keys),
                ["compose files"] = surface.Origin?.ConfigFiles,
            };
            foreach (var (key, value) in surface.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) facts.TryAdd(key, value);
            return facts;
        }
    }
}
