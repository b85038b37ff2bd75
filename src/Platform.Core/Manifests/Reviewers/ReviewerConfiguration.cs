using Platform.Diagnostics;
using Platform.Files;
using Platform.Root;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Manifests.Reviewers;

/// <summary>What <c>policies/reviewers.yaml</c> of a root says of reviews; its schema is <c>schema/reviewers.schema.json</c>.</summary>
public sealed record ReviewerConfiguration
{
    /// <summary>Where it lies, relative to the root.</summary>
    public const string RelativePath = "policies/reviewers.yaml";

    /// <summary>The rules of a root as a reviewer: they need nobody, and no file may name another by this name.</summary>
    public const string PolicyReviewer = "policy";

    /// <summary>What holds where a root has no such file: anybody may review, and three have to.</summary>
    public static ReviewerConfiguration Default { get; } = new();

    public ReviewQuorum Quorum { get; init; } = ReviewQuorum.Default;

    /// <summary>Who reviews, by name; empty where anybody may.</summary>
    public IReadOnlyList<ReviewerDefinition> Reviewers { get; init; } = [];

    /// <summary>Finds a reviewer by name, without regard to case; null for none of that name.</summary>
    public ReviewerDefinition? Find(string name) => Reviewers.FirstOrDefault(reviewer => Comparer.Equals(reviewer.Name, name));

    /// <summary>How names of reviewers are compared.</summary>
    internal static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Reads the file of a root.</summary>
    /// <param name="root">The root.</param>
    /// <param name="diagnostics">What is wrong with it; none where all is well, or where there is no such file.</param>
    /// <returns>What it says; <see cref="Default"/> where it has errors.</returns>
    public static ReviewerConfiguration Read(PlatformRoot root, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(root);
        var path = Path.Combine(root.Path, RelativePath);
        diagnostics = [];
        if (!FileEntry.IsThere(path)) return Default;

        var fence = new RootFence(root);
        var list = new DiagnosticList(RelativePath, null);
        if (fence.PlaceOf(path) is FilePlace.Outside)
        {
            list.Error(ManifestCode.PathOutsideRoot, TextPosition.Start, "", "a symbolic link leads out of the platform root; put the file itself there");
            diagnostics = list.Items;
            return Default;
        }

        var document = YamlReader.ReadFile(path, DocumentLimits.Default, fence.Files);
        list.Add(document.Diagnostics);
        if (document.IsValid) list.Add(ShippedSchemas.Reviewers.Evaluate(document.Root).Errors);
        if (!list.HasErrors) Check(document.Root, list);
        diagnostics = list.Items;
        return list.HasErrors ? Default : Of(document.Root, root.Path);
    }

    /// <summary>What a schema cannot say: names that mean one reviewer, and a quorum that nobody can reach.</summary>
    private static void Check(YamlNode file, DiagnosticList diagnostics)
    {
        Dictionary<string, TextPosition> names = new(Comparer);
        var needed = HatsOf(file["quorum"]["hats"]);
        var able = 0;
        var index = 0;
        foreach (var reviewer in file["reviewers"].Items)
        {
            var name = reviewer["name"];
            var pointer = $"/reviewers/{index++}/name";
            if (Comparer.Equals(name.Text, PolicyReviewer))
                diagnostics.Error(ManifestCode.ReviewerInvalid, name, pointer, $"'{PolicyReviewer}' is the reviewer that judges by the rules of the root and needs no entry; name this one otherwise");
            else if (names.TryGetValue(name.Text, out var first))
                diagnostics.Error(ManifestCode.ReviewerInvalid, name, pointer, $"'{TerminalText.Clean(name.Text)}' is named at {first} already; a reviewer is named once, in whatever case");
            else names.Add(name.Text, name.Position);
            if (!needed.Except(HatsOf(reviewer["hats"])).Any()) able++;
        }

        if (names.Count == 0) return;
        if (file["quorum"]["reviewers"] is { Exists: true } wanted && wanted.TryGetInt32(out var count))
        {
            if (count > able)
                diagnostics.Error(ManifestCode.ReviewerInvalid, wanted, "/quorum/reviewers", $"a quorum of {count} can never be reached: {able} of the named reviewers {(able == 1 ? "has" : "have")} all hats of it; name more reviewers, or ask for fewer");
        }
        else if (able == 0)
        {
            diagnostics.Error(ManifestCode.ReviewerInvalid, file["reviewers"], "/reviewers", "no reviewer has all hats of the quorum, so that it can never be reached; give one of them both hats, or name fewer in quorum: { hats: […] }");
        }
    }

    private static ReviewerConfiguration Of(YamlNode file, string rootPath)
    {
        List<ReviewerDefinition> reviewers = [];
        foreach (var item in file["reviewers"].Items)
        {
            List<string> words = [];
            foreach (var word in item["command"].Items) words.Add(word.Text);
            reviewers.Add(new ReviewerDefinition
            {
                Name = item["name"].Text,
                Hats = HatsOf(item["hats"]),
                Program = words.Count == 0 ? null : RootProgram.Named(rootPath, $"reviewer {item["name"].Text}", words),
                Timeout = item["timeout_seconds"].TryGetInt32(out var seconds) ? TimeSpan.FromSeconds(seconds) : ReviewerDefinition.DefaultTimeout,
            });
        }

        var hats = HatsOf(file["quorum"]["hats"]);
        var able = reviewers.Count(reviewer => !hats.Except(reviewer.Hats).Any());
        var isSaid = file["quorum"]["reviewers"].TryGetInt32(out var count);
        return new ReviewerConfiguration
        {
            Quorum = new ReviewQuorum(isSaid ? count : reviewers.Count > 0 ? able : ReviewQuorum.Default.Reviewers, hats),
            Reviewers = [.. reviewers.OrderBy(reviewer => reviewer.Name, Comparer)],
        };
    }

    /// <summary>Both where none is said.</summary>
    private static IReadOnlyList<ReviewHat> HatsOf(YamlNode hats)
    {
        List<ReviewHat> list = [];
        foreach (var hat in hats.Items) list.Add(ReviewHats.Of(hat.Text));
        return list.Count == 0 ? ReviewHats.All : [.. list.Distinct().Order()];
    }
}
