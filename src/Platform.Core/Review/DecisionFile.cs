using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests.Reviewers;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Review;

/// <summary>Reads a decision: a document of <c>platformctl review --json</c>. Only its verdicts are believed; what they come to is decided anew.</summary>
public static class DecisionFile
{
    public const string SchemaId = "platform.decision/1";

    /// <param name="path">Absolute path.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <param name="configuration">The quorum, and who is in it.</param>
    /// <param name="diagnostics">What is wrong with it; none where all is well.</param>
    /// <returns>Null where something is wrong.</returns>
    public static ReviewDecision? Read(string path, string shown, ReviewerConfiguration configuration, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var document = JsonReader.ReadFile(path, DocumentLimits.Large, fence: (FileFence?)null);
        var list = new DiagnosticList(shown, null);
        list.Add(document.Diagnostics);
        if (document.IsValid && OtherVersion.Of(document.Root, SchemaId) is { } other)
            list.Error("SCHEMA_CONST", document.Root["schema"], "/schema", $"it {other}; make it again with 'platformctl review --json'");
        else if (document.IsValid) list.Add(ShippedSchemas.Decision.Evaluate(document.Root).Errors);
        diagnostics = list.Items;
        if (list.HasErrors) return null;

        List<Diagnostic> wrong = [];
        List<PlacedVerdict> verdicts = [];
        foreach (var node in document.Root["verdicts"].Items)
            if (VerdictFile.Within(node, shown, wrong) is { } verdict) verdicts.Add(verdict);
        diagnostics = wrong;
        if (wrong.Count > 0 || VerdictSet.Of(verdicts, configuration, out diagnostics) is not { } set) return null;
        List<ReviewerFailure> failures = [];
        foreach (var failure in document.Root["failures"].Items)
            failures.Add(new ReviewerFailure(failure["reviewer"].Text, ReviewHats.Of(failure["hat"].Text), Enum.Parse<ReviewerFailureReason>(failure["reason"].Text), failure["message"].Text)); // the schema has let it in
        return ReviewDecision.Of(set, configuration, failures);
    }
}
