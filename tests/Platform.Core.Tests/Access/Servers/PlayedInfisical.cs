using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.Tests.Access.Servers;

/// <summary>
/// Infisical as its sources say it behaves (https://github.com/Infisical/infisical): login and lock-out as in
/// <c>backend/src/server/routes/v1/identity-universal-auth-router.ts</c> and <c>backend/src/services/identity-ua/identity-ua-service.ts</c>, the end of a token as in
/// <c>backend/src/server/routes/v1/identity-access-token-router.ts</c>, secrets as in <c>backend/src/server/routes/v4/secret-router.ts</c>.
/// </summary>
internal sealed class PlayedInfisical : PlayedService
{
    public const string ClientId = "3b0c6a3e-4d8f-4c0e-8a86-0a3d1a0f5c11";
    public const string Project = "6f1a1c1e-0f5b-4c3d-9a52-5f0c1c9d7e21";

    /// <summary>Wrong secrets until the identity is locked: <c>lockoutThreshold</c>, 3 unless somebody sets it.</summary>
    private const int LockoutThreshold = 3;

    private readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal);
    private int _wrong;

    public string ClientSecret { get; set; } = "infisical-client-secret-" + Guid.NewGuid().ToString("N");

    /// <summary>Seconds; Infisical's own default is 30 days, and 0 stands for no end.</summary>
    public long TokenLife { get; set; } = 300;

    public long LongestTokenLife { get; set; } = 300;

    /// <summary>Values by folder and key.</summary>
    public Dictionary<(string Path, string Key), string> Secrets { get; } = [];

    public bool HidesValues { get; set; }

    /// <summary>Tokens that were given and are valid.</summary>
    public IReadOnlyCollection<string> Tokens => [.. _tokens.Keys];

    public int Logins { get; private set; }

    public bool IsLocked => _wrong >= LockoutThreshold;

    protected override void Map(WebApplication app)
    {
        app.MapPost("/api/v1/auth/universal-auth/login", LoginAsync);
        app.MapPost("/api/v1/auth/token/revoke", RevokeAsync);
        app.MapGet("/api/v4/secrets", (HttpRequest request) => Authorized(request) ?? Results.Json(new { secrets = InFolder(request).Select(Shown).ToArray(), imports = Array.Empty<object>() }));
        app.MapGet("/api/v4/secrets/{name}", (string name, HttpRequest request) =>
            Authorized(request) ?? (InFolder(request).Where(secret => secret.Key == name).Select(Shown).FirstOrDefault() is { } secret
                ? Results.Json(new { secret })
                : Error(404, $"Secret with name '{name}' not found")));
    }

    private async Task<IResult> LoginAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        if (body.RootElement.GetProperty("clientId").GetString() != ClientId) return Error(401, "Invalid credentials");
        if (IsLocked) return Error(401, "This identity auth method is temporarily locked, please try again later");
        if (body.RootElement.GetProperty("clientSecret").GetString() != ClientSecret)
        {
            _wrong++;
            return Error(401, "Invalid credentials");
        }

        _wrong = 0;
        Logins++;
        var token = "infisical-token-" + Guid.NewGuid().ToString("N");
        _tokens[token] = true;
        return Results.Json(new { accessToken = token, tokenType = "Bearer", expiresIn = TokenLife, accessTokenMaxTTL = LongestTokenLife });
    }

    private async Task<IResult> RevokeAsync(HttpRequest request)
    {
        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        return _tokens.TryRemove(body.RootElement.GetProperty("accessToken").GetString()!, out _) // the request has one
            ? Results.Json(new { message = "Successfully revoked access token" })
            : Error(401, "No identity access token found, it may have been revoked");
    }

    private IResult? Authorized(HttpRequest request) =>
        request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && _tokens.ContainsKey(token) ? null : Error(401, "Token missing");

    private IEnumerable<(string Key, string Value)> InFolder(HttpRequest request) =>
        request.Query["projectId"] == Project && request.Query["environment"] == "prod"
            ? Secrets.Where(secret => secret.Key.Path == request.Query["secretPath"]).Select(secret => (secret.Key.Key, secret.Value))
            : [];

    private object Shown((string Key, string Value) secret) =>
        new { secretKey = secret.Key, secretValue = HidesValues ? "<hidden-by-infisical>" : secret.Value, secretValueHidden = HidesValues, type = "shared" };
}
