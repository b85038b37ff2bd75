using Platform.Text;

namespace Platform.Hosts;

/// <summary>Words that came from a host, made fit to be shown.</summary>
internal static class HostText
{
    private const int LongestLine = 300;

    /// <summary>The last three lines that say something, cleaned and cut; null where there are none.</summary>
    public static string? LastLines(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return null;
        return string.Join("; ", lines.TakeLast(3).Select(line => TerminalText.Clean(line, LongestLine)));
    }
}
