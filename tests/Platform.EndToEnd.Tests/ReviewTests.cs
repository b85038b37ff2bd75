using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.EndToEnd;

/// <summary><c>platformctl review</c> as an operator, or a pipeline, runs it (R7).</summary>
public sealed class ReviewTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly DirectoryInfo _verdicts = Directory.CreateTempSubdirectory("platform-verdicts-");

    public ReviewTests()
    {
        foreach (var reviewer in (string[])["claude", "codex", "gemini"])
            foreach (var hat in (string[])["tech", "product"]) Write(reviewer, hat, "OK", 0.8);
    }

    public void Dispose()
    {
        _root.Dispose();
        _verdicts.Delete(recursive: true);
    }

    [Fact]
    public async Task The_real_case_is_elevated_and_deferred()
    {
        Write("codex", "tech", "NOT_OK", 0.88, "risks: [{ severity: high, title: 'It gives root \\e[31m', evidence: 'compose/video/compose.yaml:21', recommendation: Use a proxy }]".Replace("'It gives root \\e[31m'", "\"It gives root \\e[31m\"", StringComparison.Ordinal));
        var result = await Command.PlatformctlAsync(_root.Path, "review", _verdicts.FullName);
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("ELEVATED: defer\ntech 2 of 3 OK, product 3 of 3 OK\nto decide 1: codex alone sees a high risk at compose/video/compose.yaml:21: It gives root \\u001B[31m.", result.Output, StringComparison.Ordinal);
        Assert.Contains("dissent: codex as tech: NOT_OK, confidence 0.88\n", result.Output, StringComparison.Ordinal);

        var json = await Command.PlatformctlAsync(_root.Path, "review", _verdicts.FullName, "--json");
        var document = JsonReader.Parse(json.Output);
        Assert.Empty(ShippedSchemas.Decision.Evaluate(document.Root).Errors);
        Assert.Equal(("ELEVATED", "defer", 1, 1, 1), (
            document.Root["status"].Text, document.Root["action"].Text, document.Root["dissents"].Count, document.Root["operatorQuestions"].Count, document.Root["singleReviewerHighRisks"].Count));
        var markdown = await Command.PlatformctlAsync(_root.Path, "review", _verdicts.FullName, "--markdown");
        Assert.StartsWith("## Review: ELEVATED — defer\n", markdown.Output, StringComparison.Ordinal);
        Assert.Equal(markdown.Output, (await Command.PlatformctlAsync(_root.Path, "review", _verdicts.FullName, "--format", "markdown")).Output);
    }

    [Fact]
    public async Task A_clear_decision_exits_0_and_needs_no_root()
    {
        var result = await Command.RunAsync(Repository.Platformctl, ["review", "."], _verdicts.FullName);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("CLEAR: merge\n", result.Output, StringComparison.Ordinal);
        var files = Directory.GetFiles(_verdicts.FullName);
        Assert.Equal(result.Output, (await Command.RunAsync(Repository.Platformctl, ["review", .. files.Reverse()], _verdicts.FullName)).Output);
        Assert.Equal(2, (await Command.RunAsync(Repository.Platformctl, ["review", files[0]], _verdicts.FullName)).ExitCode);
    }

    [Theory]
    [InlineData(new[] { "review" }, "review needs verdicts")]
    [InlineData(new[] { "review", "nothing.yaml" }, "nothing.yaml:1:1: error YAML_UNREADABLE")]
    [InlineData(new[] { "review", "hosts.yaml" }, "hosts.yaml:11:1: error SCHEMA_REQUIRED")]
    [InlineData(new[] { "review", "hosts.yaml", "--markdwn" }, "did you mean --markdown?")]
    [InlineData(new[] { "review", "hosts.yaml", "--format", "markdwon" }, "did you mean markdown?")]
    [InlineData(new[] { "review", "hosts.yaml", "--json", "--markdown" }, "one format")]
    [InlineData(new[] { "review", "hosts.yaml", "--post", "ops/platform#1" }, "the address of a change request as the browser shows it is wanted")]
    [InlineData(new[] { "review", "run" }, "--base")]
    [InlineData(new[] { "review", "run", "--base", "main" }, "is at no commit of git")]
    public async Task What_cannot_be_done_exits_1_with_a_sentence_and_prints_nothing(string[] arguments, string said)
    {
        var result = await Command.RunAsync(Repository.Platformctl, [.. arguments, "--root", _root.Path], _root.Path);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quorum_of_the_root_counts_and_its_faults_are_told()
    {
        Reviewers("quorum: { reviewers: 4 }");
        var result = await Command.PlatformctlAsync(_root.Path, "review", _verdicts.FullName);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("missing: another reviewer as tech\n", result.Output, StringComparison.Ordinal);
        Reviewers("quorum: { reviewers: none }");
        foreach (var verb in (string[][])[["review", _verdicts.FullName], ["validate", "all"], ["trust", "--show"]])
            Assert.Contains("policies/reviewers.yaml:2:22: error SCHEMA_TYPE", await SaidAsync(verb), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_reviewed_by_reviewers_that_are_trusted_and_by_the_rules()
    {
        Reviewers("reviewers:\n  - { name: claude, command: [sh, review.sh] }");
        await File.WriteAllTextAsync(_root.PathOf("review.sh"), "cat >\"$PLATFORM_REVIEW_HAT.json\"\nprintf 'schema: platform.review/1\\nreviewer: claude\\nhat: %s\\nverdict: OK\\nconfidence: 0.9\\n' \"$PLATFORM_REVIEW_HAT\"\n", TestContext.Current.CancellationToken);
        await GitAsync("init -q", "add -A", "commit -qm base", "branch base");
        _root.Edit("compose/video/compose.yaml", "127.0.0.1:9999:3000", "9999:3000");
        await GitAsync("commit -qam expose");

        // Nobody trusts it: nothing is started.
        var home = new Dictionary<string, string?>(StringComparer.Ordinal) { ["XDG_CONFIG_HOME"] = Path.Combine(_verdicts.FullName, "config"), ["PLATFORM_TRUSTED_ROOTS"] = null };
        var untrusted = await RunAsync(home, "review", "run", "--base", "base", "--json");
        Assert.Equal(2, untrusted.ExitCode);
        Assert.Equal(["NotTrusted", "NotTrusted"], JsonDocument.Parse(untrusted.Output).RootElement.GetProperty("failures").EnumerateArray().Select(f => f.GetProperty("reason").GetString()));
        Assert.False(File.Exists(_root.PathOf("tech.json")));

        var trusted = await RunAsync(home, "trust");
        Assert.Contains("reviewer claude", trusted.Output, StringComparison.Ordinal);
        var result = await RunAsync(home, "review", "run", "--base", "base", "--json");
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        var decision = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(("ELEVATED", 0, 0), (decision.GetProperty("status").GetString(), decision.GetProperty("missing").GetArrayLength(), decision.GetProperty("failures").GetArrayLength()));
        var risk = Assert.Single(decision.GetProperty("singleReviewerHighRisks").EnumerateArray());
        Assert.Equal(("port-exposed", "policy"), (risk.GetProperty("rule").GetString(), risk.GetProperty("reviewers")[0].GetString()));
        Assert.Empty(JsonSchema.Compile(JsonReader.ReadFile(Repository.File("schema", "review-context.schema.json")).Root).GetSchema().Evaluate(JsonReader.ReadFile(_root.PathOf("tech.json")).Root).Errors);
        var context = JsonDocument.Parse(await File.ReadAllTextAsync(_root.PathOf("product.json"), TestContext.Current.CancellationToken)).RootElement;
        Assert.Contains("-      - 127.0.0.1:9999:3000", context.GetProperty("files")[0].GetProperty("diff").GetString(), StringComparison.Ordinal);
        Assert.Contains(context.GetProperty("drift").EnumerateArray(), d => d.GetProperty("module").GetString() == "mirotalk-admin");

        // The script is not the one that was trusted.
        await File.AppendAllTextAsync(_root.PathOf("review.sh"), "#\n", TestContext.Current.CancellationToken);
        Assert.Contains("not trusted", (await RunAsync(home, "review", "run", "--base", "base", "--no-drift")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_posted_and_one_that_could_not_be_is_printed_all_the_same()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        using var server = new HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        List<(string? Path, string? Authorization, string Body)> asked = [];
        var serving = ServeAsync();
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["FORGEJO_TOKEN"] = "0123456789abcdef" };
        var result = await RunAsync(environment, "review", _verdicts.FullName, "--post", $"http://127.0.0.1:{port}/ops/platform/pulls/12");
        Assert.Equal((0, $"posted to http://127.0.0.1:{port}/ops/platform/pulls/12\n"), (result.ExitCode, result.Error));
        var (path, authorization, body) = Assert.Single(asked);
        Assert.Equal(("/api/v1/repos/ops/platform/issues/12/comments", "token 0123456789abcdef"), (path, authorization));
        Assert.StartsWith("## Review: CLEAR — merge\n", JsonDocument.Parse(body).RootElement.GetProperty("body").GetString(), StringComparison.Ordinal);

        var refused = await RunAsync(environment, "review", _verdicts.FullName, "--post", $"http://127.0.0.1:{port}/ops/platform/pulls/13");
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith("CLEAR: merge\n", refused.Output, StringComparison.Ordinal);
        Assert.Contains("the decision was not posted: ", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", refused.Error, StringComparison.Ordinal);
        server.Stop();
        await serving;

        async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await server.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    asked.Add((context.Request.Url?.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
                    var isThere = context.Request.Url?.AbsolutePath.Contains("/12/", StringComparison.Ordinal) is true;
                    context.Response.StatusCode = isThere ? 201 : 404;
                    context.Response.ContentType = "application/json;charset=utf-8";
                    context.Response.Close(isThere ? "{\"id\":901}"u8.ToArray() : "{\"message\":\"0123456789abcdef\"}"u8.ToArray(), willBlock: true);
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // It was stopped.
            }
        }
    }

    private async Task<string> SaidAsync(string[] arguments)
    {
        var result = await Command.PlatformctlAsync(_root.Path, arguments);
        return result.Output + result.Error;
    }

    private Task<CommandResult> RunAsync(Dictionary<string, string?> environment, params string[] arguments) =>
        Command.RunAsync(Repository.Platformctl, [.. arguments, "--root", _root.Path], _root.Path, environment);

    private async Task GitAsync(params string[] commands)
    {
        foreach (var command in commands)
        {
            var result = await Command.RunAsync("git", ["-c", "user.name=a", "-c", "user.email=a@b.example", .. command.Split(' ')], _root.Path);
            Assert.True(result.ExitCode == 0, result.ToString());
        }
    }

    private void Reviewers(string text)
    {
        Directory.CreateDirectory(_root.PathOf("policies"));
        File.WriteAllText(_root.PathOf("policies/reviewers.yaml"), $"schema_version: 1\n{text}\n");
    }

    private void Write(string reviewer, string hat, string verdict, double confidence, string rest = "") => File.WriteAllText(
        Path.Combine(_verdicts.FullName, $"{reviewer}-{hat}.yaml"), FormattableString.Invariant($"schema: platform.review/1\nreviewer: {reviewer}\nhat: {hat}\nverdict: {verdict}\nconfidence: {confidence}\n{rest}\n"));
}
