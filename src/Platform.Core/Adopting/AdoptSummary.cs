using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Adopting;

/// <summary>Counts of what was to be adopted.</summary>
/// <param name="Services">Services, and containers without one, that were asked for.</param>
/// <param name="Written">Those that have a manifest now.</param>
/// <param name="Pending">Those that would have one.</param>
/// <param name="Unchanged">Those with nothing to do.</param>
/// <param name="Refused">Those that were refused.</param>
/// <param name="Todo">Values in the new manifests that only a person knows.</param>
public sealed record AdoptSummary(int Services, int Written, int Pending, int Unchanged, int Refused, int Todo)
{
    public static AdoptSummary Of(IReadOnlyCollection<AdoptedModule> modules) => new(
        modules.Count, Count(modules, AdoptStatus.Written), Count(modules, AdoptStatus.Pending), Count(modules, AdoptStatus.Unchanged), Count(modules, AdoptStatus.Refused),
        modules.Sum(m => m.Todo.Count));

    /// <summary>8 where something was refused, else 0.</summary>
    [JsonIgnore]
    public int ExitCode => Refused > 0 ? ExitCodes.Partial : ExitCodes.Success;

    private static int Count(IEnumerable<AdoptedModule> modules, AdoptStatus status) => modules.Count(m => m.Status == status);
}
