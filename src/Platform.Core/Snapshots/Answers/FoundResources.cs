using System.Text;
using System.Text.Json;
using Platform.Docker;
using Platform.Shell;

namespace Platform.Snapshots.Answers;

/// <summary>The networks, or the volumes, that docker told of where a host was asked for those of its containers.</summary>
/// <param name="Found">Those that were wanted and are there, ordered by name.</param>
/// <param name="Lacks">Whether something wanted was neither told nor said to be gone: docker failed, or its words are not understood.</param>
/// <param name="IsLate">Whether docker had not answered in time.</param>
internal sealed record FoundResources(ResourceDefinition[] Found, bool Lacks, bool IsLate)
{
    /// <param name="section">What docker printed; null where the time was over before.</param>
    /// <param name="read">Reads one of them.</param>
    /// <param name="wanted">Names that containers have for them.</param>
    public static FoundResources Read(FrameSection? section, Func<EngineJson, ResourceDefinition> read, IEnumerable<string> wanted)
    {
        HashSet<string> missing = new(wanted, StringComparer.Ordinal);
        HashSet<string> gone = new(StringComparer.Ordinal);
        List<ResourceDefinition> found = [];
        foreach (var line in SnapshotAnswer.Lines(section))
        {
            // A beginning of an id is taken for a name as well: what was not asked for is left out.
            if (!SnapshotAnswer.IsJson(line)) gone.UnionWith(Gone(line));
            else if (Parse(line, read) is { } resource && missing.Remove(resource.Name)) found.Add(resource);
        }

        missing.ExceptWith(gone);
        return new FoundResources([.. found.OrderBy(resource => resource.Name, StringComparer.Ordinal)], missing.Count > 0, SnapshotGaps.IsSilent(section));
    }

    private static ResourceDefinition? Parse(ReadOnlyMemory<byte> line, Func<EngineJson, ResourceDefinition> read)
    {
        try
        {
            return EngineJson.Read(line, read);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary><c>Error: No such network: NAME</c>, <c>network NAME not found</c> or <c>get NAME: no such volume</c>, as engines put it.</summary>
    private static string[] Gone(ReadOnlyMemory<byte> line)
    {
        var words = Encoding.UTF8.GetString(line.Span);
        return words.Contains("No such", StringComparison.OrdinalIgnoreCase) || words.EndsWith(" not found", StringComparison.Ordinal)
            ? words.Split(' ', ':', ',', '"') : [];
    }
}
