using System.Text;
using Platform.Diagnostics;
using Platform.Manifests.Reviewers;
using Platform.Reporting;
using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>Verdicts are read strictly, and what is wrong is told with its place.</summary>
public sealed class VerdictFileTests : IDisposable
{
    private const string Good = """
        schema: platform.review/1
        reviewer: claude
        hat: tech
        verdict: NOT_OK
        confidence: 0.88
        reviewed: git:0123456789012345678901234567890123456789
        risks:
          - severity: high
            rule: docker-sock-bind
            title: It has the socket
            evidence: ./compose/a.yaml:12:4
            recommendation: |
              Take it out.
              Or put a proxy in between.
        opportunities:
          - A health check
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-verdict-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_whole_verdict_is_read_from_YAML()
    {
        var verdict = Read("v.yaml", Good);
        Assert.Equal(("claude", ReviewHat.Tech, VerdictAnswer.NotOk, 0.88), (verdict.Reviewer, verdict.Hat, verdict.Answer, verdict.Confidence));
        var risk = Assert.Single(verdict.Risks);
        Assert.Equal((RiskSeverity.High, "docker-sock-bind", new RiskEvidence("compose/a.yaml", 12)), (risk.Severity, risk.Rule, risk.Evidence));
        Assert.Equal("Take it out.\nOr put a proxy in between.\n", risk.Recommendation);
        Assert.Equal(["A health check"], verdict.Opportunities);
        Assert.Equal("git:0123456789012345678901234567890123456789", verdict.Reviewed);
    }

    [Fact]
    public void And_from_JSON_and_without_what_may_be_left_out()
    {
        var verdict = Read("v.json", """{"schema":"platform.review/1","reviewer":"gpt-5.1","hat":"product","verdict":"OK","confidence":1}""");
        Assert.Equal(("gpt-5.1", ReviewHat.Product, VerdictAnswer.Ok, 1.0), (verdict.Reviewer, verdict.Hat, verdict.Answer, verdict.Confidence));
        Assert.Equal((0, 0, null), (verdict.Risks.Count, verdict.Opportunities.Count, verdict.Reviewed));
    }

    [Theory]
    [InlineData("hat: tech", "hat: technical", "3:6", "SCHEMA_ENUM")]
    [InlineData("hat: tech", "hat: Tech", "3:6", "SCHEMA_ENUM")]
    [InlineData("hat: tech\n", "", "1:1", "SCHEMA_REQUIRED")]
    [InlineData("verdict: NOT_OK", "verdict: not_ok", "4:10", "SCHEMA_ENUM")]
    [InlineData("verdict: NOT_OK", "verdikt: NOT_OK", "4:1", "Did you mean `verdict`?")]
    [InlineData("verdict: NOT_OK", "verdict: true", "4:10", "SCHEMA_ENUM")]
    [InlineData("confidence: 0.88", "confidence: 88", "5:13", "SCHEMA_MAXIMUM")]
    [InlineData("confidence: 0.88", "confidence: -0.1", "5:13", "SCHEMA_MINIMUM")]
    [InlineData("confidence: 0.88", "confidence: '0.88'", "5:13", "SCHEMA_TYPE")]
    [InlineData("confidence: 0.88", "confidence: .nan", "5:13", "SCHEMA_")]
    [InlineData("confidence: 0.88", "confidence: .inf", "5:13", "SCHEMA_")]
    [InlineData("confidence: 0.88", "confidence: high", "5:13", "SCHEMA_TYPE")]
    [InlineData("reviewer: claude", "reviewer: ''", "2:11", "SCHEMA_PATTERN")]
    [InlineData("reviewer: claude", "reviewer: \"cl\\u0430ude\"", "2:11", "SCHEMA_PATTERN")]
    [InlineData("reviewer: claude", "reviewer: \"claude\\e[31m\"", "2:11", "SCHEMA_PATTERN")]
    [InlineData("reviewer: claude", "reviewer: claude\nreviewer: gpt", "3:1", "YAML_DUPLICATE_KEY")]
    [InlineData("schema: platform.review/1", "schema: platform.review/2", "1:9", "VERDICT_INVALID")]
    [InlineData("schema: platform.review/1", "schema: platform.decision/1", "1:9", "the file is platform.decision/1, and a verdict is platform.review/1")]
    [InlineData("schema: platform.review/1\n", "", "1:1", "SCHEMA_REQUIRED")]
    [InlineData("severity: high", "severity: severe", "8:15", "SCHEMA_ENUM")]
    [InlineData("    title: It has the socket\n", "", "8:5", "SCHEMA_REQUIRED")]
    [InlineData("title: It has the socket", "title: '  '", "10:12", "SCHEMA_PATTERN")]
    [InlineData("./compose/a.yaml:12:4", "compose/a.yaml", "11:15", "names no line; write file:line")]
    [InlineData("./compose/a.yaml:12:4", "compose/a.yaml:0", "11:15", "names no line")]
    [InlineData("./compose/a.yaml:12:4", "'compose/a.yaml:1 2'", "11:15", "names no line")]
    [InlineData("./compose/a.yaml:12:4", "'compose/a.yaml: 12'", "11:15", "names no line")]
    [InlineData("./compose/a.yaml:12:4", "compose/a.yaml:-3", "11:15", "names no line")]
    [InlineData("./compose/a.yaml:12:4", "compose/a.yaml:99999999999", "11:15", "names no line")]
    [InlineData("./compose/a.yaml:12:4", "/etc/passwd:1", "11:15", "is no file of the root")]
    [InlineData("./compose/a.yaml:12:4", "../other/a.yaml:1", "11:15", "is no file of the root")]
    [InlineData("./compose/a.yaml:12:4", "compose/:1", "11:15", "names no file")]
    [InlineData("./compose/a.yaml:12:4", "':1'", "11:15", "names no file")]
    [InlineData("git:0123456789012345678901234567890123456789", "HEAD", "6:11", "SCHEMA_PATTERN")]
    [InlineData("git:0123456789012345678901234567890123456789", "git:0123456", "6:11", "SCHEMA_PATTERN")]
    [InlineData("- A health check", "- 1", "16:5", "SCHEMA_TYPE")]
    [InlineData("  - severity", "  - summary: x\n    severity", "8:5", "SCHEMA_UNKNOWN_KEY")]
    public void What_is_no_verdict_is_refused_with_its_place(string old, string replacement, string place, string said)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var wrong = Wrong("v.yaml", Good.Replace(old, replacement, StringComparison.Ordinal));
        Assert.Contains(wrong, d => d.ToString().StartsWith($"v.yaml:{place}: error ", StringComparison.Ordinal) && d.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("title: It has the socket", "title: ", 301)]
    [InlineData("- A health check", "- ", 4001)]
    public void Text_without_end_is_refused(string old, string key, int length) =>
        Assert.Contains("SCHEMA_MAX_LENGTH", Wrong("v.yaml", Good.Replace(old, key + new string('x', length), StringComparison.Ordinal))[0].Code, StringComparison.Ordinal);

    [Theory]
    [InlineData("v.json", "{", "JSON_")]
    [InlineData("v.json", "schema: platform.review/1", "JSON_")]
    [InlineData("v.yaml", "", "YAML_")]
    [InlineData("v.yaml", "- a", "SCHEMA_TYPE")]
    [InlineData("v.yaml", "a: [", "YAML_")]
    [InlineData("v.yaml", "schema: platform.review/1\n---\nschema: platform.review/1", "YAML_")]
    public void A_file_that_cannot_be_read_says_so(string name, string text, string code) =>
        Assert.StartsWith(code, Wrong(name, text)[0].Code, StringComparison.Ordinal);

    [Fact]
    public void What_a_decision_carries_is_read_as_it_was_written()
    {
        var verdict = Read("v.yaml", Good);
        var path = Path.Combine(_folder.FullName, "decision.json");
        File.WriteAllBytes(path, ReportJson.Write(DecisionReport.Of(ReviewDecision.Of(new VerdictSet([verdict]), ReviewerConfiguration.Default))));
        var decision = DecisionFile.Read(path, "decision.json", ReviewerConfiguration.Default, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(DecisionStatus.Blocked, decision?.Status);
        var again = Assert.Single(decision?.Verdicts ?? []);
        Assert.Equal((verdict.Reviewer, verdict.Reviewed, verdict.Confidence, verdict.Risks[0], verdict.Opportunities[0]), (again.Reviewer, again.Reviewed, again.Confidence, again.Risks[0], again.Opportunities[0]));
    }

    private Verdict Read(string name, string text)
    {
        List<Diagnostic> diagnostics = [];
        var placed = VerdictFile.Read(Write(name, text), name, diagnostics);
        Assert.Empty(diagnostics);
        return placed?.Verdict ?? throw new InvalidOperationException("no verdict");
    }

    private List<Diagnostic> Wrong(string name, string text)
    {
        List<Diagnostic> diagnostics = [];
        Assert.Null(VerdictFile.Read(Write(name, text), name, diagnostics));
        Assert.NotEmpty(diagnostics);
        return diagnostics;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}
