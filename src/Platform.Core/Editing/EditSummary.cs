using Platform.Diagnostics;

namespace Platform.Editing;

/// <summary>Counts of edits.</summary>
/// <param name="Modules">Manifests that were asked for.</param>
/// <param name="Written">Those that were written.</param>
/// <param name="Pending">Those that would be.</param>
/// <param name="Unchanged">Those with nothing to do.</param>
/// <param name="Refused">Those that were refused.</param>
/// <param name="Unreachable">Those whose host could not be looked at.</param>
/// <param name="Invalid">Those that have to be corrected first.</param>
public sealed record EditSummary(int Modules, int Written, int Pending, int Unchanged, int Refused, int Unreachable, int Invalid)
{
    public static EditSummary Of(IReadOnlyCollection<ManifestEdit> edits) => new(
        edits.Count, Count(edits, EditStatus.Written), Count(edits, EditStatus.Pending), Count(edits, EditStatus.Unchanged),
        Count(edits, EditStatus.Refused), Count(edits, EditStatus.Unreachable), Count(edits, EditStatus.Invalid));

    /// <summary>1 where a manifest is invalid, 5 where no host was reached, 8 where something was refused, else 0.</summary>
    public static int ExitCodeOf(IReadOnlyCollection<ManifestEdit> edits)
    {
        var summary = Of(edits);
        if (summary.Invalid > 0) return ExitCodes.CannotWork;
        if (summary.Unreachable > 0 && edits.All(edit => edit.ObservedAt is null)) return ExitCodes.Unreachable;
        return summary.Refused + summary.Unreachable > 0 ? ExitCodes.Partial : ExitCodes.Success;
    }

    private static int Count(IEnumerable<ManifestEdit> edits, EditStatus status) => edits.Count(edit => edit.Status == status);
}
