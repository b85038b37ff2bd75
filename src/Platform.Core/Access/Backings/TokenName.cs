using System.Globalization;
using Platform.Access.Sessions;

namespace Platform.Access.Backings;

/// <summary>
/// The name of an access token, which says all that the sweep has to know: whose it is and when it is overdue. State can be lost, the
/// name stands on the server.
/// </summary>
/// <param name="Session">The session's id.</param>
/// <param name="ExpiresAt">To the second, UTC.</param>
internal sealed record TokenName(string Session, DateTimeOffset ExpiresAt)
{
    private const string Prefix = "platform-";
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Null where a name is not one of ours. Such a token is never touched.</summary>
    public static TokenName? Parse(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || name[Prefix.Length..].Split('-') is not [var session, var expiry] || SessionId.Parse(session) != session) return null;
        return DateTimeOffset.TryParseExact(expiry, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? new TokenName(session, at) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Session}-{ExpiresAt.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}");
}
