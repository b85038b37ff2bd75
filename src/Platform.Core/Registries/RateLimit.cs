using System.Globalization;
using System.Net.Http.Headers;

namespace Platform.Registries;

/// <summary>What a registry says of its limit: <c>ratelimit-limit: 100;w=21600</c> and <c>ratelimit-remaining: 76;w=21600</c>.</summary>
/// <remarks>https://docs.docker.com/docker-hub/usage/pulls/#view-pull-rate-and-limit</remarks>
/// <param name="Limit">Requests in the window; null where only the rest is said.</param>
/// <param name="Remaining">Requests that are left; null where only the limit is said.</param>
/// <param name="WindowSeconds">Length of the window; null where it is not said.</param>
public sealed record RateLimit(int? Limit, int? Remaining, int? WindowSeconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Remaining?.ToString(CultureInfo.InvariantCulture) ?? "?"} of {Limit?.ToString(CultureInfo.InvariantCulture) ?? "?"} left");

    internal static RateLimit? Of(HttpResponseHeaders headers)
    {
        var (limit, window) = Read(headers, "ratelimit-limit");
        var (remaining, other) = Read(headers, "ratelimit-remaining");
        return limit is null && remaining is null ? null : new RateLimit(limit, remaining, window ?? other);
    }

    /// <summary><c>Retry-After</c> as a time to wait; null where it is not said.</summary>
    internal static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    private static (int? Number, int? Window) Read(HttpResponseHeaders headers, string name)
    {
        if (!headers.TryGetValues(name, out var values) || values.FirstOrDefault()?.Split(';') is not [var number, .. var rest]) return (null, null);
        var window = rest.Select(part => part.Trim()).FirstOrDefault(part => part.StartsWith("w=", StringComparison.Ordinal));
        return (Number(number), window is null ? null : Number(window[2..]));
    }

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
