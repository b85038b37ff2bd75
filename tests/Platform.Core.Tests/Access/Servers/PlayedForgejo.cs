using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.Tests.Access.Servers;

/// <summary>
/// Forgejo as its sources say it behaves (https://codeberg.org/forgejo/forgejo): tokens of a user as in <c>routers/api/v1/user/app.go</c> and
/// <c>routers/api/v1/utils/access_token.go</c>, by an administrator as in <c>routers/api/v1/admin/user_token.go</c>, their fields as in <c>modules/structs/user_app.go</c>, scopes as in <c>models/auth/access_token_scope.go</c>.
/// </summary>
internal sealed class PlayedForgejo : PlayedService
{
    public const string User = "platform-bot";

    /// <summary>The largest page that it gives, whatever it is asked for: <c>MAX_RESPONSE_ITEMS</c>.</summary>
    private const int MostItems = 50;

    private readonly ConcurrentDictionary<string, Token> _tokens = new(StringComparer.Ordinal);
    private int _ids;

    public string Password { get; } = "forgejo-password-" + Guid.NewGuid().ToString("N");

    public string AdministratorToken { get; } = "forgejo-admin-" + Guid.NewGuid().ToString("N");

    /// <summary>From 16 on it has an administrator's endpoint for tokens of others.</summary>
    public string Version { get; set; } = "15.0.3+gitea-1.22.0";

    /// <summary>Versions before 15 do not know <c>repositories</c>, and make a token for all.</summary>
    public bool KnowsRepositories { get; set; } = true;

    /// <summary>Gives other scopes than it is asked for.</summary>
    public string? OtherScope { get; set; }

    public IReadOnlyCollection<string> Names => [.. _tokens.Keys];

    public IReadOnlyList<string> ScopesOf(string name) => _tokens[name].Scopes;

    public bool Accepts(string value) => _tokens.Values.Any(token => token.Value == value);

    /// <summary>A token that somebody else made.</summary>
    public void Add(string name) => _tokens[name] = new Token(++_ids, name, Guid.NewGuid().ToString("N"), ["read:repository"], null);

    protected override void Map(WebApplication app)
    {
        app.MapGet("/api/v1/version", () => Results.Json(new { version = Version }));
        foreach (var tokens in (string[])["/api/v1/users/{user}/tokens", "/api/v1/admin/users/{user}/tokens"])
        {
            app.MapPost(tokens, MakeAsync);
            app.MapGet(tokens, (HttpRequest request) => Refused(request) ?? List(request));
            app.MapDelete(tokens + "/{name}", (string name, HttpRequest request) =>
                Refused(request) ?? (_tokens.TryRemove(name, out _) ? Results.StatusCode(204) : Error(404, "The target couldn't be found.")));
        }
    }

    private async Task<IResult> MakeAsync(HttpRequest request)
    {
        if (Refused(request) is { } refusal) return refusal;
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        var name = body.RootElement.GetProperty("name").GetString()!; // the request has one
        if (_tokens.ContainsKey(name)) return Error(400, "access token name has been used already");
        var scopes = Normal([.. body.RootElement.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()!)]);
        if (scopes.Count == 0) return Error(400, "access token must have a scope");
        if (OtherScope is not null) scopes = [.. scopes, OtherScope];
        var repositories = KnowsRepositories && body.RootElement.TryGetProperty("repositories", out var asked)
            ? asked.EnumerateArray().Select(r => (Owner: r.GetProperty("owner").GetString()!, Name: r.GetProperty("name").GetString()!)).ToArray()
            : null;
        var token = new Token(++_ids, name, "forgejo-token-" + Guid.NewGuid().ToString("N"), scopes, repositories);
        _tokens[name] = token;
        return Results.Json(Shown(token, withValue: true), statusCode: 201);
    }

    private IResult List(HttpRequest request)
    {
        var page = int.Parse(request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        var size = Math.Min(MostItems, int.Parse(request.Query["limit"].ToString(), CultureInfo.InvariantCulture));
        return Results.Json(_tokens.Values.OrderBy(token => token.Id).Skip((page - 1) * size).Take(size).Select(token => Shown(token, withValue: false)).ToArray());
    }

    private IResult? Refused(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api/v1/admin", StringComparison.Ordinal))
            return Version.StartsWith("15.", StringComparison.Ordinal) ? Error(404, "Not found") : request.Headers.Authorization == "token " + AdministratorToken ? null : Error(401, "token is required");
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        if (request.RouteValues["user"]?.ToString() != User) return Error(404, "user redirect does not exist");
        return request.Headers.Authorization == expected ? null : Error(401, "auth required");
    }

    private object Shown(Token token, bool withValue)
    {
        var repositories = token.Repositories?.Select(r => new { id = 1, name = r.Name, owner = r.Owner, full_name = $"{r.Owner}/{r.Name}" }).ToArray();
        return KnowsRepositories
            ? new { id = token.Id, name = token.Name, sha1 = withValue ? token.Value : "", token_last_eight = token.Value[^8..], scopes = token.Scopes, created_at = "2026-11-30T12:00:00Z", repositories }
            : new { id = token.Id, name = token.Name, sha1 = withValue ? token.Value : "", token_last_eight = token.Value[^8..], scopes = token.Scopes };
    }

    /// <summary>In the server's order, each once, without what is implied.</summary>
    private static List<string> Normal(IReadOnlyCollection<string> scopes) =>
        [.. scopes.Distinct(StringComparer.Ordinal).Where(scope => !scopes.Contains(scope.Replace("read:", "write:", StringComparison.Ordinal), StringComparer.Ordinal) || scope.StartsWith("write:", StringComparison.Ordinal)).OrderDescending(StringComparer.Ordinal)];

    private sealed record Token(int Id, string Name, string Value, IReadOnlyList<string> Scopes, (string Owner, string Name)[]? Repositories);
}
