using Platform.Text;

namespace Platform.Snapshots.Answers;

/// <summary>Reads what the script's <c>place</c> says of the files that containers were started from.</summary>
internal static class OriginFileParser
{
    /// <returns>Null where nobody said where the root lives on the host.</returns>
    /// <exception cref="UnexpectedContentException">It is not what the script prints.</exception>
    public static IReadOnlyList<OriginFile>? Parse(ComposeOrigin origin, string line)
    {
        var places = line.Split(',');
        if (Array.TrueForAll(places, place => place.Length == 0)) return null;
        var paths = origin.ConfigFiles.Split(',');
        // A path with a comma in it: nobody can tell the paths apart.
        if (paths.Length != places.Length) return [new OriginFile(origin.ConfigFiles, OriginPlace.Unknown)];
        return [.. paths.Zip(places, Parse)];
    }

    private static OriginFile Parse(string path, string place) => place switch
    {
        ['=', _, ..] => new OriginFile(path, OriginPlace.Root, place[1..]),
        "+" => new OriginFile(path, OriginPlace.Root),
        "!" => new OriginFile(path, OriginPlace.Elsewhere),
        "?" => new OriginFile(path, OriginPlace.Unknown),
        _ => throw new UnexpectedContentException("a compose file without its place"),
    };
}
