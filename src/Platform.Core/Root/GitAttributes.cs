namespace Platform.Root;

/// <summary>The attributes by which git would convert a file: what is compared here are its bytes as they are.</summary>
internal static class GitAttributes
{
    /// <summary>https://git-scm.com/docs/gitattributes</summary>
    public static readonly string[] Asked = ["filter", "text", "eol", "ident", "working-tree-encoding"];

    /// <summary>A file under it can only be compared by running what the attribute names.</summary>
    public const string Filter = "filter";

    /// <param name="answer">Of <c>check-attr -z</c>: <c>PATH NUL ATTRIBUTE NUL VALUE NUL</c>.</param>
    /// <returns>For each path the attributes that are set for it, as <c>name=value</c>.</returns>
    public static Dictionary<string, List<(string Name, string Value)>> Read(string answer)
    {
        Dictionary<string, List<(string, string)>> attributes = new(StringComparer.Ordinal);
        var parts = answer.Split('\0');
        for (var i = 0; i + 2 < parts.Length; i += 3)
        {
            if (parts[i + 2] is "unspecified" or "unset") continue;
            if (!attributes.TryGetValue(parts[i], out var list)) attributes[parts[i]] = list = [];
            list.Add((parts[i + 1], parts[i + 2]));
        }

        return attributes;
    }
}
