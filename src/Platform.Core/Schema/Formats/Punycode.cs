using System.Text;

namespace Platform.Schema.Formats;

/// <summary>
/// Punycode (RFC 3492), without the prefix xn--. .NET's IdnMapping wraps it in the older rules of IDNA 2003.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;

    /// <summary>The Unicode form; null if the text is no Punycode.</summary>
    public static string? TryDecode(ReadOnlySpan<char> encoded)
    {
        var output = new List<int>();
        var delimiter = encoded.LastIndexOf('-');
        for (var i = 0; i < delimiter; i++) output.Add(encoded[i]);

        long codePoint = 128;
        long index = 0;
        var bias = 72;
        for (var next = delimiter + 1; next < encoded.Length;)
        {
            var start = index;
            long weight = 1;
            for (var k = Base; ; k += Base)
            {
                if (next == encoded.Length || DigitOf(encoded[next++]) is not (>= 0 and var digit)) return null;
                index += digit * weight;
                if (index > int.MaxValue) return null;
                var threshold = Math.Clamp(k - bias, TMin, TMax);
                if (digit < threshold) break;
                weight *= Base - threshold;
                if (weight > int.MaxValue) return null;
            }

            var count = output.Count + 1;
            bias = Adapt(index - start, count, start == 0);
            codePoint += index / count;
            index %= count;
            if (codePoint > 0x10FFFF || codePoint is >= 0xD800 and <= 0xDFFF) return null;
            output.Insert((int)index++, (int)codePoint);
        }

        var text = new StringBuilder();
        foreach (var point in output) text.Append(char.ConvertFromUtf32(point));
        return text.ToString();
    }

    public static string Encode(ReadOnlySpan<char> text)
    {
        var points = new List<int>();
        foreach (var rune in text.EnumerateRunes()) points.Add(rune.Value);
        var output = new StringBuilder();
        foreach (var point in points.Where(point => point < 128)) output.Append((char)point);
        var handled = output.Length;
        var basic = handled;
        if (basic > 0) output.Append('-');

        var codePoint = 128;
        long delta = 0;
        var bias = 72;
        while (handled < points.Count)
        {
            var next = points.Where(point => point >= codePoint).Min();
            delta += (long)(next - codePoint) * (handled + 1);
            codePoint = next;
            foreach (var point in points)
            {
                if (point < codePoint) delta++;
                if (point != codePoint) continue;
                AppendNumber(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            codePoint++;
        }

        return output.ToString();
    }

    private static void AppendNumber(StringBuilder output, long number, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (number < threshold) break;
            output.Append(Digit((int)(threshold + ((number - threshold) % (Base - threshold)))));
            number = (number - threshold) / (Base - threshold);
        }

        output.Append(Digit((int)number));
    }

    private static int Adapt(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base) delta /= Base - TMin;
        return k + (int)((Base - TMin + 1) * delta / (delta + 38));
    }

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int DigitOf(char digit)
    {
        if (char.IsAsciiLetter(digit)) return (digit | 0x20) - 'a';
        return char.IsAsciiDigit(digit) ? digit - '0' + 26 : -1;
    }
}
