using System.Text;

namespace Platform.Schema.Formats;

/// <summary>Host names: letters, digits and hyphens by RFC 1123, 2.1, and internationalised ones by RFC 5890.</summary>
internal static class HostName
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Labels between dots; in an internationalised name, also between the dots of RFC 3490, 3.1.</summary>
    public static bool IsMatch(string text, bool isInternational)
    {
        var rest = text.AsSpan();
        var length = -1;
        var labels = new List<string>();
        while (true)
        {
            var dot = isInternational ? rest.IndexOfAny(".\u3002\uff0e\uff61") : rest.IndexOf('.');
            var label = dot < 0 ? rest : rest[..dot];
            if (!TryAddLabel(label, isInternational, labels, out var encodedLength)) return false;
            length += encodedLength + 1;
            if (dot < 0) break;
            rest = rest[(dot + 1)..];
        }

        return length <= MaxLength && BidiRule.IsMatch(labels);
    }

    /// <summary>Checks one label, and adds it in its Unicode form; the length is the one it has on the wire.</summary>
    private static bool TryAddLabel(ReadOnlySpan<char> label, bool isInternational, List<string> labels, out int length)
    {
        length = label.Length;
        if (Ascii.IsValid(label))
        {
            if (!IsLetterDigitHyphen(label)) return false;
            if (label.Length < 4 || label[2] != '-' || label[3] != '-')
            {
                labels.Add(label.ToString());
                return true;
            }

            // Of the labels with hyphens in the third and fourth place, only A-labels have a meaning (RFC 5890, 2.3.1).
            return label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) && TryAddALabel(label[4..], labels);
        }

        if (!isInternational || !UnicodeLabel.IsValid(label)) return false;
        length = 4 + Punycode.Encode(label).Length;
        labels.Add(label.ToString());
        return length <= MaxLabelLength;
    }

    private static bool TryAddALabel(ReadOnlySpan<char> encoded, List<string> labels)
    {
        if (Punycode.TryDecode(encoded) is not { } decoded || Ascii.IsValid(decoded) || !UnicodeLabel.IsValid(decoded))
            return false;
        labels.Add(decoded);
        return Punycode.Encode(decoded).Equals(encoded.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLetterDigitHyphen(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-') return false;
        foreach (var character in label)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character != '-') return false;
        }

        return true;
    }
}
