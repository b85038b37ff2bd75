using System.Globalization;
using Platform.Yaml;

namespace Platform.Schema;

/// <summary>
/// Tells a document that an older or newer version wrote from one that was damaged. Its name of schema ends in a number that only goes up:
/// <c>platform.snapshot/2</c>.
/// </summary>
internal static class OtherVersion
{
    private const int Longest = 48;

    /// <summary>Which version wrote a document, and which documents this version reads; no way out is named.</summary>
    /// <param name="document">Its root. <c>madeBy</c> is told where the document has one.</param>
    /// <param name="read">The names that are read, of one kind of document, the oldest first; one at least.</param>
    /// <returns>Words that follow <c>it is</c> or the file's path; null for a document of this version, of another kind, or of none.</returns>
    public static string? Of(YamlNode document, params ReadOnlySpan<string> read)
    {
        var newest = Split(read[^1]);
        if (document["schema"].GetString() is not { } name || Split(name) is not { } its || its.Kind != newest?.Kind) return null; // of the kind that is read, so that no other text is told
        foreach (var known in read)
            if (name == known) return null;

        var age = its.Number > newest.Value.Number ? "a newer" : "an older";
        var maker = document["madeBy"].GetString() is { } version && IsVersion(version) ? $"{age} version, {version}" : $"{age} version";
        return $"is {name}, made by {maker}; this version reads {string.Join(" and ", read.ToArray())}";
    }

    /// <summary>Kind and number; null for what no version wrote. Only short names are told, so that no other content of a file gets into a message.</summary>
    private static (string Kind, int Number)? Split(string name)
    {
        const string Ours = "platform.";
        var slash = name.LastIndexOf('/');
        if (name.Length > Longest || slash < 0 || !name.StartsWith(Ours, StringComparison.Ordinal)) return null;
        return int.TryParse(name.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? (name[..slash], number) : null;
    }

    private static bool IsVersion(string text) => text.Length is > 0 and <= Longest && text.All(c => char.IsAsciiDigit(c) || c is '.');
}
