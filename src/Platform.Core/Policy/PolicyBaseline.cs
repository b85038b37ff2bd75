using Platform.Diagnostics;
using Platform.Files;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Policy;

/// <summary>The findings that were open in an earlier run: a document of <c>platformctl policy --json</c>. What it has fails no run.</summary>
/// <param name="Entries">Its open findings.</param>
public sealed record PolicyBaseline(IReadOnlyList<BaselineEntry> Entries)
{
    /// <summary>What is written, and the one version that is read.</summary>
    internal const string SchemaName = "platform.policy/1";

    private readonly HashSet<string> _fingerprints = Entries.Select(entry => entry.Fingerprint).ToHashSet(StringComparer.Ordinal);

    public bool Has(PolicyFinding finding) => _fingerprints.Contains(finding.Fingerprint);

    /// <summary>What it has and nobody finds any more, of the modules that were judged or are gone.</summary>
    /// <param name="findings">What was found, acknowledged or not.</param>
    /// <param name="isJudged">Whether a module was judged, or is no module any more; of others nothing can be said.</param>
    public IReadOnlyList<BaselineEntry> StaleAfter(IEnumerable<PolicyFinding> findings, Func<string, bool> isJudged)
    {
        var found = findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return [.. Entries.Where(entry => isJudged(entry.Module) && !found.Contains(entry.Fingerprint))];
    }

    /// <summary>Reads a baseline.</summary>
    /// <param name="path">Absolute path of the file, wherever it lies.</param>
    /// <param name="shown">The path as messages show it.</param>
    /// <param name="diagnostics">What is wrong with it; none where all is well.</param>
    /// <returns>Null where something is wrong.</returns>
    public static PolicyBaseline? Read(string path, string shown, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var list = new DiagnosticList(shown, null);
        var document = JsonReader.ReadFile(path, DocumentLimits.Large, fence: (FileFence?)null);
        list.Add(document.Diagnostics);
        if (document.IsValid && OtherVersion.Of(document.Root, SchemaName) is { } other)
            list.Error("SCHEMA_CONST", document.Root["schema"], "/schema", $"it {other}; make it again with 'platformctl policy --json'");
        else if (document.IsValid) list.Add(ShippedSchemas.PolicyReport.Evaluate(document.Root).Errors);
        diagnostics = list.Items;
        return list.HasErrors ? null : new PolicyBaseline(EntriesOf(document.Root));
    }

    // A finding that was accepted then and is not now is new: somebody has to see it. One that hung on a variable has failed nothing yet.
    private static List<BaselineEntry> EntriesOf(YamlNode root)
    {
        List<BaselineEntry> entries = [];
        foreach (var finding in root["findings"].Items)
        {
            if ((finding["acknowledged"].TryGetBoolean(out var acknowledged) && acknowledged) || finding["certainty"].Text != "yes") continue;
            entries.Add(new BaselineEntry(finding["rule"].Text, finding["module"].Text, finding["subject"].Text, finding["fingerprint"].Text));
        }

        return entries;
    }
}

/// <summary>One finding of a baseline.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Module">Id of the module.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Fingerprint">As <see cref="PolicyFinding.Fingerprint"/>.</param>
public sealed record BaselineEntry(string Rule, string Module, string Subject, string Fingerprint)
{
    public override string ToString() => $"{Rule} of {Module}: {Subject}";
}
