using Platform.Yaml;

namespace Platform.Drift.ComposeFile;

/// <summary>Finds out where everything begins in a compose file, and what of it may be shown.</summary>
internal sealed class ComposeSpans
{
    private const string Merge = "<<";

    private readonly YamlRecord[] _records;
    private readonly string[] _lines;
    private readonly Role[] _roles;
    private readonly List<ComposeSpan>[] _spans;

    private ComposeSpans(YamlRecord[] records, string[] lines)
    {
        _records = records;
        _lines = lines;
        _roles = new Role[records.Length];
        _spans = [.. lines.Select(_ => new List<ComposeSpan>())];
    }

    /// <summary>For each line what begins on it, in its order.</summary>
    public static IReadOnlyList<ComposeSpan>[] Of(YamlDocument document, string[] lines)
    {
        var spans = new ComposeSpans(document.Records, lines);
        spans.Walk(0, HarmlessPlaces.Root);
        for (var i = 0; i < spans._records.Length; i++) spans.Add(i);
        foreach (var line in spans._spans) line.Sort((a, b) => a.Start.CompareTo(b.Start));
        return spans._spans;
    }

    /// <summary>
    /// Gives each value its role: harmless only where it is so in every place that it is used in, for an alias brings the value of an
    /// image to an environment.
    /// </summary>
    private void Walk(int index, HarmlessPlaces place)
    {
        ref readonly var record = ref _records[index];
        switch (record.Kind)
        {
            case YamlRecord.Alias:
                Walk(record.Count, place);
                break;
            case YamlKind.Mapping:
                for (int entry = 0, key = index + 1; entry < record.Count; entry++, key = Next(key + 1))
                {
                    _roles[key] = Role.Key;
                    var name = _records[key].Text!; // the builder gives every key a text
                    Walk(key + 1, name == Merge ? place : place.Of(name));
                }

                break;
            case YamlKind.Sequence:
                for (int item = 0, at = index + 1; item < record.Count; item++, at = Next(at)) Walk(at, place.Items);
                break;
            default:
                var isHarmless = place.Allows(record.Text!); // every scalar has a text
                _roles[index] = isHarmless && _roles[index] is not Role.Value ? Role.Harmless : Role.Value;
                break;
        }
    }

    private int Next(int index) => index + Math.Max(1, _records[index].Size);

    private void Add(int index)
    {
        ref readonly var record = ref _records[index];
        var (line, column) = (record.Line - 1, record.Column - 1);
        if (line < 0 || line >= _lines.Length || column < 0 || column >= _lines[line].Length) return;
        var text = _lines[line].AsSpan(column);
        if (record.Kind is YamlRecord.Alias)
        {
            AddMarked(line, column, text, '*');
            return;
        }

        // The beginning of a node with an anchor is the anchor's.
        var skipped = text[0] == '&' ? AddMarked(line, column, text, '&') : 0;
        if (record.Kind is YamlKind.Mapping or YamlKind.Sequence)
        {
            if (text[0] == '!') _spans[line].Add(new ComposeSpan(column, 0, false));
            return;
        }

        if (record.Text!.Length == 0 && skipped == text.Length) return;
        var length = _roles[index] switch
        {
            Role.Key when record.Text == Merge || HarmlessText.IsName(record.Text) => WrittenLength(text[skipped..], record.Text),
            Role.Harmless => WrittenLength(text[skipped..], record.Text),
            _ => 0,
        };
        if (record.Text.Length > 0 || text[skipped] is '"' or '\'' or '|' or '>') _spans[line].Add(new ComposeSpan(column + skipped, length, length > 0));
    }

    /// <summary>An anchor or an alias; its name is shown if it is one.</summary>
    /// <returns>How many characters it takes, with the blanks behind it.</returns>
    private int AddMarked(int line, int column, ReadOnlySpan<char> text, char mark)
    {
        var end = text.IndexOfAny(" ,]}");
        if (end < 0) end = text.Length;
        var isShown = text[0] == mark && HarmlessText.IsName(text[1..end].ToString());
        _spans[line].Add(new ComposeSpan(column, isShown ? end : 0, isShown));
        return end + (text[end..].IndexOfAnyExcept(' ') is >= 0 and var blanks ? blanks : text.Length - end);
    }

    /// <summary>How long a scalar is as it is written, with its quotes; 0 where it is not written as it reads, or on several lines.</summary>
    private static int WrittenLength(ReadOnlySpan<char> text, string value)
    {
        var quotes = text is ['"' or '\'', ..] ? 1 : 0;
        var length = value.Length + (2 * quotes);
        if (text.Length < length || !text[quotes..].StartsWith(value, StringComparison.Ordinal)) return 0;
        if (quotes > 0) return text[length - 1] == text[0] ? length : 0;
        return text.Length == length || text[length] is ' ' or ':' or ',' or ']' or '}' ? length : 0;
    }

    private enum Role
    {
        None,
        Key,
        Harmless,
        Value,
    }
}
