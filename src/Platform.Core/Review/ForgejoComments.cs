using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Platform.Review;

/// <summary>Writes comments through the API of a Forgejo. The token goes to the address alone: no redirect is followed.</summary>
public sealed class ForgejoComments : IDisposable
{
    private const int MostBytes = 1 << 20;

    private readonly HttpClient _http;

    /// <param name="timeout">How long one request may take.</param>
    public ForgejoComments(TimeSpan timeout) => _http = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        Credentials = null,
        PreAuthenticate = false,
        ConnectTimeout = timeout,
        MaxResponseHeadersLength = 64, // KiB
    }) { Timeout = timeout, MaxResponseContentBufferSize = MostBytes };

    /// <summary>How long a request may take by default.</summary>
    public static TimeSpan DefaultTimeout => TimeSpan.FromSeconds(30);

    /// <summary>Writes one comment. It is not tried again: nobody could tell whether the first was written.</summary>
    /// <param name="address">Of the change request.</param>
    /// <param name="token">With the scope <c>write:issue</c>; null or blank for none.</param>
    /// <param name="markdown">The comment.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Null where it was written; else a sentence with the way out, in which nothing stands that the server said.</returns>
    public async Task<string?> PostAsync(ForgejoAddress address, string? token, string markdown, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (string.IsNullOrWhiteSpace(token)) return $"a comment needs a token: set {ForgejoAddress.TokenVariable} to one with the scope write:issue";
        if (token.Trim().Any(c => c is <= ' ' or > '~')) return $"{ForgejoAddress.TokenVariable} is no token: it has blanks or other characters that no token has";
        using var request = new HttpRequestMessage(HttpMethod.Post, address.Comments);
        request.Headers.Authorization = new AuthenticationHeaderValue("token", token.Trim());
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("platformctl");
        request.Content = new ByteArrayContent(BodyOf(markdown));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return response.StatusCode is HttpStatusCode.Created
                ? IsComment(await response.Content.ReadAsByteArrayAsync(cancellationToken)) ? null : $"{address.Comments.Authority} says that something was made, but names no comment; is it a Forgejo?"
                : SentenceOf(response.StatusCode, address);
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => $"the name {address.Comments.Host} is not known; check its spelling, and name resolution",
                HttpRequestError.SecureConnectionError => $"{address.Comments.Authority} shows no certificate that this machine trusts, or speaks no TLS",
                HttpRequestError.ConfigurationLimitExceeded => $"{address.Comments.Authority} answers more than {MostBytes} bytes, which no comment has; whether it was written is not known",
                HttpRequestError.ConnectionError => $"{address.Comments.Authority} cannot be reached",
                _ => $"{address.Comments.Authority} broke off the request; whether the comment was written is not known",
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{address.Comments.Authority} gave no answer within {_http.Timeout.TotalSeconds:0} s; whether the comment was written is not known");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string SentenceOf(HttpStatusCode status, ForgejoAddress address) => status switch
    {
        HttpStatusCode.Unauthorized => $"{address.Comments.Authority} does not know the token of {ForgejoAddress.TokenVariable}; make a new one with the scope write:issue",
        HttpStatusCode.Forbidden => $"{address.Comments.Authority} does not let this token comment on {address}: it lacks the scope write:issue, the conversation is locked, or its user is blocked",
        HttpStatusCode.NotFound => $"{address.Comments.Authority} has no {address} that this token may see",
        HttpStatusCode.Locked => $"the repository of {address} is archived, and takes no comments",
        HttpStatusCode.RequestEntityTooLarge => $"{address.Comments.Authority} does not take a comment of this size",
        HttpStatusCode.TooManyRequests => $"{address.Comments.Authority} takes no more requests for now; post it later",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => $"{address.Comments.Authority} redirects, and a token is not sent elsewhere; name the address where {address} is now",
        >= HttpStatusCode.InternalServerError => string.Create(CultureInfo.InvariantCulture, $"{address.Comments.Authority} failed with {(int)status}; whether the comment was written is not known"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{address.Comments.Authority} answered {(int)status} and wrote no comment; is it a Forgejo?"),
    };

    private static byte[] BodyOf(string markdown)
    {
        using MemoryStream body = new();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteString("body", markdown);
            writer.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>A comment has a number: https://codeberg.org/forgejo/forgejo/src/branch/forgejo/modules/structs/issue_comment.go</summary>
    private static bool IsComment(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind is JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
