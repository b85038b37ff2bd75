namespace Platform.Planning;

/// <summary>
/// What a plan was asked for. Applying plans again within it: what comes out has to be the plan, or it is no plan of this
/// root's (docs/plans.md, "Planned again").
/// </summary>
/// <param name="Modules">Ids of the modules that were compared, in order.</param>
/// <param name="WholeFleet">Whether those were all modules of the root. Only then is it known that no module declares a container.</param>
/// <param name="Prune">Whether containers that no module declares are to be removed.</param>
/// <param name="Stateful">Ids of the modules with changes that need <c>--allow-stateful</c>; a removal stands as the container's name.</param>
public sealed record PlanScope(IReadOnlyList<string> Modules, bool WholeFleet, bool Prune, IReadOnlyList<string> Stateful)
{
    public override string ToString() => WholeFleet ? "the whole fleet" : string.Join(", ", Modules);

    /// <summary>What of some changes needs leave, each once, in order.</summary>
    internal static IReadOnlyList<string> StatefulOf(IEnumerable<PlanChange> changes) =>
    [
        .. changes.Where(StatefulGuard.IsNeeded).Select(c => c.Module ?? c.Target.Container ?? "")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
