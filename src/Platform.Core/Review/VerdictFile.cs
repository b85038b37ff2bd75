using System.Globalization;
using System.Text;
using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Review;

/// <summary>Reads one verdict, YAML or JSON. What is wrong with it is told with its place.</summary>
internal static class VerdictFile
{
    private const string Json = ".json";

    /// <param name="path">Absolute path.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <param name="diagnostics">Where errors are put.</param>
    /// <returns>Null where something is wrong.</returns>
    public static PlacedVerdict? Read(string path, string shown, List<Diagnostic> diagnostics)
    {
        var isJson = Path.GetExtension(path).Equals(Json, StringComparison.OrdinalIgnoreCase);
        var document = isJson ? JsonReader.ReadFile(path, DocumentLimits.Default, fence: (FileFence?)null) : YamlReader.ReadFile(path, DocumentLimits.Default, fence: null);
        return Of(document, shown, diagnostics);
    }

    /// <summary>The same of what a program printed: JSON where it begins with a brace, else YAML.</summary>
    public static PlacedVerdict? Read(ReadOnlySpan<byte> content, string shown, List<Diagnostic> diagnostics) =>
        Of(content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? JsonReader.Read(content, shown) : YamlReader.Read(content, shown), shown, diagnostics);

    /// <summary>A verdict within a decision, whose schema was checked.</summary>
    public static PlacedVerdict? Within(YamlNode verdict, string shown, List<Diagnostic> diagnostics)
    {
        var list = new DiagnosticList(shown, null);
        var read = Of(verdict, shown, list);
        diagnostics.AddRange(list.Items);
        return list.HasErrors ? null : read;
    }

    private static PlacedVerdict? Of(YamlDocument document, string shown, List<Diagnostic> diagnostics)
    {
        var list = new DiagnosticList(shown, null);
        list.Add(document.Diagnostics);
        if (document.IsValid)
        {
            if (document.Root["schema"].GetString() is { } schema && schema != Verdict.SchemaId)
                list.Error(ManifestCode.VerdictInvalid, document.Root["schema"], "/schema", OtherVersion.Of(document.Root, Verdict.SchemaId) is { } other ? $"the file {other}; have the reviewer give it again" : $"the file is {TerminalText.Clean(schema, 80)}, and a verdict is {Verdict.SchemaId}");
            else list.Add(ShippedSchemas.Review.Evaluate(document.Root).Errors);
        }

        var verdict = list.HasErrors ? null : Of(document.Root, shown, list);
        diagnostics.AddRange(list.Items);
        return list.HasErrors ? null : verdict;
    }

    private static PlacedVerdict Of(YamlNode root, string shown, DiagnosticList diagnostics)
    {
        List<ReviewRisk> risks = [];
        foreach (var risk in root["risks"].Items)
        {
            var place = risk["evidence"];
            var evidence = RiskEvidence.TryParse(place.Text, out var fault);
            if (evidence is null)
            {
                diagnostics.Error(ManifestCode.VerdictInvalid, place, string.Create(CultureInfo.InvariantCulture, $"/risks/{risks.Count}/evidence"), $"'{TerminalText.Clean(place.Text, 80)}' {fault}");
                evidence = new RiskEvidence("", 1);
            }

            risks.Add(new ReviewRisk
            {
                Severity = Enum.Parse<RiskSeverity>(risk["severity"].Text, ignoreCase: true), // the schema has let it in
                Rule = risk["rule"].GetString(),
                Title = Whole(risk["title"].Text),
                Evidence = evidence,
                Recommendation = Whole(risk["recommendation"].Text),
            });
        }

        List<string> opportunities = [];
        foreach (var opportunity in root["opportunities"].Items) opportunities.Add(Whole(opportunity.Text));
        var verdict = new Verdict
        {
            Reviewer = root["reviewer"].Text,
            Hat = ReviewHats.Of(root["hat"].Text),
            Answer = root["verdict"].Text == "OK" ? VerdictAnswer.Ok : VerdictAnswer.NotOk,
            Confidence = double.Parse(root["confidence"].Text, NumberStyles.Float, CultureInfo.InvariantCulture),
            Reviewed = root["reviewed"].GetString(),
            Risks = risks,
            Opportunities = opportunities,
        };
        return new PlacedVerdict(verdict, shown, root["reviewer"].Position, root["hat"].Position, root["reviewed"] is { Exists: true } reviewed ? reviewed.Position : root.Position);
    }

    /// <summary>A lone surrogate, which a JSON escape can make, is no text and can be written by nobody.</summary>
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.Length == text.Length && whole.Equals(text) ? text : whole.ToString();
    }
}

/// <summary>A verdict, and where it stands.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="File">The file as messages show it.</param>
/// <param name="ReviewerPlace">Where the reviewer's name stands.</param>
/// <param name="HatPlace">Where the hat stands.</param>
/// <param name="ReviewedPlace">Where it says what was reviewed.</param>
internal sealed record PlacedVerdict(Verdict Verdict, string File, TextPosition ReviewerPlace, TextPosition HatPlace, TextPosition ReviewedPlace);
