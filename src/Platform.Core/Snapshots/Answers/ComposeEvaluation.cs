using System.Globalization;
using System.Text;

namespace Platform.Snapshots.Answers;

/// <summary>One answer of <c>docker compose config</c>.</summary>
/// <param name="StandIns">Numbers by the names of the variables they stood in for.</param>
/// <param name="WithoutFiles">Services whose env_file was removed because it is missing, with its path.</param>
/// <param name="Output">What was printed.</param>
/// <param name="Status">Compose's exit status; null where not all was taken that it printed.</param>
internal sealed record ComposeEvaluation(
    IReadOnlyDictionary<string, string> StandIns, IReadOnlyList<(string Service, string Path)> WithoutFiles, ReadOnlyMemory<byte> Output, int? Status)
{
    /// <summary>No environment has more variables; each is looked for in what differs.</summary>
    private const int MostWords = 256;

    /// <summary>
    /// Takes them apart: each ends with a line of the nonce and a status, and each but the first begins with a line of
    /// <c>NAME=NUMBER</c> and <c>SERVICE:PATH</c>.
    /// </summary>
    public static IReadOnlyList<ComposeEvaluation> ReadAll(ReadOnlyMemory<byte> bytes, string nonce)
    {
        List<ComposeEvaluation> all = [];
        var mark = Encoding.UTF8.GetBytes($"\n{nonce} ");
        for (var rest = bytes; all.Count == 0 || rest.Span.IndexOfAnyExcept((byte)'\n') >= 0;)
        {
            var head = all.Count == 0 ? "" : NextLine(ref rest);
            var end = rest.Span.IndexOf(mark);
            var output = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + mark.Length)..];
            var status = end >= 0 && int.TryParse(NextLine(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
            all.Add(Of(head, output, status));
        }

        return all;
    }

    private static ComposeEvaluation Of(string head, ReadOnlyMemory<byte> output, int? status)
    {
        Dictionary<string, string> standIns = new(StringComparer.Ordinal);
        List<(string, string)> files = [];
        foreach (var word in head.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            if (word.Split('=', 2) is [var name, { Length: > 0 } number]) { if (number.All(char.IsAsciiDigit)) standIns[name] = number; }
            else if (word.Split(':', 2) is [var service, var path]) files.Add((service, path));
        }

        return new ComposeEvaluation(standIns, files, output, status);
    }

    private static string NextLine(ref ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? rest.Span : rest.Span[..end]);
        rest = end < 0 ? default : rest[(end + 1)..];
        return line;
    }
}
