using System.Text;
using System.Text.Json;
using Platform.Docker.Settings;

namespace Platform.Docker;

/// <summary>Reads what <c>docker compose config --format json</c> printed, its warnings and errors included.</summary>
internal static class ComposeAnswerReader
{
    private const int LongestName = 64;

    /// <summary>Stands for a variable that is not named: what hangs on it is in doubt all the same.</summary>
    private const string NotNamed = "(a variable that is not named here)";

    /// <summary>More than this of one evaluation is not asked for: it would be at the cost of all others.</summary>
    public const int LargestEvaluation = 4 << 20;

    /// <summary>Whatever Compose printed, it costs its own project only.</summary>
    /// <param name="origin">What was evaluated.</param>
    /// <param name="bytes">What was printed of it.</param>
    /// <param name="status">Compose's exit status; null where not all was taken that it printed.</param>
    public static ComposeProjectSnapshot Read(ComposeOrigin origin, ReadOnlyMemory<byte> bytes, int? status)
    {
        try
        {
            return status is { } known
                ? ReadWhole(origin, bytes, known)
                : Failed(origin, $"docker compose made more than {LargestEvaluation >> 20} MiB of {origin.ConfigFiles}");
        }
        catch (JsonException)
        {
            return Failed(origin, $"what docker compose made of {origin.ConfigFiles} is not what it prints");
        }
    }

    private static ComposeProjectSnapshot ReadWhole(ComposeOrigin origin, ReadOnlyMemory<byte> bytes, int status)
    {
        var output = bytes.Span;
        var start = output.StartsWith("{\n"u8) ? 0 : output.IndexOf("\n{\n"u8) + 1;
        var hasJson = start > 0 || output.StartsWith("{"u8);
        var words = Encoding.UTF8.GetString(hasJson ? output[..start] : output);
        if (status != 0 || !hasJson) return Failed(origin, Reason(origin, status, words));

        var end = output.LastIndexOf((byte)'}') + 1;
        return Answer.Read(WithoutDoubling(bytes[start..Math.Max(start, end)]), file => new ComposeProjectSnapshot
        {
            Origin = origin,
            Services = Services(file),
            Networks = ResourceReader.Networks(file["networks"]),
            Volumes = ResourceReader.Volumes(file["volumes"]),
            UnsetVariables = UnsetVariables(words),
        });
    }

    /// <summary>
    /// Compose doubles every dollar sign of what it evaluated, so that it could be read as a compose file again.
    /// https://github.com/docker/compose/blob/main/cmd/compose/config.go (escapeDollarSign)
    /// </summary>
    private static ReadOnlyMemory<byte> WithoutDoubling(ReadOnlyMemory<byte> json)
    {
        var doubled = json.Span;
        if (doubled.IndexOf("$$"u8) < 0) return json;
        var single = new byte[doubled.Length];
        var length = 0;
        for (var i = 0; i < doubled.Length; i++)
        {
            single[length++] = doubled[i];
            if (doubled[i..].StartsWith("$$"u8)) i++;
        }

        return single.AsMemory(0, length);
    }

    private static Dictionary<string, DeclaredSurface> Services(Answer file)
    {
        Dictionary<string, DeclaredSurface> services = new(StringComparer.Ordinal);
        foreach (var (name, service) in file["services"].Members)
            if (service.Exists) services[name] = DeclaredSurfaceReader.Read(name, service, file);
        return services;
    }

    private static ComposeProjectSnapshot Failed(ComposeOrigin origin, string error) => new()
    {
        Origin = origin,
        Services = new Dictionary<string, DeclaredSurface>(StringComparer.Ordinal),
        Networks = [],
        Volumes = [],
        UnsetVariables = [],
        Error = error,
    };

    private static string Reason(ComposeOrigin origin, int status, string words) => status switch
    {
        124 or 137 or 143 => $"docker compose did not answer in time about {origin.ConfigFiles}; does it, or a file it names, wait for something?",
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
