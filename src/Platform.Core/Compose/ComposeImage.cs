using System.Buffers;
using System.Text;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>The image that a service of a compose file names.</summary>
/// <param name="Reference">What it names where none of the variables is set; not checked to be a reference.</param>
/// <param name="Variables">The variables that decide it, each of which has a default; none where the file alone says it.</param>
internal sealed record ComposeImage(string Reference, IReadOnlyList<string> Variables)
{
    /// <summary>Defaults in defaults: more than anybody writes, and no deeper than a stack is.</summary>
    private const int DeepestDefault = 8;

    public static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>
    /// Reads the <c>image</c> of a service the way Compose interpolates it: <c>$$</c> is a dollar sign, <c>${X-a}</c> and
    /// <c>${X:-a}</c> are <c>a</c>. Null where there is none, or a variable without a default decides.
    /// https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
    /// </summary>
    public static ComposeImage? Of(YamlNode service)
    {
        List<string> variables = [];
        return ComposeDefinition.Find(service, "image").GetString() is { } text && Interpolate(text, variables, 0) is { Length: > 0 } reference ? new ComposeImage(reference, variables) : null;
    }

    private static string? Interpolate(ReadOnlySpan<char> text, List<string> variables, int depth)
    {
        if (depth > DeepestDefault) return null;
        StringBuilder result = new();
        while (text.IndexOf('$') is >= 0 and var at)
        {
            result.Append(text[..at]);
            text = text[at..];
            if (text.StartsWith("$$"))
            {
                result.Append('$');
                text = text[2..];
            }
            else
            {
                if (!text.StartsWith("${") || End(text) is not { } end || Default(text[2..end], variables, depth) is not { } value) return null;
                result.Append(value);
                text = text[(end + 1)..];
            }
        }

        return result.Append(text).ToString();
    }

    /// <summary>What stands between the braces: a name, and a default behind <c>-</c> or <c>:-</c>.</summary>
    private static string? Default(ReadOnlySpan<char> variable, List<string> variables, int depth)
    {
        var end = variable.IndexOf('-');
        if (end <= 0) return null;
        var name = variable[..end].TrimEnd(':');
        if (name.IsEmpty || name.ContainsAnyExcept(NameCharacters)) return null;
        variables.Add(name.ToString());
        return Interpolate(variable[(end + 1)..], variables, depth + 1);
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
