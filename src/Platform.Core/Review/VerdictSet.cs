using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Review;

/// <summary>The verdicts of one decision, each of which was read whole.</summary>
/// <param name="Verdicts">By reviewer, then by hat.</param>
public sealed record VerdictSet(IReadOnlyList<Verdict> Verdicts)
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Reads files, and the verdicts of folders: what in them ends in <c>.yaml</c>, <c>.yml</c> or <c>.json</c>.</summary>
    /// <param name="paths">Paths of files and folders as the user named them.</param>
    /// <param name="currentFolder">What relative ones are relative to.</param>
    /// <param name="configuration">Who may review.</param>
    /// <param name="diagnostics">What is wrong, with its place; none where all is well.</param>
    /// <returns>Null where something is wrong: a decision on a part of the verdicts would be none.</returns>
    public static VerdictSet? Read(
        IReadOnlyCollection<string> paths, string currentFolder, ReviewerConfiguration configuration, out IReadOnlyList<Diagnostic> diagnostics)
    {
        List<Diagnostic> wrong = [];
        List<PlacedVerdict> verdicts = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var (path, shown) in paths.SelectMany(path => FilesOf(path, currentFolder, wrong)))
            if (seen.Add(path) && VerdictFile.Read(path, shown, wrong) is { } verdict) verdicts.Add(verdict);
        diagnostics = wrong;
        return wrong.Count > 0 ? null : Of(verdicts, configuration, out diagnostics);
    }

    /// <summary>Puts verdicts together. Pure.</summary>
    internal static VerdictSet? Of(IReadOnlyCollection<PlacedVerdict> verdicts, ReviewerConfiguration configuration, out IReadOnlyList<Diagnostic> diagnostics)
    {
        PlacedVerdict[] ordered = [.. verdicts.OrderBy(v => v.Verdict.Reviewer, ReviewerConfiguration.Comparer).ThenBy(v => v.Verdict.Hat).ThenBy(v => v.File, StringComparer.Ordinal)];
        diagnostics = [.. ordered.Select(v => StrangerFault(v, configuration)).OfType<Diagnostic>(), .. Duplicates(ordered), .. OtherChanges(ordered)];
        return diagnostics.Count > 0 ? null : new VerdictSet([.. ordered.Select(v => v.Verdict)]);
    }

    internal static IEnumerable<(string Path, string Shown)> FilesOf(string path, string currentFolder, List<Diagnostic> diagnostics)
    {
        var full = Path.GetFullPath(path, currentFolder);
        if (!Directory.Exists(full)) return [(full, path)];
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(full).Where(IsVerdict).Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Fault(ManifestCode.VerdictInvalid, path, TextPosition.Start, $"the folder cannot be listed: {exception.Message}"));
            return [];
        }

        if (files.Length == 0)
            diagnostics.Add(Fault(ManifestCode.VerdictInvalid, path, TextPosition.Start, $"the folder has no verdicts: no file that ends in {string.Join(", ", Endings)}"));
        return files.Select(file => (file, Path.Combine(path, Path.GetFileName(file))));
    }

    private static bool IsVerdict(string path) =>
        !Path.GetFileName(path).StartsWith('.') && Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>Where reviewers are named, somebody else's OK would dilute theirs.</summary>
    private static Diagnostic? StrangerFault(PlacedVerdict placed, ReviewerConfiguration configuration)
    {
        var (reviewer, hat) = (placed.Verdict.Reviewer, placed.Verdict.Hat);
        if (configuration.Reviewers.Count == 0 || placed.Verdict.IsOfPolicy) return null;
        if (configuration.Find(reviewer) is not { } named)
        {
            var near = NearestName.Find(reviewer, configuration.Reviewers.Select(r => r.Name));
            return Fault(
                ManifestCode.VerdictInvalid, placed.File, placed.ReviewerPlace,
                $"{reviewer} is not among the reviewers of {ReviewerConfiguration.RelativePath}{(near is null ? "; name the reviewer there, or take the verdict away" : $"; did you mean {near}?")}");
        }

        return named.Hats.Contains(hat) ? null : Fault(
            ManifestCode.VerdictInvalid, placed.File, placed.HatPlace,
            $"{named.Name} reviews as {string.Join(", ", named.Hats.Select(ReviewHats.WordOf))} according to {ReviewerConfiguration.RelativePath}, and not as {ReviewHats.WordOf(hat)}");
    }

    private static IEnumerable<Diagnostic> Duplicates(IEnumerable<PlacedVerdict> ordered) =>
        from same in ordered.GroupBy(v => (v.Verdict.Reviewer.ToUpperInvariant(), v.Verdict.Hat))
        from later in same.Skip(1)
        select Fault(
            ManifestCode.VerdictDuplicate, later.File, later.ReviewerPlace,
            $"{later.Verdict.Reviewer} has given a verdict as {ReviewHats.WordOf(later.Verdict.Hat)} in {same.First().File} already; a reviewer gives one for each hat, so take one of them away");

    private static IEnumerable<Diagnostic> OtherChanges(PlacedVerdict[] ordered) =>
        Array.Find(ordered, v => v.Verdict.Reviewed is not null) is { } first
            ? ordered.Where(v => v.Verdict.Reviewed is { } other && other != first.Verdict.Reviewed).Select(v => Fault(
                ManifestCode.VerdictOfAnotherChange, v.File, v.ReviewedPlace,
                $"{v.Verdict.Reviewer} reviewed {v.Verdict.Reviewed}, and {first.Verdict.Reviewer} ({first.File}) reviewed {first.Verdict.Reviewed}; a decision is about one change"))
            : [];

    private static Diagnostic Fault(string code, string file, TextPosition at, string message) => new()
    {
        Code = code, Severity = DiagnosticSeverity.Error, File = file, Line = at.Line, Column = at.Column, Message = message,
    };
}
