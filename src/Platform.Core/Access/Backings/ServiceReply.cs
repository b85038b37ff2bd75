using System.Text.Json;

namespace Platform.Access.Backings;

/// <summary>Why a service gave nothing.</summary>
internal enum ServiceFaultKind
{
    /// <summary>It cannot be reached, was too slow, or the connection was lost.</summary>
    Unreachable,

    /// <summary>Its certificate is not trusted, or it does not speak TLS.</summary>
    TlsFailed,

    /// <summary>It does not accept the credential (401, 403).</summary>
    Refused,

    /// <summary>It wants less to be asked (429).</summary>
    RateLimited,

    /// <summary>It failed itself (5xx).</summary>
    Failed,

    /// <summary>It answered what its interface does not have, or half of it.</summary>
    NotUnderstood,
}

/// <summary>Why a service gave nothing, with the way out. Holds nothing of what was sent or answered.</summary>
internal sealed record ServiceFault(ServiceFaultKind Kind, string Message);

/// <summary>What a service gave, or why it gave nothing.</summary>
internal readonly record struct ServiceResult<T>(T? Value, ServiceFault? Fault)
    where T : class
{
    public static implicit operator ServiceResult<T>(T value) => new(value, null);

    public static implicit operator ServiceResult<T>(ServiceFault fault) => new(null, fault);
}

/// <summary>An answer of HTTP.</summary>
/// <param name="Status">Its status code.</param>
/// <param name="Body">Its body, bounded.</param>
internal sealed record ServiceReply(int Status, byte[] Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body as JSON; null where it is none, or half of one. Dispose of it.</summary>
    public JsonDocument? Json()
    {
        try
        {
            return JsonDocument.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the server says a word about its refusal; the message itself is shown to nobody, since it may repeat what was sent.</summary>
    public bool Says(string word)
    {
        using var json = Json();
        return json?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("message", out var message) &&
            message.ValueKind is JsonValueKind.String && message.GetString()!.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
