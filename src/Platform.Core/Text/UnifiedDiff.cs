using System.Globalization;
using System.Text;

namespace Platform.Text;

/// <summary>
/// Differences of two texts in the unified format of diff(1), by Myers' greedy algorithm ("An O(ND) Difference
/// Algorithm", 1986).
/// </summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Texts that differ in more lines than this are not worth reading side by side, nor the quadratic time.</summary>
    private const int MostEdits = 2_000;

    /// <param name="before">Lines of the first text.</param>
    /// <param name="after">Lines of the second.</param>
    /// <param name="beforeName">What the first is called.</param>
    /// <param name="afterName">What the second is called.</param>
    /// <param name="show">How a line is written: lines are compared as they are, and may be shown as less.</param>
    public static string Of(string[] before, string[] after, string beforeName, string afterName, Func<DiffLine, string> show)
    {
        var edits = Edits(before, after);
        if (edits is null) return $"--- {beforeName}\n+++ {afterName}\n(more than {MostEdits} lines differ)\n";

        var text = new StringBuilder($"--- {beforeName}\n+++ {afterName}\n");
        for (var start = 0; start < edits.Count;)
        {
            if (edits[start].Kind == ' ')
            {
                start++;
                continue;
            }

            var first = Math.Max(0, start - Context);
            var end = start;
            for (var i = start; i < edits.Count && i <= end + (2 * Context); i++)
                if (edits[i].Kind != ' ') end = i;
            var last = Math.Min(edits.Count - 1, end + Context);
            Append(text, edits.GetRange(first, last - first + 1), show);
            start = last + 1;
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, List<DiffLine> hunk, Func<DiffLine, string> show)
    {
        var removed = hunk.Count(e => e.Kind != '+');
        var added = hunk.Count(e => e.Kind != '-');
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Start(hunk[0].Before, removed)},{removed} +{Start(hunk[0].After, added)},{added} @@\n");
        foreach (var edit in hunk) text.Append(edit.Kind).Append(show(edit)).Append('\n');
    }

    // A part without lines stands behind the line before it, which may be none.
    private static int Start(int index, int count) => count == 0 ? index : index + 1;

    private static List<DiffLine>? Edits(string[] before, string[] after)
    {
        var trace = Trace(before, after);
        if (trace is null) return null;

        List<DiffLine> edits = [];
        var (x, y) = (before.Length, after.Length);
        for (var d = trace.Count - 1; d >= 0; d--)
        {
            var furthest = trace[d];
            var k = x - y;
            var down = k == -d || (k != d && furthest[k - 1 + Offset(d)] < furthest[k + 1 + Offset(d)]);
            var previousK = down ? k + 1 : k - 1;
            var previousX = d == 0 ? 0 : furthest[previousK + Offset(d)];
            var previousY = d == 0 ? 0 : previousX - previousK;
            while (x > previousX && y > previousY) edits.Add(new DiffLine(' ', before[--x], x, --y));
            if (d == 0) break;
            if (down) edits.Add(new DiffLine('+', after[--y], x, y));
            else edits.Add(new DiffLine('-', before[--x], x, y));
        }

        edits.Reverse();
        return edits;
    }

    /// <summary>For each number of edits, how far each diagonal got before it; null where there are too many.</summary>
    private static List<int[]>? Trace(string[] before, string[] after)
    {
        List<int[]> trace = [];
        var most = Math.Min(before.Length + after.Length, MostEdits);
        var current = new int[3];
        for (var d = 0; d <= most; d++)
        {
            trace.Add(current);
            var next = new int[(2 * (d + 1)) + 3];
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0
                    : k == -d || (k != d && current[k - 1 + Offset(d)] < current[k + 1 + Offset(d)]) ? current[k + 1 + Offset(d)]
                    : current[k - 1 + Offset(d)] + 1;
                var y = x - k;
                while (x < before.Length && y < after.Length && before[x] == after[y]) (x, y) = (x + 1, y + 1);
                next[k + Offset(d + 1)] = x;
                if (x >= before.Length && y >= after.Length) return trace;
            }

            current = next;
        }

        return null;
    }

    /// <summary>Where diagonal 0 stands in the array that step <paramref name="d"/> reads.</summary>
    private static int Offset(int d) => d + 1;

}

/// <summary>A line of a diff.</summary>
/// <param name="Kind">A blank for both texts, a minus for the first alone, a plus for the second alone.</param>
/// <param name="Text">What is compared.</param>
/// <param name="Before">Its index in the first text; for a plus that of the next one.</param>
/// <param name="After">Its index in the second text; for a minus that of the next one.</param>
internal readonly record struct DiffLine(char Kind, string Text, int Before, int After);
