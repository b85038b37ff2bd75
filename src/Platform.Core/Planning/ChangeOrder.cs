using Platform.Manifests;

namespace Platform.Planning;

/// <summary>The order in which modules of a host are changed, and which of their changes stand or fall together.</summary>
internal static class ChangeOrder
{
    /// <summary>What a module depends on first (compose's <c>depends_on</c>), then by tier, then by id.</summary>
    /// <param name="modules">Modules of one host.</param>
    /// <param name="dependenciesOf">The services of its project that a module is started after.</param>
    public static IReadOnlyList<PlatformModule> Of(
        IEnumerable<PlatformModule> modules, Func<PlatformModule, IEnumerable<string>> dependenciesOf)
    {
        var sorted = modules.OrderBy(m => m.Tier, StringComparer.Ordinal).ThenBy(m => m.Id, StringComparer.Ordinal).ToArray();
        var byService = sorted.ToLookup(m => (m.Runtime.ComposeProject, m.Runtime.ComposeService));
        List<PlatformModule> order = [];
        HashSet<PlatformModule> visited = new(ReferenceEqualityComparer.Instance);
        foreach (var module in sorted) Visit(module);
        return order;

        // A circle, which Compose refuses, is entered where the sorting says.
        void Visit(PlatformModule module)
        {
            if (!visited.Add(module)) return;
            foreach (var service in dependenciesOf(module))
                foreach (var dependency in byService[(module.Runtime.ComposeProject, service)]) Visit(dependency);
            order.Add(module);
        }
    }

    /// <summary>
    /// Makes units of the changes of one host's modules, given in their order: modules whose compose file is replaced
    /// are one unit, for putting the file back concerns all of them, and so are those of which one does not outlive the other.
    /// In a unit pulls come first, since a registry that is down should be met before anything was touched, and then files.
    /// </summary>
    /// <param name="modules">The changes of each module.</param>
    /// <param name="areBound">Whether two modules stand or fall together, whichever comes first.</param>
    public static IEnumerable<IReadOnlyList<PlanChange>> Units(IReadOnlyList<IReadOnlyList<PlanChange>> modules, Func<string, string, bool> areBound)
    {
        var unitOf = Enumerable.Range(0, modules.Count).ToArray();
        for (var i = 0; i < modules.Count; i++)
            for (var j = i + 1; j < modules.Count; j++)
                if (unitOf[i] != unitOf[j] && AreOne(modules[i], modules[j])) Join(unitOf[i], unitOf[j]);

        HashSet<string> puts = new(StringComparer.Ordinal);
        foreach (var unit in Enumerable.Range(0, modules.Count).GroupBy(i => unitOf[i]))
        {
            var changes = unit.SelectMany(i => modules[i]).Where(c => c.Action is not PlanAction.PutComposeFile || puts.Add(c.Target.Path!));
            yield return [.. changes.OrderBy(c => c.Action switch { PlanAction.Pull => 0, PlanAction.PutComposeFile => 1, _ => 2 })];
        }

        bool AreOne(IReadOnlyList<PlanChange> one, IReadOnlyList<PlanChange> other) =>
            (PutIn(one) is { } file && file == PutIn(other)) || areBound(one[0].Module!, other[0].Module!);

        void Join(int into, int from)
        {
            for (var k = 0; k < unitOf.Length; k++)
                if (unitOf[k] == from) unitOf[k] = into;
        }
    }

    private static string? PutIn(IReadOnlyList<PlanChange> changes) =>
        changes.FirstOrDefault(c => c.Action is PlanAction.PutComposeFile)?.Target.Path;
}
