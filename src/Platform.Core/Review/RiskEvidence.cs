using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Root;

namespace Platform.Review;

/// <summary>Where a risk can be seen: a file of the root and a line. It is compared by both, and written as <c>file:line</c>.</summary>
/// <param name="File">Path relative to the root, with forward slashes, without <c>.</c> and <c>..</c>.</param>
/// <param name="Line">From 1.</param>
[JsonConverter(typeof(RiskEvidenceConverter))]
public sealed record RiskEvidence(string File, int Line)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");

    /// <summary>Reads <c>file:line</c>, or <c>file:line:column</c> as compilers write it, whose column does not count.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fault">What is wrong with it; null where it was read.</param>
    /// <returns>Null where something is wrong.</returns>
    internal static RiskEvidence? TryParse(string text, out string? fault)
    {
        fault = null;
        var (file, line) = Parts(text);
        if (line is null) fault = "names no line; write file:line, for instance compose/app/compose.yaml:12";
        else if (file.Length == 0 || file.EndsWith('/')) fault = "names no file; write file:line, for instance compose/app/compose.yaml:12";
        else if (RootFence.Climbs(file)) fault = "is no file of the root; write its path relative to the root, without '..'";
        return fault is null ? new RiskEvidence(Normal(file), line ?? 1) : null;
    }

    private static (string File, int? Line) Parts(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0 || NumberOf(text.AsSpan(last + 1)) is not { } number) return (text, null);
        var before = text.LastIndexOf(':', Math.Max(0, last - 1));
        return before > 0 && before < last && NumberOf(text.AsSpan(before + 1, last - before - 1)) is { } line ? (text[..before], line) : (text[..last], number);
    }

    private static int? NumberOf(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary><c>./a//b</c> and <c>a/b</c> are one file.</summary>
    private static string Normal(string path) => string.Join('/', path.Split('/').Where(part => part is not ("" or ".")));
}

/// <summary>Writes a place as one string, the way verdicts have it.</summary>
internal sealed class RiskEvidenceConverter : JsonConverter<RiskEvidence>
{
    public override RiskEvidence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("verdicts are read with their positions, by VerdictFile");

    public override void Write(Utf8JsonWriter writer, RiskEvidence value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
