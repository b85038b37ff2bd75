using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>The verdicts of one decision: which files they are, and what no two of them may say.</summary>
public sealed class VerdictSetTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-verdicts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_folder_gives_its_yaml_yml_and_json_files_and_each_file_counts_once()
    {
        Write("a.yaml", "A", "tech");
        Write("b.yml", "B", "tech");
        File.WriteAllText(Path.Combine(_folder.FullName, "c.json"), """{"schema":"platform.review/1","reviewer":"C","hat":"tech","verdict":"OK","confidence":0.5}""");
        File.WriteAllText(Path.Combine(_folder.FullName, "README.md"), "# no verdict");
        File.WriteAllText(Path.Combine(_folder.FullName, ".hidden.yaml"), "[");
        Assert.Equal(["A", "B", "C"], Read(".", "a.yaml", Path.Combine(_folder.FullName, "b.yml"))?.Verdicts.Select(v => v.Reviewer));
    }

    [Theory]
    [InlineData("nothing.yaml", "YAML_UNREADABLE")]
    [InlineData("empty", "the folder has no verdicts: no file that ends in .yaml, .yml, .json")]
    public void What_is_not_there_is_an_error(string path, string said)
    {
        _folder.CreateSubdirectory("empty");
        Assert.Contains(said, Assert.Single(Wrong(path)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_that_cannot_be_read_leaves_no_decision()
    {
        Write("a.yaml", "A", "tech");
        File.WriteAllText(Path.Combine(_folder.FullName, "b.yaml"), "schema: platform.review/1\n");
        Assert.All(Wrong("."), d => Assert.Equal(Path.Combine(".", "b.yaml"), d.File));
    }

    [Theory]
    [InlineData("claude")]
    [InlineData("Claude")]
    public void The_same_reviewer_and_hat_twice_is_an_error_at_the_second(string second)
    {
        Write("a.yaml", "claude", "tech");
        Write("b.yaml", second, "tech");
        Write("c.yaml", "claude", "product");
        var wrong = Assert.Single(Wrong("."));
        Assert.Equal((ManifestCode.VerdictDuplicate, Path.Combine(".", "b.yaml"), 2, 11), (wrong.Code, wrong.File, wrong.Line, wrong.Column));
        Assert.Contains("a.yaml already", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_on_two_changes_make_no_decision()
    {
        Write("a.yaml", "A", "tech", "git:" + new string('a', 40));
        Write("b.yaml", "B", "tech", "git:" + new string('b', 40));
        Write("c.yaml", "C", "tech");
        var wrong = Assert.Single(Wrong("."));
        Assert.Equal((ManifestCode.VerdictOfAnotherChange, Path.Combine(".", "b.yaml"), 6), (wrong.Code, wrong.File, wrong.Line));
    }

    [Theory]
    [InlineData("claudine", "tech", 2, "claudine is not among the reviewers of policies/reviewers.yaml; did you mean claude?")]
    [InlineData("x", "tech", 2, "name the reviewer there, or take the verdict away")]
    [InlineData("codex", "product", 3, "codex reviews as tech according to policies/reviewers.yaml, and not as product")]
    public void Where_reviewers_are_named_nobody_else_has_a_say(string reviewer, string hat, int line, string said)
    {
        ReviewerConfiguration configuration = new()
        {
            Reviewers = [new ReviewerDefinition { Name = "claude", Hats = ReviewHats.All }, new ReviewerDefinition { Name = "codex", Hats = [ReviewHat.Tech] }],
        };
        Write("a.yaml", reviewer, hat);
        Assert.Null(VerdictSet.Read(["."], _folder.FullName, configuration, out var wrong));
        Assert.Equal(line, Assert.Single(wrong).Line);
        Assert.Contains(said, wrong[0].Message, StringComparison.Ordinal);

        Write("a.yaml", "policy", "tech");
        Write("b.yaml", "CODEX", "tech");
        Assert.Equal(2, VerdictSet.Read(["."], _folder.FullName, configuration, out _)?.Verdicts.Count);
    }

    private VerdictSet? Read(params string[] paths)
    {
        var set = VerdictSet.Read(paths, _folder.FullName, ReviewerConfiguration.Default, out var diagnostics);
        Assert.Empty(diagnostics);
        return set;
    }

    private IReadOnlyList<Diagnostic> Wrong(params string[] paths)
    {
        Assert.Null(VerdictSet.Read(paths, _folder.FullName, ReviewerConfiguration.Default, out var diagnostics));
        return diagnostics;
    }

    private void Write(string name, string reviewer, string hat, string? reviewed = null) => File.WriteAllText(
        Path.Combine(_folder.FullName, name), $"schema: platform.review/1\nreviewer: {reviewer}\nhat: {hat}\nverdict: OK\nconfidence: 0.5\n{(reviewed is null ? "" : $"reviewed: {reviewed}\n")}");
}
