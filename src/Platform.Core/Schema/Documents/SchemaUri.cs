using System.Text;

namespace Platform.Schema.Documents;

/// <summary>
/// URI references as RFC 3986 resolves them (section 5.2), and nothing more: System.Uri changes what it is given
/// (it decodes, lower-cases and completes), and identifiers of schemas are compared as they are written.
/// </summary>
internal static class SchemaUri
{
    /// <summary>Splits off the fragment; it is decoded, and empty where there is none.</summary>
    public static (string Uri, string Fragment) Split(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        return hash < 0
            ? (reference, "")
            : (reference[..hash], Unescape(reference[(hash + 1)..]));
    }

    private static string Unescape(string fragment) =>
        fragment.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(fragment) : fragment;

    /// <summary>Whether the reference starts with a scheme.</summary>
    public static bool IsAbsolute(string reference) => SchemeLength(reference) > 0;

    /// <summary>Resolves a reference without fragment; a base that is not absolute is merged all the same.</summary>
    public static string Resolve(string baseUri, string reference)
    {
        if (reference.Length == 0) return baseUri;
        if (IsAbsolute(reference)) return reference;

        var scheme = SchemeLength(baseUri);
        var hierarchy = baseUri.AsSpan(scheme);
        if (reference.StartsWith("//", StringComparison.Ordinal))
            return string.Concat(baseUri.AsSpan(0, scheme), reference);

        var authority = AuthorityLength(hierarchy);
        var path = hierarchy[authority..];
        var query = path.IndexOf('?');
        if (query >= 0 && reference[0] != '?') path = path[..query];
        if (reference[0] == '?')
            return string.Concat(baseUri.AsSpan(0, scheme + authority), query < 0 ? path : path[..query], reference);

        var root = baseUri.AsSpan(0, scheme + authority);
        if (reference[0] == '/') return string.Concat(root, RemoveDotSegments(reference));

        var folder = path[..(path.LastIndexOf('/') + 1)];
        if (authority > 0 && folder.IsEmpty) folder = "/";
        return string.Concat(root, RemoveDotSegments(string.Concat(folder, reference)));
    }

    /// <summary>The scheme with its colon; 0 where there is none.</summary>
    private static int SchemeLength(ReadOnlySpan<char> reference)
    {
        var end = reference.IndexOfAny(":/?#");
        if (end <= 0 || reference[end] != ':' || !char.IsAsciiLetter(reference[0])) return 0;
        foreach (var character in reference[..end])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.')) return 0;
        }

        return end + 1;
    }

    private static int AuthorityLength(ReadOnlySpan<char> hierarchy)
    {
        if (!hierarchy.StartsWith("//")) return 0;
        var end = hierarchy[2..].IndexOfAny('/', '?');
        return end < 0 ? hierarchy.Length : end + 2;
    }

    private static string RemoveDotSegments(string pathAndQuery)
    {
        if (!pathAndQuery.Contains("./", StringComparison.Ordinal) && !pathAndQuery.EndsWith('.')) return pathAndQuery;
        var query = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? pathAndQuery : pathAndQuery[..query];

        var segments = new List<string>();
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (segments.Count > 1) segments.RemoveAt(segments.Count - 1);
                if (last) segments.Add("");
            }
            else if (parts[i] != ".")
            {
                segments.Add(parts[i]);
            }
            else if (last)
            {
                segments.Add("");
            }
        }

        var clean = new StringBuilder().AppendJoin('/', segments);
        return query < 0 ? clean.ToString() : clean.Append(pathAndQuery, query, pathAndQuery.Length - query).ToString();
    }
}
