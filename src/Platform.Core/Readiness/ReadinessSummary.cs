using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>The counts of a fleet (R5.1).</summary>
public sealed record ReadinessSummary : ReadinessCounts
{
    internal ReadinessSummary(IReadOnlyCollection<ModuleReadiness> modules, int invalid)
        : base(modules)
    {
        Invalid = invalid;
        Todo = modules.Sum(m => m.Todo.Count);
        WithTodo = modules.Count(m => m.Todo.Count > 0);
        Waves = WaveCount.Of(modules);
        Blockers = [.. Enum.GetValues<BlockerKind>().Select(kind => BlockerCount.Of(kind, modules)).Where(count => count.Modules > 0)];
        ByTier = [.. modules.GroupBy(m => m.Tier, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new ReadinessGroup(g.Key, [.. g]))];
        ByStatefulness = [.. modules.GroupBy(m => m.Statefulness).OrderBy(g => g.Key ?? (Statefulness)int.MaxValue).Select(g => new ReadinessGroup(NameOf(g.Key), [.. g]))];
    }

    /// <summary>Modules whose manifest is invalid. They are counted nowhere else.</summary>
    public int Invalid { get; }

    /// <summary>Values of all manifests that begin with <c>TODO:</c>.</summary>
    public int Todo { get; }

    /// <summary>Modules that have such a value.</summary>
    public int WithTodo { get; }

    /// <summary>Waves 0 to 4, each with its number of modules.</summary>
    public IReadOnlyList<WaveCount> Waves { get; }

    /// <summary>The kinds that block at least one module.</summary>
    public IReadOnlyList<BlockerCount> Blockers { get; }

    public IReadOnlyList<ReadinessGroup> ByTier { get; }

    /// <summary>By <c>stateless</c>, <c>stateful</c>, and <c>undeclared</c> where the manifest does not say.</summary>
    public IReadOnlyList<ReadinessGroup> ByStatefulness { get; }

    public override string ToString() => $"{Ready} of {Modules} ready";

    private static string NameOf(Statefulness? statefulness) => statefulness switch
    {
        Statefulness.Stateless => "stateless",
        Statefulness.Stateful => "stateful",
        _ => "undeclared",
    };
}

/// <summary>How many modules one kind blocks.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Modules">Modules that it blocks; external ones are not among them.</param>
/// <param name="Derivable">Those of them of which a verb can clear it.</param>
/// <param name="Person">Those of them that need a person.</param>
public sealed record BlockerCount(BlockerKind Kind, int Modules, int Derivable, int Person)
{
    public override string ToString() => $"{ReadinessBlocker.NameOf(Kind)}: {Modules}";

    internal static BlockerCount Of(BlockerKind kind, IReadOnlyCollection<ModuleReadiness> modules)
    {
        var blocked = modules.Where(m => m.Blockers.Any(b => b.Kind == kind)).ToArray();
        var person = blocked.Count(m => m.Blockers.Any(b => b.Kind == kind && !b.Derivable));
        return new BlockerCount(kind, blocked.Length, blocked.Length - person, person);
    }
}
