using System.Net.Http.Headers;
using System.Text;

namespace Platform.Registries;

/// <summary>What a registry asks for with <c>WWW-Authenticate</c> (RFC 9110, section 11.6.1).</summary>
/// <param name="Scheme">For instance <c>Bearer</c>.</param>
/// <param name="Parameters">By lower-case name.</param>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => string.Equals(Scheme, "Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => string.Equals(Scheme, "Basic", StringComparison.OrdinalIgnoreCase);

    public static AuthenticationChallenge[] Of(HttpResponseHeaders headers) => [.. headers.WwwAuthenticate.Select(header => Read(header.Scheme, header.Parameter))];

    /// <param name="scheme">The first word.</param>
    /// <param name="parameters">The rest: <c>name=token</c> or <c>name="quoted"</c>, with commas between. What is none ends the reading.</param>
    public static AuthenticationChallenge Read(string scheme, string? parameters)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var rest = parameters.AsSpan();
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            var equals = rest.IndexOf('=');
            if (equals <= 0) break;
            var name = rest[..equals].Trim().ToString().ToLowerInvariant();
            rest = rest[(equals + 1)..].TrimStart();
            found.TryAdd(name, rest is ['"', ..] ? Quoted(ref rest) : Plain(ref rest));
        }

        return new AuthenticationChallenge(scheme, found);
    }

    private static string Plain(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(',') is >= 0 and var comma ? comma : rest.Length;
        var value = rest[..end].Trim().ToString();
        rest = rest[end..];
        return value;
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        var i = 1;
        for (; i < rest.Length && rest[i] != '"'; i++)
        {
            if (rest[i] == '\\' && i + 1 < rest.Length) i++;
            value.Append(rest[i]);
        }

        rest = rest[Math.Min(i + 1, rest.Length)..];
        return value.ToString();
    }
}
