using System.Globalization;
using System.Text;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Files;

namespace Platform.Access.Running;

/// <summary>
/// When a sweep last looked at the tokens of a user on a server: a line each, the time and the address. Nothing in it is secret; where it is lost, no
/// token that knows no expiry is made until the next sweep.
/// </summary>
/// <param name="store">Whose state it is.</param>
internal sealed class SweepRecord(SessionStore store)
{
    private const string Name = "swept";
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly OwnFolder _folder = new(Path.GetDirectoryName(store.Path) ?? store.Path, isPrivate: true);

    public DateTimeOffset? Last(ForgejoPatBacking backing) => Read().TryGetValue(KeyOf(backing), out var at) ? at : null;

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(IEnumerable<ForgejoPatBacking> looked, DateTimeOffset at)
    {
        var all = Read();
        foreach (var backing in looked) all[KeyOf(backing)] = at;
        StringBuilder text = new();
        foreach (var (key, time) in all) text.Append(CultureInfo.InvariantCulture, $"{time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)} {key}\n");
        _folder.Make();
        _folder.Write(Name, Encoding.UTF8.GetBytes(text.ToString()));
    }

    internal static SortedDictionary<string, DateTimeOffset> Parse(string text)
    {
        SortedDictionary<string, DateTimeOffset> all = new(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(' ', 2) is [var time, var key] && DateTimeOffset.TryParseExact(time, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
                all[key] = at;
        return all;
    }

    private static string KeyOf(ForgejoPatBacking backing) => $"{Uri.EscapeDataString(backing.User)} {backing.Url.AbsoluteUri.TrimEnd('/')}";

    private SortedDictionary<string, DateTimeOffset> Read() => _folder.Read(Name, OrdinaryFile.MostWritten).Bytes is { } bytes ? Parse(Encoding.UTF8.GetString(bytes)) : new(StringComparer.Ordinal);
}
