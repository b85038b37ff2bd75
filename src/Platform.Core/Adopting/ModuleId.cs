using System.Text;

namespace Platform.Adopting;

/// <summary>Ids of modules made of the names that things have on a host.</summary>
internal static class ModuleId
{
    /// <summary>The most that the manifests' schema allows.</summary>
    public const int Longest = 63;

    /// <summary>
    /// A name as an id: small letters, digits and single dashes between them. Empty where nothing of it is left.
    /// </summary>
    public static string Of(string name)
    {
        var id = new StringBuilder(Math.Min(name.Length, Longest));
        foreach (var c in name)
        {
            if (id.Length == Longest) break;
            var small = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterLower(small) || char.IsAsciiDigit(small)) id.Append(small);
            else if (id.Length > 0 && id[^1] != '-') id.Append('-');
        }

        return id.ToString().TrimEnd('-');
    }

    /// <summary>The ids that something may have, the shortest first: its own name, then with what it belongs to before it.</summary>
    /// <param name="names">The own name, then what it belongs to, the nearest first.</param>
    public static IReadOnlyList<string> Candidates(params string?[] names)
    {
        List<string> ids = [];
        var all = "";
        foreach (var part in names.OfType<string>().Select(Of).Where(part => part.Length > 0))
        {
            all = all.Length == 0 ? part : $"{part}-{all}";
            if (all.Length <= Longest) ids.Add(all);
        }

        return ids;
    }
}
