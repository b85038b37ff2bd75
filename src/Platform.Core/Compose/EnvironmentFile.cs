using System.Text;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>
/// A file that a service gets variables from by <c>env_file</c>: <c>NAME=value</c>, <c>export NAME=value</c> or <c>NAME</c> alone, one a line, and
/// comments. https://github.com/compose-spec/compose-spec/blob/main/05-services.md#env_file-format
/// </summary>
internal static class EnvironmentFile
{
    /// <summary>The longest value in quotes: a certificate has some fifty lines.</summary>
    private const int MostLines = 256;

    private const string Export = "export ";

    /// <summary>The variables that it sets: where each stands, and its value as written; null for one that comes from elsewhere.</summary>
    public static IEnumerable<(string Name, TextPosition Position, ComposeText? Value)> Read(byte[] content)
    {
        List<(string, TextPosition, ComposeText?)> variables = [];
        var lines = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var start = line.Length - line.TrimStart().Length;
            var text = line[start..];
            if (text.StartsWith(Export, StringComparison.Ordinal)) (start, text) = (start + Export.Length, text[Export.Length..]);
            if (text.Length == 0 || text[0] == '#') continue;
            var end = text.AsSpan().IndexOfAny('=', ':');
            var name = (end < 0 ? text : text[..end]).Trim();
            if (name.Length == 0 || name.Contains(' ', StringComparison.Ordinal)) continue;
            variables.Add((name, new TextPosition(i + 1, start + 1), end < 0 ? null : Value(text[(end + 1)..].Trim(), lines, ref i)));
        }

        return variables;
    }

    /// <summary>A value in single quotes stands for itself; in quotes it may go on over the lines that follow.</summary>
    private static ComposeText Value(string text, string[] lines, ref int line)
    {
        if (text is not ['"' or '\'', ..])
        {
            var comment = text.IndexOf(" #", StringComparison.Ordinal);
            return ComposeText.Parse(comment < 0 ? text : text[..comment].TrimEnd());
        }

        var quote = text[0];
        if (text.IndexOf(quote, 1) is > 0 and var closed) return Of(text[1..closed]);
        var value = new StringBuilder(text[1..]);
        for (var next = line + 1; next < lines.Length && next - line <= MostLines; next++)
        {
            var end = lines[next].IndexOf(quote, StringComparison.Ordinal);
            value.Append('\n').Append(end < 0 ? lines[next].TrimEnd('\r') : lines[next][..end]);
            if (end < 0) continue;
            line = next;
            return Of(value.ToString());
        }

        return Of(text[1..]); // it is closed nowhere: what follows are lines of their own

        ComposeText Of(string inner) => quote == '\'' ? new ComposeText([new ComposeTextPart(inner)]) : ComposeText.Parse(inner);
    }
}
