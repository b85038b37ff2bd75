using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Platform.Access.Backings;

/// <summary>
/// The few calls of Forgejo's interface that are used: a user's access tokens, made, listed and deleted by name.
/// </summary>
/// <remarks>
/// https://codeberg.org/forgejo/forgejo: routers/api/v1/user/app.go and routers/api/v1/utils/access_token.go (a user's own, with the
/// user's password), routers/api/v1/admin/user_token.go (an administrator's, with a token), modules/structs/user_app.go (the fields).
/// </remarks>
/// <param name="service">Where Forgejo is.</param>
/// <param name="user">Whose tokens they are.</param>
/// <param name="credential">The user's password, or an administrator's token.</param>
/// <param name="isAdministrator">Which of the two it is.</param>
internal sealed class ForgejoClient(ServiceConnection service, string user, Secret credential, bool isAdministrator)
{
    private const int PageSize = 50;
    private const int MostPages = 200;

    private string Tokens => $"api/v1/{(isAdministrator ? "admin/" : "")}users/{Uri.EscapeDataString(user)}/tokens";

    private AuthenticationHeaderValue Authorization => isAdministrator
        ? new AuthenticationHeaderValue("token", credential.Reveal())
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{credential.Reveal()}")));

    /// <summary>Makes a token. It is not tried again: whoever gets no answer deletes it by its name.</summary>
    public async Task<ServiceResult<ForgejoToken>> CreateAsync(
        string name, IReadOnlyList<string> scopes, IReadOnlyList<string> repositories, CancellationToken cancellationToken)
    {
        const string What = "make an access token";
        var body = ServiceJson.Write(json =>
        {
            json.WriteString("name", name);
            json.WriteStartArray("scopes");
            foreach (var scope in scopes) json.WriteStringValue(scope);
            json.WriteEndArray();
            if (repositories.Count == 0) return; // an empty list would be one of no repository
            json.WriteStartArray("repositories");
            foreach (var repository in repositories)
            {
                var slash = repository.IndexOf('/', StringComparison.Ordinal);
                json.WriteStartObject();
                json.WriteString("owner", repository[..slash]);
                json.WriteString("name", repository[(slash + 1)..]);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        var (reply, fault) = await service.SendAsync(new ServiceRequest(HttpMethod.Post, Tokens) { Authorization = Authorization, Body = body }, cancellationToken);
        if (reply is null) return fault!; // one of the two is there
        if (!reply.IsSuccess) return service.Fault(reply, What);
        using var json = reply.Json();
        return json?.RootElement is { } root && root.Text("sha1") is { Length: > 0 } value && root.Items("scopes") is { } had
            ? new ForgejoToken(Secret.Of(value), ForgejoScopes.Of(Texts(had)), RepositoriesOf(root))
            : service.Half(What);
    }

    /// <summary>The names of all tokens of the user.</summary>
    public async Task<ServiceResult<IReadOnlyList<string>>> NamesAsync(CancellationToken cancellationToken)
    {
        const string What = "list access tokens";
        List<string> names = [];
        for (var page = 1; page <= MostPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Tokens}?page={page}&limit={PageSize}");
            var (reply, fault) = await service.SendAsync(new ServiceRequest(HttpMethod.Get, path) { Authorization = Authorization, IsRepeatable = true }, cancellationToken);
            if (reply is null) return fault!; // one of the two is there
            if (!reply.IsSuccess) return service.Fault(reply, What);
            using var json = reply.Json();
            if (json?.RootElement is not { ValueKind: JsonValueKind.Array } list) return service.Half(What);
            // A server may give fewer a page than it is asked for: the last page is the one that is empty.
            var before = names.Count;
            names.AddRange(list.EnumerateArray().Select(token => token.Text("name")).OfType<string>());
            if (names.Count == before) break;
        }

        return new ServiceResult<IReadOnlyList<string>>(names, null);
    }

    /// <summary>Deletes a token by its name.</summary>
    /// <returns>Null where there is none by that name now.</returns>
    public async Task<ServiceFault?> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(HttpMethod.Delete, $"{Tokens}/{Uri.EscapeDataString(name)}") { Authorization = Authorization, IsRepeatable = true };
        var (reply, fault) = await service.SendAsync(request, cancellationToken);
        if (reply is null) return fault;
        return reply.IsSuccess || reply.Status == 404 ? null : service.Fault(reply, "delete an access token");
    }

    /// <summary>The version of the server, <c>15</c> of <c>15.0.3+gitea-1.22.0</c>.</summary>
    public static async Task<ServiceResult<ForgejoVersion>> VersionAsync(ServiceConnection service, CancellationToken cancellationToken)
    {
        const string What = "say its version";
        var (reply, fault) = await service.SendAsync(new ServiceRequest(HttpMethod.Get, "api/v1/version") { IsRepeatable = true }, cancellationToken);
        if (reply is null) return fault!; // one of the two is there
        if (!reply.IsSuccess) return service.Fault(reply, What);
        using var json = reply.Json();
        return json?.RootElement.Text("version") is { } version && ForgejoVersion.Parse(version) is { } parsed ? parsed : service.Half(What);
    }

    private static IEnumerable<string> Texts(JsonElement[] items) =>
        items.Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!); // it is a text

    /// <summary>Null where the token reaches every repository, or the server knows no other tokens.</summary>
    private static HashSet<string>? RepositoriesOf(JsonElement token) => token.Items("repositories")?
        .Select(repository => $"{repository.Text("owner")}/{repository.Text("name")}").ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>An access token as it was made.</summary>
/// <param name="Value">The token.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Repositories">The only repositories that it reaches, <c>owner/name</c>; null where it reaches all.</param>
internal sealed record ForgejoToken(Secret Value, ForgejoScopes Scopes, IReadOnlySet<string>? Repositories);

/// <summary>The version of a server.</summary>
/// <param name="Major">Forgejo's, not that of the Gitea it is compatible with.</param>
internal sealed record ForgejoVersion(int Major)
{
    /// <summary>From this version on an administrator's token makes tokens of others (routers/api/v1/admin/user_token.go).</summary>
    public bool HasAdministratorTokens => Major >= 16;

    public static ForgejoVersion? Parse(string text) =>
        int.TryParse(text.AsSpan(0, text.AsSpan().IndexOf('.') is > 0 and var dot ? dot : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? new ForgejoVersion(major) : null;
}
