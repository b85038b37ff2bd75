namespace Platform.Planning;

/// <summary>
/// What no JSON Schema can say about a plan: its parts have to agree with each other, as they do in every plan that
/// <see cref="PlanBuilder"/> makes.
/// </summary>
internal static class PlanConsistency
{
    /// <summary>The first thing that does not agree, as a sentence; null for a plan that is whole.</summary>
    public static string? FaultOf(PlatformPlan plan) =>
        Numbers(plan) ?? Hosts(plan) ?? plan.Changes.Select(change => Change(plan, change)).FirstOrDefault(fault => fault is not null) ?? Scope(plan);

    private static string? Numbers(PlatformPlan plan)
    {
        var unit = 0;
        for (var i = 0; i < plan.Changes.Count; i++)
        {
            var change = plan.Changes[i];
            if (change.Number != i + 1) return $"change {i + 1} has the number {change.Number}";
            if (change.Unit != unit && change.Unit != unit + 1) return $"change {change.Number} is of unit {change.Unit}, after unit {unit}";
            if (change.Unit == unit && change.Host != plan.Changes[i - 1].Host) return $"unit {unit} is of two hosts";
            unit = change.Unit;
        }

        return plan.Summary.Changes == plan.Changes.Count && plan.Summary.Blocked == plan.Blocked.Count ? null : "its summary counts other changes than it has";
    }

    private static string? Hosts(PlatformPlan plan)
    {
        foreach (var host in plan.Hosts)
        {
            if (plan.Hosts.Count(h => h.Host == host.Host) > 1) return $"the host {host.Host} stands in it twice";
            if (plan.Changes.All(c => c.Host != host.Host)) return $"no change is of the host {host.Host}";
            if (host.Fingerprint != SeenModule.FingerprintOf(host.Modules)) return $"the fingerprint of {host.Host} is not that of what was seen";
            if (host.Modules.DistinctBy(m => m.Module ?? " " + m.Name, StringComparer.Ordinal).Count() != host.Modules.Count) return $"a module of {host.Host} stands in it twice";
        }

        return null;
    }

    private static string? Change(PlatformPlan plan, PlanChange change)
    {
        if (plan.Hosts.FirstOrDefault(h => h.Host == change.Host) is not { } host)
            return $"change {change.Number} is on the host {change.Host}, and the plan does not say how that host was seen";
        if (host.Modules.FirstOrDefault(m => m.IsOf(change)) is not { } seen)
            return $"change {change.Number} is of {change.Module ?? "a container"}, which it does not say how it was seen";
        return NeedsContainer(change.Action) && seen.Containers.Count == 0 ? $"change {change.Number} is of a container that was not seen" : null;
    }

    private static string? Scope(PlatformPlan plan)
    {
        if (plan.Changes.FirstOrDefault(c => c.Module is { } id && !plan.Scope.Modules.Contains(id, StringComparer.Ordinal)) is { } beyond)
            return $"change {beyond.Number} is of {beyond.Module}, which was not asked for";
        if (plan.Changes.FirstOrDefault(c => c.Module is null) is { } removal && plan.Scope is not { Prune: true, WholeFleet: true })
            return $"change {removal.Number} removes a container, which was not asked for";
        return plan.Scope.Stateful.SequenceEqual(PlanScope.StatefulOf(plan.Changes), StringComparer.Ordinal) ? null : "it does not say which of its changes touch what holds data";
    }

    private static bool NeedsContainer(PlanAction action) => action is not (PlanAction.Pull or PlanAction.PutComposeFile or PlanAction.Create);
}
