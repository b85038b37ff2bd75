namespace Platform.Policy.Facts;

/// <summary>Takes a short syntax apart at its colons, but for those in variables (<c>${X:-a}</c>) and in brackets (<c>[::1]</c>).</summary>
internal static class ColonParts
{
    public static IReadOnlyList<string> Of(string text)
    {
        List<string> parts = [];
        var (depth, start) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' || (text[i] is '{' && (depth > 0 || (i > 0 && text[i - 1] is '$')))) depth++;
            else if (text[i] is ']' or '}' && depth > 0) depth--;
            else if (text[i] is ':' && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }
}
