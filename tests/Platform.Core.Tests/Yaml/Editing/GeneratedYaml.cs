using System.Globalization;
using System.Text;

namespace Platform.Tests.Yaml.Editing;

/// <summary>
/// Makes a YAML document of everything that people mix: styles, comments in every place, blank lines, indentations, line breaks,
/// a byte order mark, no break at the end. It has nothing in it that an edit has to refuse.
/// </summary>
internal sealed class GeneratedYaml
{
    private static readonly string[] Keys = ["a", "b", "spec", "image", "\"quoted key\"", "'single: one'", "ключ", "🐲", "x-1", "?k", "-k", "80", "a b"];
    private static readonly string[] Plains = ["x", "redis:7.4", "two words", "1", "3.10", "true", "null", "~", "-1", "http://a/b#c", "é", "🐲 here", "a,b"];
    private static readonly string[] FlowPlains = ["x", "redis:7.4", "two words", "1", "true", "null", "é", "🐲"];
    private static readonly string[] Quoteds = ["'single'", "\"double\"", "'it''s'", "\"a \\\"b\\\" \\u00e4\"", "\"# no comment\"", "': '", "''", "\"\"", "\"a\tb\"", "'🐲'"];
    private static readonly string[] Comments = ["# why", "#", "# a: b", "# 'quote", "#\ttab", "# {", "# 🐲", "## ]"];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly string[] _breaks;
    private int _endOfBlock;

    private GeneratedYaml(int seed)
    {
        _random = new Random(seed);
        _breaks = Pick<string[]>(["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"]);
    }

    public static string Of(int seed)
    {
        var document = new GeneratedYaml(seed);
        return document.Document();
    }

    private string Document()
    {
        if (Chance(8)) _text.Append("%YAML 1.2").Append(Break()).Append("---").Append(Break());
        else if (Chance(6)) _text.Append("---").Append(Chance(2) ? " # start" : "").Append(Break());
        Noise(0);
        if (Chance(12)) _text.Append(FlowMapping(3)).Append(Trailing()).Append(Break());
        else Mapping(0, 4);
        Noise(0);
        if (Chance(8)) _text.Append("...").Append(Break());
        var text = _text.ToString();
        // A block scalar whose last line has no break would say more with one.
        if (Chance(4) && text[_endOfBlock..].Split('\n').Any(line => line.Trim() is [not '#', ..])) text = text.TrimEnd('\r', '\n');
        return Chance(6) ? "\uFEFF" + text : text;
    }

    private void Mapping(int column, int depth)
    {
        foreach (var key in SomeKeys())
        {
            if (Chance(4)) Noise(column);
            Indent(column).Append(key).Append(':');
            Value(column, depth);
        }

        if (Chance(5)) Noise(column + Pick(0, 1, 2));
    }

    private void Value(int column, int depth)
    {
        switch (_random.Next(depth > 0 ? 12 : 7))
        {
            case 0:
                _text.Append(Trailing()).Append(Break());
                break;
            case 1 or 2:
                _text.Append(Blanks()).Append(Pick(Plains)).Append(Trailing()).Append(Break());
                break;
            case 3 or 4:
                _text.Append(Blanks()).Append(Pick(Quoteds)).Append(Trailing()).Append(Break());
                break;
            case 5:
                Block(column);
                break;
            case 6:
                _text.Append(" some").Append(Break());
                Indent(column + 2).Append("more lines").Append(Trailing()).Append(Break());
                break;
            case 7:
                _text.Append(Blanks()).Append(FlowMapping(depth - 1)).Append(Trailing()).Append(Break());
                break;
            case 8:
                _text.Append(Blanks()).Append(FlowSequence(depth - 1)).Append(Trailing()).Append(Break());
                break;
            case 9:
                Sequence(column + Pick(0, 2, 4), depth - 1);
                break;
            default:
                _text.Append(Trailing()).Append(Break());
                if (Chance(4)) Noise(column + 2);
                Mapping(column + Pick(1, 2, 2, 2, 4), depth - 1);
                break;
        }
    }

    private void Block(int column)
    {
        _text.Append(Blanks()).Append(Pick("|", ">", "|-", ">-", "|+", ">+")).Append(Chance(4) ? " # header" : "").Append(Break());
        for (var line = _random.Next(1, 3); line > 0; line--)
        {
            Indent(column + 2).Append(Pick("text", "# text", "key: value", "- \ttext")).Append(Break());
            if (Chance(4)) _text.Append(Break());
        }

        _endOfBlock = _text.Length;
    }

    private void Sequence(int column, int depth)
    {
        _text.Append(Trailing()).Append(Break());
        for (var item = _random.Next(1, 3); item > 0; item--)
        {
            if (Chance(5)) Noise(column);
            Indent(column).Append('-');
            if (depth > 0 && Chance(3))
            {
                _text.Append(" k: v").Append(Break());
                Indent(column + 2).Append("l:");
                Value(column + 2, depth - 1);
            }
            else
            {
                _text.Append(Chance(5) ? "" : " " + Pick(Pick(Plains), Pick(Quoteds), FlowMapping(0))).Append(Trailing()).Append(Break());
            }
        }
    }

    private string FlowMapping(int depth)
    {
        var entries = SomeKeys(0).Where(key => key[0] is not ('?' or '-')).Select(key => Chance(6) ? key + ":" : $"{key}: {FlowValue(depth)}").ToArray();
        return Bracketed('{', entries, '}');
    }

    private string FlowSequence(int depth) => Bracketed('[', [.. Enumerable.Range(0, _random.Next(3)).Select(_ => FlowValue(depth))], ']');

    /// <summary>In one line, or with an item in each, the last of which may have a comma and all of which may have comments.</summary>
    private string Bracketed(char open, string[] items, char close)
    {
        if (items.Length == 0) return $"{open}{Pick("", " ")}{close}";
        if (Chance(2)) return $"{open}{Pick("", " ")}{string.Join(Pick(", ", " , "), items)}{(Chance(5) ? " ," : "")} {close}";
        var text = new StringBuilder().Append(open).Append(Chance(4) ? " # open" : "").Append(Break());
        for (var i = 0; i < items.Length; i++)
        {
            var comma = i < items.Length - 1 || Chance(2) ? " ,"[(Chance(5) ? 0 : 1)..] : "";
            text.Append(' ', 30).Append(items[i]).Append(comma).Append(Trailing()).Append(Break());
            if (Chance(6)) text.Append(' ', 30).Append(Pick(Comments)).Append(Break());
        }

        return text.Append(' ', 28).Append(close).ToString();
    }

    private string FlowValue(int depth) => _random.Next(depth > 0 ? 6 : 4) switch
    {
        0 or 1 => Pick(FlowPlains),
        2 or 3 => Pick(Quoteds),
        4 => FlowMapping(depth - 1),
        _ => FlowSequence(depth - 1),
    };

    private IEnumerable<string> SomeKeys(int least = 1) => Keys.OrderBy(_ => _random.Next()).Take(_random.Next(least, 5)).ToArray();

    /// <summary>Comments and blank lines.</summary>
    private void Noise(int column)
    {
        for (var line = _random.Next(3); line > 0; line--)
        {
            if (Chance(3)) _text.Append(' ', _random.Next(3)).Append(Break());
            else Indent(Math.Max(0, column + Pick(0, 0, 0, 1, -1))).Append(Pick(Comments)).Append(Break());
        }
    }

    private string Trailing() => Chance(4) ? Pick(" ", "   ") + Pick(Comments) : Chance(8) ? "  " : "";

    private string Blanks() => Chance(6) ? new string(' ', _random.Next(2, 5)) : " ";

    private StringBuilder Indent(int column) => _text.Append(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', column)}"));

    private string Break() => Pick(_breaks);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(params T[] of) => of[_random.Next(of.Length)];
}
