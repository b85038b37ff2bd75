using System.Text;

namespace Platform.Docker;

/// <summary>What <c>docker compose version --short</c> prints: <c>2.26.1-4</c>, <c>v2.40.0</c>.</summary>
internal static class ComposeVersion
{
    private const int Longest = 64;

    /// <summary>The version; null where the line is something else, which may be anything and is not shown.</summary>
    public static string? Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).Trim();
        var digits = text.StartsWith('v') ? text[1..] : text;
        return digits.Length is > 0 and <= Longest && char.IsAsciiDigit(digits[0]) && digits.Contains('.', StringComparison.Ordinal) &&
            digits.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '+' or '~')
                ? text
                : null;
    }

    /// <summary>Whether one is older than another; false for none, and for what has no number.</summary>
    public static bool IsOlder(string? text, Version than) => Version.TryParse((text ?? "").TrimStart('v').Split('-', '+', '~')[0], out var version) && version < than;
}
