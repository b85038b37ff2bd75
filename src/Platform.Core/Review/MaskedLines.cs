using System.Text;
using System.Text.RegularExpressions;
using Platform.Policy;

namespace Platform.Review;

/// <summary>
/// The lines of a manifest, an inventory or a policy as a reviewer may see them. These files have no place for a secret, so what looks like one
/// is a mistake, and an ellipsis stands for it: the value of a key with a secret's name, a password in an address, a key in PEM, a known kind of
/// token, a long word that nobody could have thought of.
/// </summary>
internal static partial class MaskedLines
{
    private const char Mask = '…';

    /// <summary>Keys of the files themselves that are no names of secrets.</summary>
    private static readonly string[] Harmless = ["secrets"];

    /// <returns>As many lines as were given.</returns>
    public static string[] Of(string[] lines)
    {
        var shown = new string[lines.Length];
        var isInKey = false;
        int? hiddenBelow = null;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var indentation = line.Length - line.TrimStart(' ').Length;
            var isBlank = line.AsSpan().Trim().IsEmpty;
            if (hiddenBelow is { } depth && !isBlank && indentation <= depth && !line.AsSpan(indentation).StartsWith("- ", StringComparison.Ordinal)) hiddenBelow = null;
            if (line.Contains("-----BEGIN ", StringComparison.Ordinal)) isInKey = true;
            shown[i] = isInKey || (hiddenBelow is not null && !isBlank) ? new string(' ', indentation) + Mask : Masked(line, indentation, ref hiddenBelow);
            if (line.Contains("-----END ", StringComparison.Ordinal)) isInKey = false;
        }

        return shown;
    }

    private static string Masked(string line, int indentation, ref int? hiddenBelow)
    {
        try
        {
            foreach (Match match in Assignment().Matches(line))
            {
                var name = match.Groups["name"].Value;
                if (Harmless.Contains(name, StringComparer.Ordinal) || !SecretName.IsSecret(name)) continue;
                // What goes on below belongs to it as well.
                hiddenBelow = indentation;
                var value = line[(match.Index + match.Length)..];
                line = line[..(match.Index + match.Length)] + (value.AsSpan().Trim().IsEmpty ? value : Mask.ToString());
                break;
            }

            line = Address().Replace(line, "://…@");
            line = Token().Replace(line, Mask.ToString());
            return Word().Replace(line, match => LooksMadeUp(match.Value) ? Mask.ToString() : match.Value);
        }
        catch (RegexMatchTimeoutException)
        {
            return new StringBuilder().Append(' ', indentation).Append(Mask).ToString();
        }
    }

    /// <summary>Capitals, small letters and digits together, as keys in Base64 have them; a digest has no capitals, and a path has dots or slashes.</summary>
    private static bool LooksMadeUp(string word) => word.Any(char.IsAsciiLetterUpper) && word.Any(char.IsAsciiLetterLower) && word.Count(char.IsAsciiDigit) >= 3;

    [GeneratedRegex(@"(?<name>[A-Za-z_][A-Za-z0-9_.-]*)[""']?\s*(?:=|:(?=\s|$))\s*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"://[^/\s@]*@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(gh[pousr]_\w+|github_pat_\w+|glpat-[\w-]+|xox[baprs]-[\w-]+|AKIA[0-9A-Z]{12,}|sk-[\w-]{8,}|eyJ[\w-]{8,}\.[\w-]+(\.[\w-]+)?|AGE-SECRET-KEY-\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"[A-Za-z0-9+_=-]{24,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
