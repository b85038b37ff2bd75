using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Platform.Tests.Registries;

namespace Platform.Tests.Review;

/// <summary>
/// A Forgejo, as far as its API for comments goes: one repository with one open change request, a locked and an archived one, and one token. Answers
/// as its source does: https://codeberg.org/forgejo/forgejo/src/branch/forgejo/routers/api/v1/repo/issue_comment.go (CreateIssueComment) and
/// services/context/api.go (APIError, NotFound).
/// </summary>
internal sealed class FakeForgejo : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef01234567";

    private readonly LoopbackServer _server;

    public FakeForgejo() => _server = new LoopbackServer(Answer);

    public string Address => $"http://{_server.Authority}";

    /// <summary>The texts of comments that were written, by index of the change request.</summary>
    public ConcurrentQueue<(int Index, string Body)> Comments { get; } = new();

    public IReadOnlyCollection<LoopbackRequest> Requests => _server.Requests;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private LoopbackResponse Answer(LoopbackRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["api", "v1", "repos", var owner, var repository, "issues", var number, "comments"] || request.Method != "POST") return new(404) { Body = Encoding.UTF8.GetBytes("Not found.\n") };
        if (owner == "moved") return new(301, ("Location", $"{Address}/api/v1/repos/elsewhere/{repository}/issues/{number}/comments"));
        if (owner == "teapot") return new(418);
        if (owner == "html") return new(200, ("Content-Type", "text/html")) { Body = "<html>"u8.ToArray() };
        if (owner == "proxy") return new(201, ("Content-Type", "text/html")) { Body = "<html>"u8.ToArray() };
        if (owner == "silent") return new(200) { Silent = true };
        if (owner == "busy") return Error(429, "too many requests");
        if (owner == "broken") return Error(500, "");
        if (owner == "large") return new(201, ("Content-Type", "application/json")) { Body = new byte[2 << 20] };
        if (request.Authorization is null) return Error(401, "token is required");
        if (request.Authorization == "token read-only") return Error(403, "token does not have at least one of required scope(s): [write:issue]");
        if (request.Authorization != $"token {Token}") return Error(401, "invalid username, password or token");
        if ((owner, repository) != ("ops", "platform") || !int.TryParse(number, out var index)) return Json(404, new { message = "The target couldn't be found.", url = Address + "/api/swagger", errors = Array.Empty<string>() });
        if (index == 7) return Error(403, "This conversation has been locked");
        if (index == 8) return Error(423, "Repo is archived");
        if (index != 12) return Json(404, new { message = "The target couldn't be found.", url = Address + "/api/swagger", errors = (string[])["issue does not exist"] });
        if (request.Headers["content-type"].FirstOrDefault()?.StartsWith("application/json", StringComparison.Ordinal) is not true) return Error(422, "Empty Content-Type");
        if (JsonDocument.Parse(request.Body).RootElement.GetProperty("body").GetString() is not { Length: > 0 } body) return Error(422, "[Body]: Required");
        Comments.Enqueue((index, body));
        return Json(201, new { id = 900 + Comments.Count, html_url = $"{Address}/ops/platform/pulls/12#issuecomment-901", body });
    }

    private LoopbackResponse Error(int status, string message) => Json(status, new { message, url = Address + "/api/swagger" });

    private static LoopbackResponse Json<T>(int status, T body) => new(status, ("Content-Type", "application/json;charset=utf-8")) { Body = JsonSerializer.SerializeToUtf8Bytes(body) };
}
