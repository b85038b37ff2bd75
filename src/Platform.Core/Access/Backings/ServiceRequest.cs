using System.Net.Http.Headers;

namespace Platform.Access.Backings;

/// <summary>One request to a service.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Below the service's address, without a slash in front; what is in it is escaped.</param>
internal sealed record ServiceRequest(HttpMethod Method, string Path)
{
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>JSON; null for no body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Whether it may be sent again after a failure: what only reads, and what takes something away.</summary>
    public bool IsRepeatable { get; init; }

    public HttpRequestMessage Make(Uri service)
    {
        HttpRequestMessage message = new(Method, new Uri(service, Path));
        message.Headers.Authorization = Authorization;
        message.Headers.Accept.ParseAdd("application/json");
        if (Body is null) return message;
        message.Content = new ByteArrayContent(Body);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return message;
    }
}
