using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Json;

namespace Platform.Access.Approvals;

/// <summary>The bytes that an operator signs to approve a request.</summary>
internal static class AccessStatement
{
    public const string GrantSchemaId = "platform.access-grant/1";

    private static readonly AccessStatementContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>
    /// The request itself; of tier critical a grant, which names the session once more. So a request of tier critical that was signed as any
    /// other is not granted: who signs it has to say for which session.
    /// </summary>
    public static byte[] Of(AccessRequest request) => TierOf(request) is CapabilityTier.Critical ? Grant(request) : SessionDocument.Write(request);

    public static CapabilityTier TierOf(AccessRequest request) => new AccessSession { Request = request }.Tier;

    private static byte[] Grant(AccessRequest request)
    {
        using var document = JsonDocument.Parse(SessionDocument.Write(request));
        return CanonicalJson.Write(JsonSerializer.SerializeToElement(new AccessGrant(GrantSchemaId, request.Session, document.RootElement), Context.AccessGrant));
    }
}

/// <param name="Schema">Always <see cref="AccessStatement.GrantSchemaId"/>.</param>
/// <param name="Grant">Id of the session.</param>
/// <param name="Request">The whole request.</param>
internal sealed record AccessGrant(string Schema, string Grant, JsonElement Request);

[JsonSerializable(typeof(AccessGrant))]
internal sealed partial class AccessStatementContext : JsonSerializerContext;
