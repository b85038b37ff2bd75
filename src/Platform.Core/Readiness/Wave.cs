namespace Platform.Readiness;

/// <summary>The waves in which modules are upgraded: what can do the least harm goes first.</summary>
internal sealed record Wave(int Number, string Title)
{
    public static IReadOnlyList<Wave> All { get; } =
    [
        new(0, "blocked"),
        new(1, "stateless, tier 2 and above"),
        new(2, "stateless, tier 1"),
        new(3, "stateful, with restore evidence"),
        new(4, "tier 0"),
    ];
}

/// <summary>How many modules are in a wave.</summary>
/// <param name="Wave">0 to 4.</param>
/// <param name="Title">Which modules these are, in words.</param>
/// <param name="Modules">How many.</param>
public sealed record WaveCount(int Wave, string Title, int Modules)
{
    public override string ToString() => $"wave {Wave}: {Modules}";

    /// <summary>All waves, with the modules that are in each.</summary>
    internal static WaveCount[] Of(IReadOnlyCollection<ModuleReadiness> modules) =>
        [.. Readiness.Wave.All.Select(wave => new WaveCount(wave.Number, wave.Title, modules.Count(m => m.Wave == wave.Number)))];
}
