using Platform.Review;

namespace Platform.Tests.Review;

/// <summary>Comments are written through Forgejo's API, and each way in which it may not be so is told apart.</summary>
public sealed class ForgejoCommentsTests
{
    private const string Secret = FakeForgejo.Token;

    [Theory]
    [InlineData("/ops/platform/pulls/12")]
    [InlineData("/ops/platform/issues/12")]
    [InlineData("/ops/platform/pulls/12/files")]
    [InlineData("/ops/platform/pulls/12?x=1#issuecomment-3")]
    public async Task A_comment_is_written_once_with_the_token_as_Forgejo_wants_it(string path)
    {
        await using var forgejo = new FakeForgejo();
        Assert.Null(await PostAsync(forgejo.Address + path, Secret, "## Review\n`x` \"é\" 🐲\n"));
        Assert.Equal([(12, "## Review\n`x` \"é\" 🐲\n")], forgejo.Comments);
        var request = Assert.Single(forgejo.Requests);
        Assert.Equal(("POST", "/api/v1/repos/ops/platform/issues/12/comments", $"token {Secret}"), (request.Method, request.Target, request.Authorization));
    }

    [Theory]
    [InlineData("ops/platform/pulls/12", "wrong", "does not know the token of FORGEJO_TOKEN")]
    [InlineData("ops/platform/pulls/12", "read-only", "lacks the scope write:issue")]
    [InlineData("ops/platform/pulls/7", Secret, "the conversation is locked")]
    [InlineData("ops/platform/pulls/8", Secret, "is archived, and takes no comments")]
    [InlineData("ops/platform/pulls/13", Secret, "that this token may see")]
    [InlineData("ops/other/pulls/12", Secret, "that this token may see")]
    [InlineData("moved/platform/pulls/12", Secret, "redirects, and a token is not sent elsewhere")]
    [InlineData("busy/platform/pulls/12", Secret, "takes no more requests for now")]
    [InlineData("broken/platform/pulls/12", Secret, "failed with 500; whether the comment was written is not known")]
    [InlineData("html/platform/pulls/12", Secret, "answered 200 and wrote no comment; is it a Forgejo?")]
    [InlineData("teapot/platform/pulls/12", Secret, "answered 418 and wrote no comment")]
    [InlineData("proxy/platform/pulls/12", Secret, "names no comment; is it a Forgejo?")]
    [InlineData("large/platform/pulls/12", Secret, "answers more than 1048576 bytes")]
    [InlineData("silent/platform/pulls/12", Secret, "gave no answer within 2 s")]
    public async Task What_Forgejo_refuses_is_told_with_the_way_out_and_without_the_token(string path, string token, string said)
    {
        await using var forgejo = new FakeForgejo();
        var fault = await PostAsync($"{forgejo.Address}/{path}", token, "x");
        Assert.Contains(said, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(token, fault, StringComparison.Ordinal);
        Assert.Single(forgejo.Requests); // and never elsewhere, nor again
        Assert.Empty(forgejo.Comments);
    }

    [Theory]
    [InlineData(null, "set FORGEJO_TOKEN to one with the scope write:issue")]
    [InlineData(" ", "set FORGEJO_TOKEN")]
    [InlineData("a b", "is no token")]
    [InlineData("a\r\nX-Evil: 1", "is no token")]
    [InlineData("é", "is no token")]
    public async Task Without_a_token_nothing_is_sent(string? token, string said)
    {
        await using var forgejo = new FakeForgejo();
        Assert.Contains(said, await PostAsync(forgejo.Address + "/ops/platform/pulls/12", token, "x"), StringComparison.Ordinal);
        Assert.Empty(forgejo.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/ops/platform/pulls/12", "127.0.0.1:1 cannot be reached")]
    [InlineData("https://nowhere.invalid/ops/platform/pulls/12", "the name nowhere.invalid is not known")]
    public async Task A_server_that_is_not_there_is_named(string address, string said) => Assert.Contains(said, await PostAsync(address, Secret, "x"), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://git.example/forge/ops/platform/pulls/12", "https://git.example/forge/api/v1/repos/ops/platform/issues/12/comments")]
    [InlineData("https://git.example:8443/ops/pulls/pulls/12", "https://git.example:8443/api/v1/repos/ops/pulls/issues/12/comments")]
    [InlineData("http://localhost:3000/a/b/issues/1", "http://localhost:3000/api/v1/repos/a/b/issues/1/comments")]
    public void An_address_names_its_api(string page, string api)
    {
        Assert.True(ForgejoAddress.TryParse(page, out var address, out _));
        Assert.Equal(api, address.Comments.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ops/platform#12")]
    [InlineData("https://git.example/ops/platform")]
    [InlineData("https://git.example/pulls/12")]
    [InlineData("https://git.example/ops/platform/pulls")]
    [InlineData("https://git.example/ops/platform/pulls/new")]
    [InlineData("https://git.example/ops/platform/pulls/0")]
    [InlineData("https://git.example/ops/platform/pulls/-1")]
    [InlineData("ftp://git.example/ops/platform/pulls/12")]
    [InlineData("file:///ops/platform/pulls/12")]
    [InlineData("http://git.example/ops/platform/pulls/12")]
    [InlineData("https://user:secret@git.example/ops/platform/pulls/12")]
    public void What_names_no_change_request_is_refused_with_the_way_out(string text)
    {
        Assert.False(ForgejoAddress.TryParse(text, out var address, out var error));
        Assert.Null(address);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.NotEmpty(error);
    }

    private static async Task<string?> PostAsync(string page, string? token, string markdown)
    {
        Assert.True(ForgejoAddress.TryParse(page, out var address, out var error), error);
        using var comments = new ForgejoComments(TimeSpan.FromSeconds(2));
        return await comments.PostAsync(address, token, markdown, TestContext.Current.CancellationToken);
    }
}
