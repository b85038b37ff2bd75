using System.Text;

namespace Platform.Compose;

/// <summary>
/// A text of a compose file, taken apart the way Compose interpolates it: <c>$$</c> is a dollar sign; <c>$X</c>, <c>${X}</c>,
/// <c>${X:-default}</c>, <c>${X-default}</c>, <c>${X:?error}</c>, <c>${X?error}</c>, <c>${X:+other}</c> and <c>${X+other}</c> are variables.
/// https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
/// </summary>
/// <param name="Parts">The parts in their order.</param>
internal sealed record ComposeText(IReadOnlyList<ComposeTextPart> Parts)
{
    /// <summary>Defaults in defaults: more than anybody writes, and no deeper than a stack is.</summary>
    private const int DeepestDefault = 8;

    /// <summary>Whether a variable stands in it.</summary>
    public bool HasVariables => Parts.Any(part => part.Variable is not null);

    /// <summary>Whether a dollar sign stands for itself that begins no variable and is not doubled. Compose lets it pass.</summary>
    public bool HasLoneDollar { get; private init; }

    /// <summary>The variables in it, those in defaults included, each once and in their order.</summary>
    public IEnumerable<string> Variables => All().Select(part => part.Variable).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>What it says where no variable is set; null where a variable without a default decides.</summary>
    public string? WithDefaults
    {
        get
        {
            StringBuilder text = new();
            foreach (var part in Parts)
            {
                if (part.Variable is null) text.Append(part.Literal);
                else if (part is { Use: VariableUse.Default, Other.WithDefaults: { } value }) text.Append(value);
                else return null;
            }

            return text.ToString();
        }
    }

    /// <summary>What stands before the first variable that has no default.</summary>
    public string KnownStart
    {
        get
        {
            StringBuilder start = new();
            foreach (var part in Parts)
            {
                if ((part.Variable is null ? part.Literal : part.Use is VariableUse.Default ? part.Other?.WithDefaults : null) is not { } known) break;
                start.Append(known);
            }

            return start.ToString();
        }
    }

    /// <summary>What stands behind the last variable that has no default: all of it is known, whatever the variable is.</summary>
    public string KnownEnd
    {
        get
        {
            var end = "";
            foreach (var part in Parts.Reverse())
            {
                if ((part.Variable is null ? part.Literal : part.Use is VariableUse.Default ? part.Other?.WithDefaults : null) is not { } known) return end;
                end = known + end;
            }

            return end;
        }
    }

    /// <summary>As it is written, but for defaults and messages of errors, which may be secret: <c>${NAME}</c>.</summary>
    public string Shown => string.Concat(Parts.Select(part => part.Variable is null ? part.Literal : $"${{{part.Variable}}}"));

    /// <summary>Every part, those in defaults included.</summary>
    public IEnumerable<ComposeTextPart> All() => Parts.SelectMany(part => part.Other is { } other ? other.All().Prepend(part) : [part]);

    public static ComposeText Parse(string text) => Parse(text, 0);

    private static ComposeText Parse(ReadOnlySpan<char> text, int depth)
    {
        List<ComposeTextPart> parts = [];
        StringBuilder literal = new();
        var hasLoneDollar = false;
        while (text.IndexOf('$') is >= 0 and var at)
        {
            literal.Append(text[..at]);
            text = text[at..];
            if (text.StartsWith("$$"))
            {
                literal.Append('$');
                text = text[2..];
                continue;
            }

            if (!text.StartsWith("${") && NameAt(text[1..]).Length == 0)
            {
                literal.Append('$');
                text = text[1..];
                hasLoneDollar = true;
                continue;
            }

            if (literal.Length > 0) parts.Add(new ComposeTextPart(literal.ToString()));
            literal.Clear();
            parts.Add(Variable(text, depth, out var length));
            text = text[length..];
        }

        literal.Append(text);
        if (literal.Length > 0) parts.Add(new ComposeTextPart(literal.ToString()));
        return new ComposeText(parts) { HasLoneDollar = hasLoneDollar };
    }

    /// <summary>The variable at the start of a text. What Compose refuses is a variable without a name, for nobody knows what was meant.</summary>
    private static ComposeTextPart Variable(ReadOnlySpan<char> text, int depth, out int length)
    {
        if (!text.StartsWith("${"))
        {
            var name = NameAt(text[1..]);
            length = 1 + name.Length;
            return new ComposeTextPart("") { Variable = name };
        }

        if (depth > DeepestDefault || End(text) is not { } end)
        {
            length = text.Length;
            return new ComposeTextPart("") { Variable = "" };
        }

        length = end + 1;
        var inner = text[2..end];
        var variable = NameAt(inner);
        var behind = inner[variable.Length..];
        var use = behind switch
        {
            [] => VariableUse.Value,
            [':', '-', ..] or ['-', ..] => VariableUse.Default,
            [':', '+', ..] or ['+', ..] => VariableUse.Replacement,
            [':', '?', ..] or ['?', ..] => VariableUse.Required,
            _ => (VariableUse?)null,
        };
        if (variable.Length == 0 || use is null) return new ComposeTextPart("") { Variable = "" };
        var isOther = use is VariableUse.Default or VariableUse.Replacement;
        return new ComposeTextPart("")
        {
            Variable = variable,
            Use = use.Value,
            Other = isOther ? Parse(behind[(behind[0] == ':' ? 2 : 1)..], depth + 1) : null,
        };
    }

    private static string NameAt(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(ComposeImage.NameCharacters);
        var name = length < 0 ? text : text[..length];
        return name.Length > 0 && char.IsAsciiDigit(name[0]) ? "" : name.ToString();
    }

    /// <summary>Where the brace that opens at the start is closed.</summary>
    private static int? End(ReadOnlySpan<char> text)
    {
        var open = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '{') open++;
            else if (text[i] == '}' && --open == 0) return i;
        }

        return null;
    }
}

/// <summary>A part of a text: literal, or a variable.</summary>
/// <param name="Literal">What is written, dollar signs undone; empty for a variable.</param>
internal sealed record ComposeTextPart(string Literal)
{
    /// <summary>The variable's name; empty for one that Compose would refuse; null for literal text.</summary>
    public string? Variable { get; init; }

    public VariableUse Use { get; init; }

    /// <summary>The default, or what stands there where the variable is set.</summary>
    public ComposeText? Other { get; init; }
}

/// <summary>What a variable stands for.</summary>
internal enum VariableUse
{
    /// <summary><c>${X}</c>: its value.</summary>
    Value,

    /// <summary><c>${X:-a}</c>: its value, else a default.</summary>
    Default,

    /// <summary><c>${X:+a}</c>: another text where it is set.</summary>
    Replacement,

    /// <summary><c>${X:?a}</c>: its value, else an error.</summary>
    Required,
}
