namespace Platform.Readiness;

/// <summary>A command that clears blockers of several modules at once.</summary>
/// <param name="Command">The command, to be run in the platform root.</param>
/// <param name="Derivable">True where it clears them by itself; false where a person begins with it.</param>
/// <param name="Clears">The kinds that it is about: <c>source</c>, <c>restore-evidence</c>.</param>
/// <param name="Modules">How many modules it is about.</param>
/// <param name="Unblocks">How many of them are ready once this step and those before it are done.</param>
public sealed record ReadinessStep(string Command, bool Derivable, IReadOnlyList<string> Clears, int Modules, int Unblocks)
{
    private const int Most = 3;

    /// <summary>A digest is that of an artifact, and an artifact follows from the record.</summary>
    private static readonly string[] Order = ["platformctl edit record", "platformctl edit derive", "platformctl edit digest"];

    public override string ToString() => Command;

    /// <summary>The three steps that are about most modules, in the order in which they can be done.</summary>
    internal static ReadinessStep[] Next(IReadOnlyCollection<ModuleReadiness> modules)
    {
        var chosen = modules.SelectMany(m => m.Blockers.Select(b => (Module: m, Blocker: b)))
            .GroupBy(pair => pair.Blocker.Words, StringComparer.Ordinal)
            .OrderByDescending(step => step.Select(pair => pair.Module).Distinct().Count())
            .ThenBy(step => step.Key, StringComparer.Ordinal)
            .Take(Most)
            .OrderBy(step => Array.IndexOf(Order, step.Key) is >= 0 and var place ? place : Order.Length)
            .ToArray();
        HashSet<string> done = new(StringComparer.Ordinal);
        HashSet<string> ready = new(StringComparer.Ordinal);
        List<ReadinessStep> steps = [];
        foreach (var step in chosen)
        {
            done.Add(step.Key);
            var unblocked = modules.Count(m => m.Blockers.Count > 0 && m.Blockers.All(b => done.Contains(b.Words)) && ready.Add(m.Module));
            var operands = step.Select(pair => pair.Blocker.Operand).Distinct(StringComparer.Ordinal).ToArray();
            steps.Add(new ReadinessStep(
                $"{step.Key} {string.Join(' ', operands)}",
                step.All(pair => pair.Blocker.Derivable),
                [.. step.Select(pair => pair.Blocker.Kind).Distinct().Order().Select(ReadinessBlocker.NameOf)],
                operands.Length,
                unblocked));
        }

        return [.. steps];
    }
}
