using System.Net.Http.Headers;
using System.Text.Json;

namespace Platform.Access.Backings;

/// <summary>
/// The few calls of Infisical's interface that are used: universal auth, the end of a token, and secrets of a folder.
/// </summary>
/// <remarks>
/// https://github.com/Infisical/infisical: backend/src/server/routes/v1/identity-universal-auth-router.ts,
/// backend/src/server/routes/v1/identity-access-token-router.ts, backend/src/server/routes/v4/secret-router.ts.
/// </remarks>
/// <param name="service">Where Infisical is.</param>
internal sealed class InfisicalClient(ServiceConnection service)
{
    /// <summary>
    /// Logs in. It is never tried again: three wrong secrets lock the identity for everybody
    /// (backend/src/services/identity-ua/identity-ua-service.ts, <c>lockoutThreshold</c>).
    /// </summary>
    public async Task<ServiceResult<InfisicalToken>> LoginAsync(string clientId, Secret clientSecret, CancellationToken cancellationToken)
    {
        const string What = "log in";
        var body = ServiceJson.Write(json =>
        {
            json.WriteString("clientId", clientId);
            json.WriteString("clientSecret", clientSecret.Bytes);
        });
        var (reply, fault) = await service.SendAsync(new ServiceRequest(HttpMethod.Post, "api/v1/auth/universal-auth/login") { Body = body }, cancellationToken);
        if (reply is null) return fault!; // one of the two is there
        if (reply.Status == 401 && reply.Says("locked"))
            return new ServiceFault(ServiceFaultKind.Refused, $"{service.Address.Authority} has locked the identity after too many wrong secrets; wait, and put the secret right before the next try");
        if (reply.Status == 401) return new ServiceFault(
            ServiceFaultKind.Refused, $"{service.Address.Authority} does not accept the client id and secret of the backing; put them right before the next try: three wrong ones lock the identity");
        if (!reply.IsSuccess) return service.Fault(reply, What);
        using var json = reply.Json();
        return json?.RootElement is { } root && root.Text("accessToken") is { Length: > 0 } token && root.Number("expiresIn") is { } life && root.Number("accessTokenMaxTTL") is { } longest
            ? new InfisicalToken(Secret.Of(token), LifeOf(life), LifeOf(longest))
            : service.Half(What);
    }

    /// <summary>Ends a token.</summary>
    /// <returns>Null where it is no longer valid.</returns>
    public async Task<ServiceFault?> RevokeAsync(Secret token, CancellationToken cancellationToken)
    {
        var body = ServiceJson.Write(json => json.WriteString("accessToken", token.Bytes));
        var (reply, fault) = await service.SendAsync(new ServiceRequest(HttpMethod.Post, "api/v1/auth/token/revoke") { Body = body, IsRepeatable = true }, cancellationToken);
        if (reply is null) return fault;
        // What has expired meanwhile, or was revoked by somebody, need not be revoked.
        if (reply.IsSuccess || (reply.Status is 401 or 403 && (reply.Says("expired") || reply.Says("revoked")))) return null;
        return service.Fault(reply, "revoke the token");
    }

    /// <summary>The secrets of one folder, without those of folders below it.</summary>
    public async Task<ServiceResult<IReadOnlyList<NamedSecret>>> SecretsAsync(
        Secret token, string project, string environment, string path, CancellationToken cancellationToken)
    {
        var what = $"list the secrets of {path}";
        var query = $"api/v4/secrets?projectId={Uri.EscapeDataString(project)}&environment={Uri.EscapeDataString(environment)}" +
            $"&secretPath={Uri.EscapeDataString(path)}&viewSecretValue=true&expandSecretReferences=false&recursive=false&include_imports=false";
        var request = new ServiceRequest(HttpMethod.Get, query) { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()), IsRepeatable = true };
        var (reply, fault) = await service.SendAsync(request, cancellationToken);
        if (reply is null) return fault!; // one of the two is there
        if (!reply.IsSuccess) return service.Fault(reply, what);
        using var json = reply.Json();
        if (json?.RootElement.Items("secrets") is not { } items) return service.Half(what);
        List<NamedSecret> secrets = [];
        foreach (var item in items)
        {
            // A hidden value is a text of stars, and no secret.
            if (item.Text("secretKey") is not { Length: > 0 } key || item.Text("secretValue") is not { } value || IsHidden(item))
            {
                foreach (var secret in secrets) secret.Value.Dispose();
                return service.Half(what);
            }

            secrets.Add(new NamedSecret(key, Secret.Of(value)));
        }

        return new ServiceResult<IReadOnlyList<NamedSecret>>(secrets, null);
    }

    /// <summary>One secret by its name.</summary>
    public async Task<ServiceResult<Secret>> SecretAsync(
        Secret token, string project, string environment, string path, string name, CancellationToken cancellationToken)
    {
        var what = $"give the secret {name} of {path}";
        var query = $"api/v4/secrets/{Uri.EscapeDataString(name)}?projectId={Uri.EscapeDataString(project)}&environment={Uri.EscapeDataString(environment)}" +
            $"&secretPath={Uri.EscapeDataString(path)}&viewSecretValue=true&expandSecretReferences=false&include_imports=false";
        var request = new ServiceRequest(HttpMethod.Get, query) { Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal()), IsRepeatable = true };
        var (reply, fault) = await service.SendAsync(request, cancellationToken);
        if (reply is null) return fault!; // one of the two is there
        if (!reply.IsSuccess) return service.Fault(reply, what);
        using var json = reply.Json();
        return json?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("secret", out var secret) && secret.Text("secretValue") is { } value && !IsHidden(secret)
            ? Secret.Of(value)
            : service.Half(what);
    }

    private static bool IsHidden(JsonElement item) => item.TryGetProperty("secretValueHidden", out var hidden) && hidden.ValueKind is JsonValueKind.True;

    /// <summary>Zero stands for a token that never ends.</summary>
    private static TimeSpan LifeOf(long seconds) => seconds is <= 0 or > int.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
}

/// <summary>What a login gives.</summary>
/// <param name="Value">The token.</param>
/// <param name="Life">How long it is valid.</param>
/// <param name="LongestLife">How long whoever has it can keep it valid, by renewing it.</param>
internal sealed record InfisicalToken(Secret Value, TimeSpan Life, TimeSpan LongestLife);

/// <summary>A secret and what it is called.</summary>
internal sealed record NamedSecret(string Name, Secret Value);
