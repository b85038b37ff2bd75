using System.Text;
using Platform.Yaml;

namespace Platform.Drift.ComposeFile;

/// <summary>
/// A compose file as it may be shown, line by line. Any value of one may be a secret: in an environment, a label, a command, a
/// comment, an address. Shown are the structure, names, and the values that <see cref="HarmlessPlaces"/> lists, where the tree of
/// the file says that they stand there; all else is an ellipsis. Of a file that cannot be read as YAML nothing is shown but its
/// indentation.
/// </summary>
internal sealed class MaskedComposeFile
{
    private const char Mask = '…';

    private MaskedComposeFile(string[] lines, string[] shown) => (Lines, Shown) = (lines, shown);

    /// <summary>The lines as they are, to be compared and never shown.</summary>
    public string[] Lines { get; }

    /// <summary>The same lines, masked.</summary>
    public string[] Shown { get; }

    public static MaskedComposeFile Of(ReadOnlySpan<byte> content)
    {
        string[] lines = Encoding.UTF8.GetString(content).TrimEnd('\n').Split('\n');
        string[] texts = [.. lines.Select(line => line.TrimStart('\uFEFF').TrimEnd('\r'))];
        var document = YamlReader.Read(content);
        // A tree that is incomplete or ambiguous says of no text what it means, and neither does one whose lines are not these.
        if (!document.IsValid || Array.Exists(texts, HasOtherLineBreak)) return new MaskedComposeFile(lines, [.. texts.Select(Hidden)]);

        var spans = ComposeSpans.Of(document, texts);
        return new MaskedComposeFile(lines, [.. texts.Select((line, i) => Masked(line, spans[i]))]);
    }

    /// <summary>A line of which nothing but its indentation is shown.</summary>
    public static string Hidden(string line)
    {
        var text = line.AsSpan().TrimEnd(" \t\r");
        var content = text.IndexOfAnyExcept(' ');
        return content < 0 ? "" : line[..content] + Mask;
    }

    // The scanner takes these for the ends of lines as well.
    private static bool HasOtherLineBreak(string line) => line.AsSpan().IndexOfAny("\r\u0085\u2028\u2029") >= 0;

    private static string Masked(string line, IReadOnlyList<ComposeSpan> spans)
    {
        // Where nothing begins, something from above goes on or brackets are closed, or it is a comment.
        if (spans.Count == 0) return line.AsSpan().IndexOfAnyExcept(" ,]}") < 0 ? line.TrimEnd() : Hidden(line);

        var shown = new StringBuilder(line.Length);
        var at = 0;
        var isHidden = false;
        foreach (var span in spans)
        {
            if (!isHidden) isHidden = !AppendStructure(shown, line.AsSpan(at, span.Start - at));
            if (!span.IsShown)
            {
                if (!isHidden) shown.Append(Mask);
                isHidden = true;
                continue;
            }

            if (isHidden) shown.Append(' ');
            isHidden = false;
            shown.Append(line, span.Start, span.Length);
            at = span.Start + span.Length;
        }

        if (!isHidden) AppendStructure(shown, line.AsSpan(at));
        return shown.ToString().TrimEnd();
    }

    /// <summary>Appends what is brackets, commas, colons and dashes; the first other character is masked with all behind it.</summary>
    /// <returns>False where something was masked.</returns>
    private static bool AppendStructure(StringBuilder shown, ReadOnlySpan<char> gap)
    {
        for (var i = 0; i < gap.Length; i++)
        {
            var isStructure = gap[i] is ' ' or ',' or ':' or '{' or '}' or '[' or ']' || (gap[i] is '-' or '?' && (i + 1 == gap.Length || gap[i + 1] == ' '));
            if (!isStructure)
            {
                shown.Append(Mask);
                return false;
            }

            shown.Append(gap[i]);
        }

        return true;
    }
}
