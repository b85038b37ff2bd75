using System.Net.Http.Headers;

namespace Platform.Registries;

/// <summary>What is sent, to whom, and with which credentials.</summary>
internal sealed record RegistryRequest(HttpMethod Method, Uri Address)
{
    /// <summary>For the server of <see cref="Address"/>, and for no other.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Whether manifests are asked for.</summary>
    public bool AcceptsManifests { get; init; }

    /// <summary>A body with credentials in it goes nowhere else.</summary>
    public bool FollowsRedirects { get; init; } = true;

    /// <summary>The fields of a form; null for no body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    public HttpRequestMessage Make(Uri address, AuthenticationHeaderValue? authorization)
    {
        var message = new HttpRequestMessage(Method, address);
        message.Headers.Authorization = authorization;
        if (AcceptsManifests)
            foreach (var type in ManifestMediaType.All) message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        if (Form is not null) message.Content = new FormUrlEncodedContent(Form);
        return message;
    }

    /// <summary>Without credentials.</summary>
    public override string ToString() => $"{Method} {Address.Authority}{Address.AbsolutePath}";
}

/// <summary>What came of it: an answer, or why there is none.</summary>
internal sealed record TransportReply(RegistryReply? Reply, ResolutionFailure? Failure)
{
    /// <summary>Where the server sends us; null for nowhere.</summary>
    public Uri? Location { get; init; }

    /// <summary>Whether another server has answered in the end.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Whether the server does not speak TLS, so that plain HTTP can be tried where it is allowed.</summary>
    public bool SpeaksNoTls { get; init; }

    public static TransportReply Of(RegistryReply reply) => new(reply, null);

    public static TransportReply Failed(ResolutionFailure failure) => new(null, failure);
}
