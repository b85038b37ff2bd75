using Platform.Manifests;
using Platform.Manifests.Reviewers;
using Platform.Tests.Manifests;

namespace Platform.Tests.Review;

/// <summary><c>policies/reviewers.yaml</c>.</summary>
public sealed class ReviewerConfigurationTests : IDisposable
{
    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Without_the_file_anybody_may_review_and_three_have_to_in_both_hats()
    {
        var configuration = ReviewerConfiguration.Read(_root.Root, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal((3, 0), (configuration.Quorum.Reviewers, configuration.Reviewers.Count));
        Assert.Equal([ReviewHat.Tech, ReviewHat.Product], configuration.Quorum.Hats);
    }

    [Fact]
    public void What_it_says_is_read()
    {
        var configuration = Read("""
            quorum: { reviewers: 1, hats: [tech] }
            reviewers:
              - { name: codex, hats: [tech], command: [codex, review, --json], timeout_seconds: 60 }
              - { name: claude }
            """);
        Assert.Equal((1, ReviewHat.Tech), (configuration.Quorum.Reviewers, Assert.Single(configuration.Quorum.Hats)));
        Assert.Equal(["claude", "codex"], configuration.Reviewers.Select(r => r.Name));
        Assert.Equal((TimeSpan.FromMinutes(1), "reviewer codex"), (configuration.Find("CODEX")?.Timeout, configuration.Find("codex")?.Program?.User));
        Assert.Equal(["codex", "review", "--json"], configuration.Find("codex")?.Command);
        Assert.Empty(configuration.Find("claude")?.Command ?? ["?"]);
    }

    [Fact]
    public void Named_reviewers_are_the_quorum_where_none_is_said()
    {
        Assert.Equal(2, Read("reviewers: [{ name: a }, { name: b }, { name: c, hats: [tech] }]").Quorum.Reviewers);
        Assert.Equal(3, Read("quorum: { hats: [tech] }\nreviewers: [{ name: a }, { name: b }, { name: c, hats: [tech] }]").Quorum.Reviewers);
    }

    [Theory]
    [InlineData("reviewer: []", 2, "Did you mean `reviewers`?")]
    [InlineData("quorum: 3", 2, "SCHEMA_TYPE")]
    [InlineData("quorum: { reviewers: 0 }", 2, "SCHEMA_MINIMUM")]
    [InlineData("quorum: { hats: [] }", 2, "SCHEMA_MIN_ITEMS")]
    [InlineData("quorum: { hats: [tech, tech] }", 2, "SCHEMA_UNIQUE_ITEMS")]
    [InlineData("quorum: { hats: [ops] }", 2, "SCHEMA_ENUM")]
    [InlineData("reviewers: []", 2, "SCHEMA_MIN_ITEMS")]
    [InlineData("reviewers: [{ name: 'a b' }]", 2, "SCHEMA_PATTERN")]
    [InlineData("reviewers: [{ name: a, command: claude }]", 2, "SCHEMA_TYPE")]
    [InlineData("reviewers: [{ name: a, command: [] }]", 2, "SCHEMA_MIN_ITEMS")]
    [InlineData("reviewers: [{ name: a, timeout_seconds: 0 }]", 2, "SCHEMA_MINIMUM")]
    [InlineData("reviewers:\n  - name: a\n  - name: A", 4, "REVIEWER_INVALID: 'A' is named at 3:11 already")]
    [InlineData("reviewers: [{ name: Policy }]", 2, "REVIEWER_INVALID: 'policy' is the reviewer that judges by the rules")]
    [InlineData("quorum: { reviewers: 3 }\nreviewers: [{ name: a }, { name: b }]", 2, "REVIEWER_INVALID: a quorum of 3 can never be reached")]
    [InlineData("quorum: { reviewers: 2 }\nreviewers: [{ name: a }, { name: b, hats: [product] }]", 2, "REVIEWER_INVALID: a quorum of 2 can never be reached")]
    [InlineData("reviewers: [{ name: a, hats: [tech] }, { name: b, hats: [product] }]", 2, "REVIEWER_INVALID: no reviewer has all hats")]
    [InlineData("reviewers: [", 3, "YAML_")]
    public void What_cannot_be_meant_is_an_error_with_its_place_and_validate_tells_it(string text, int line, string said)
    {
        _root.Write(ReviewerConfiguration.RelativePath, $"schema_version: 1\n{text}\n");
        var configuration = ReviewerConfiguration.Read(_root.Root, out var diagnostics);
        Assert.Empty(configuration.Reviewers);
        Assert.Equal(("policies/reviewers.yaml", line), (diagnostics[0].File, diagnostics[0].Line));
        Assert.Contains(said, diagnostics[0].ToString(), StringComparison.Ordinal);
        Assert.Contains(_root.Validate(strict: false, "all").Diagnostics, d => d == diagnostics[0]);
        Assert.False(_root.Validate().IsValid);
    }

    [Fact]
    public void A_file_that_a_link_leads_out_to_is_not_read()
    {
        var outside = Directory.CreateTempSubdirectory("platform-outside-");
        try
        {
            var file = Path.Combine(outside.FullName, "reviewers.yaml");
            File.WriteAllText(file, "schema_version: 1\n");
            Directory.CreateDirectory(Path.Combine(_root.Path, "policies"));
            File.CreateSymbolicLink(Path.Combine(_root.Path, ReviewerConfiguration.RelativePath), file);
            _ = ReviewerConfiguration.Read(_root.Root, out var diagnostics);
            Assert.Equal(ManifestCode.PathOutsideRoot, Assert.Single(diagnostics).Code);
        }
        finally
        {
            outside.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_selection_that_leaves_modules_out_does_not_check_it()
    {
        _root.Add("other", TestRoot.Manifest.Replace("id: redis", "id: other", StringComparison.Ordinal).Replace("compose_service: redis", "compose_service: other", StringComparison.Ordinal));
        _root.Write(ReviewerConfiguration.RelativePath, "schema_version: 2\n");
        Assert.True(_root.Validate(strict: false, "redis").IsValid);
        Assert.False(_root.Validate(strict: false, "all").IsValid);
    }

    private ReviewerConfiguration Read(string text)
    {
        _root.Write(ReviewerConfiguration.RelativePath, $"schema_version: 1\n{text}\n");
        var configuration = ReviewerConfiguration.Read(_root.Root, out var diagnostics);
        Assert.Empty(diagnostics);
        return configuration;
    }
}
