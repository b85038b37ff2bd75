using System.Globalization;
using System.Security.Cryptography;

namespace Platform.Access.Sessions;

/// <summary>Ids of sessions: ULIDs (https://github.com/ulid/spec), in upper case as they are written.</summary>
internal static class SessionId
{
    private const int Length = 26;
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32

    public static string New(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[10];
        RandomNumberGenerator.Fill(random);
        return Ulid.NewUlid(now, random).ToString(null, CultureInfo.InvariantCulture);
    }

    /// <summary>The id in upper case; null for what is none. Nothing else becomes the name of a file.</summary>
    public static string? Parse(string text)
    {
        var id = text.Trim().ToUpperInvariant();
        return id.Length == Length && id[0] <= '7' && id.All(c => Digits.Contains(c, StringComparison.Ordinal)) ? id : null;
    }
}
