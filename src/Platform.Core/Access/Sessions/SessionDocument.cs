using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Json;

namespace Platform.Access.Sessions;

/// <summary>Reads and writes sessions and requests, as canonical JSON.</summary>
internal static class SessionDocument
{
    private static readonly SessionContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new UtcTimeConverter() },
    });

    public static byte[] Write(AccessSession session) => [.. CanonicalJson.Write(JsonSerializer.SerializeToElement(session, Context.AccessSession)), (byte)'\n'];

    /// <summary>What an operator signs: the canonical bytes, without an end of line.</summary>
    public static byte[] Write(AccessRequest request) => CanonicalJson.Write(JsonSerializer.SerializeToElement(request, Context.AccessRequest));

    /// <summary>Null for what is no session of this version.</summary>
    public static AccessSession? ParseSession(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize(file, Context.AccessSession) is { } session && session.Schema == AccessSession.SchemaId && IsRequest(session.Request) ? session : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null for what is no request of this version.</summary>
    public static AccessRequest? ParseRequest(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize(file, Context.AccessRequest) is { } request && IsRequest(request) ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsRequest(AccessRequest request) =>
        request.Schema == AccessRequest.SchemaId && SessionId.Parse(request.Session) == request.Session &&
        request is { TtlSeconds: > 0 and <= AccessRequest.MostSeconds, Capability.ValueKind: JsonValueKind.Object, Hosts.ValueKind: JsonValueKind.Object };
}

[JsonSerializable(typeof(AccessSession))]
[JsonSerializable(typeof(AccessRequest))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class SessionContext : JsonSerializerContext;
