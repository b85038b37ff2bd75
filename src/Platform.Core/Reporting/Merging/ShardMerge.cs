using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Platform.Hosts;
using Platform.Reporting.Reading;

namespace Platform.Reporting.Merging;

/// <summary>Puts the documents of all shards of a fleet together: one document, with the exit code that the verb would have given over the whole.</summary>
public static class ShardMerge
{
    /// <param name="parts">The documents, in any order.</param>
    /// <param name="merged">The whole.</param>
    /// <param name="errors">Sentences that say which parts are missing, there twice, or of something else.</param>
    public static bool TryMerge(IReadOnlyList<ReportDocument> parts, [NotNullWhen(true)] out MergedReport? merged, out IReadOnlyList<string> errors)
    {
        merged = null;
        errors = Faults(parts);
        if (errors.Count > 0) return false;
        ReportDocument[] ordered = [.. parts.OrderBy(part => part.Shard?.Number)];
        merged = ordered[0] switch
        {
            DriftDocument => DriftMerge.Of([.. ordered.Cast<DriftDocument>()]),
            PolicyDocument => PolicyMerge.Of([.. ordered.Cast<PolicyDocument>()]),
            ReadinessDocument => ReadinessMerge.Of([.. ordered.Cast<ReadinessDocument>()]),
            ValidationDocument => ValidationMerge.Of([.. ordered.Cast<ValidationDocument>()]),
            FleetDocument => FleetMerge.Of([.. ordered.Cast<FleetDocument>()]),
            _ => throw new ArgumentOutOfRangeException(nameof(parts)),
        };
        return true;
    }

    private static List<string> Faults(IReadOnlyList<ReportDocument> parts)
    {
        if (parts.Count == 0) return ["there is nothing to merge; name the documents of all shards"];
        List<string> faults = [.. parts.Where(part => part.Shard is null).Select(part => $"{part.File} is no shard: it was made without --shard, and is the whole already")];
        if (faults.Count > 0) return faults;
        var (first, shard) = (parts[0], parts[0].Shard!); // every part has one, as was just seen
        foreach (var part in parts.Skip(1))
        {
            if (part.Schema != first.Schema) faults.Add($"{part.File} is {part.Schema}, {first.File} is {first.Schema}: shards of one verb are merged");
            else if (part.Shard?.Count != shard.Count) faults.Add($"{part.File} is shard {part.Shard}, {first.File} is shard {shard}: a fleet was split in two ways");
            else if (part.Shard.Selection != shard.Selection) faults.Add($"{part.File} and {first.File} are shards of other fleets: not the same modules and hosts were split; run all shards on one commit of the root, with the same modules named");
            else if (Settings(part) != Settings(first)) faults.Add($"{part.File} and {first.File} were made with other options ({Settings(part)}; {Settings(first)}); run all shards with the same");
        }

        if (faults.Count > 0) return faults;
        foreach (var twice in parts.GroupBy(part => part.Shard?.Number).Where(group => group.Count() > 1))
            faults.Add($"shard {twice.First().Shard} is there {(twice.Count() == 2 ? "twice" : $"{twice.Count()} times")}: {string.Join(", ", twice.Select(part => part.File))}");
        int[] missing = [.. Enumerable.Range(1, shard.Count).Except(parts.Select(part => part.Shard?.Number ?? 0))];
        if (missing.Length > 0)
            faults.Add($"{(missing.Length == 1 ? "shard" : "shards")} {string.Join(", ", missing.Take(20).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}/{shard.Count}")))}{(missing.Length > 20 ? ", …" : "")} {(missing.Length == 1 ? "is" : "are")} missing; only all shards together are the whole");
        foreach (var part in parts)
        {
            var own = new HostShard(part.Shard?.Number ?? 1, shard.Count);
            foreach (var host in part.Shard?.Hosts.Where(host => !own.Has(host)) ?? []) faults.Add($"{part.File}: host {host} is not in shard {own}");
        }

        return faults;
    }

    /// <summary>What has to be the same in all shards, in words.</summary>
    private static string Settings(ReportDocument document) => document switch
    {
        PolicyDocument policy => $"--fail-on {policy.FailOn.ToString().ToLowerInvariant()}",
        ReadinessDocument { WithDrift: true } => "--drift",
        ReadinessDocument => "without --drift",
        FleetDocument fleet => $"checks {string.Join(", ", fleet.Ran.Select(check => check.ToString().ToLowerInvariant()))}",
        _ => "",
    };
}
