using System.Text;
using System.Text.Json;

namespace Platform.Docker;

/// <summary>Reads what <c>docker compose config --format json</c> printed, its warnings and errors included.</summary>
internal static class ComposeAnswerReader
{
    private const int LongestName = 64;

    /// <summary>Stands for a variable that is not named: what hangs on it is in doubt all the same.</summary>
    private const string NotNamed = "(a variable that is not named here)";

    /// <exception cref="JsonException">It claims to have succeeded and is not of Compose's shape.</exception>
    public static ComposeProjectSnapshot Read(ComposeOrigin origin, ReadOnlyMemory<byte> bytes, int status)
    {
        var output = bytes.Span;
        var start = output.StartsWith("{\n"u8) ? 0 : output.IndexOf("\n{\n"u8) + 1;
        var hasJson = start > 0 || output.StartsWith("{"u8);
        var words = Encoding.UTF8.GetString(hasJson ? output[..start] : output);
        if (status != 0 || !hasJson) return Failed(origin, status, words);

        var end = output.LastIndexOf((byte)'}') + 1;
        return new ComposeProjectSnapshot
        {
            Origin = origin,
            Services = Answer.Read(bytes[start..Math.Max(start, end)], Services),
            UnsetVariables = UnsetVariables(words),
        };
    }

    private static Dictionary<string, DeclaredSurface> Services(Answer file)
    {
        Dictionary<string, DeclaredSurface> services = new(StringComparer.Ordinal);
        foreach (var (name, service) in file["services"].Members)
            if (service.Exists) services[name] = DeclaredSurfaceReader.Read(service, file);
        return services;
    }

    private static ComposeProjectSnapshot Failed(ComposeOrigin origin, int status, string words) => new()
    {
        Origin = origin,
        Services = new Dictionary<string, DeclaredSurface>(StringComparer.Ordinal),
        UnsetVariables = [],
        Error = Reason(status, words),
    };

    private static string Reason(int status, string words) => status switch
    {
        124 => "docker compose did not answer in time",
        _ when words.Contains("is not a docker command", StringComparison.Ordinal) ||
               words.Contains("unknown shorthand flag", StringComparison.Ordinal) ||
               words.Contains("unknown flag", StringComparison.Ordinal) => "the host has no Compose v2",
        _ when words.Contains("no such file", StringComparison.OrdinalIgnoreCase) => "the compose file it was started from is gone",
        _ => "docker compose could not read the files it was started from",
    };

    /// <summary>
    /// Compose logs <c>The \"NAME\" variable is not set. Defaulting to a blank string.</c> for each. Of a secret with a dollar
    /// sign in it, which nobody doubled, that is a part: what is not spelt as variables are is not named.
    /// </summary>
    private static string[] UnsetVariables(string words)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (var line in words.Split('\n'))
        {
            var end = line.IndexOf("variable is not set", StringComparison.Ordinal);
            if (end < 0) continue;
            var before = line[..end].TrimEnd(' ', '"', '\\');
            var start = before.LastIndexOfAny(['"', '\\', ' ']);
            var name = before[(start + 1)..];
            if (name.Length > 0) names.Add(IsName(name) ? name : NotNamed);
        }

        return [.. names];
    }

    private static bool IsName(string name) => name.Length <= LongestName && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_');
}
