using System.Text.Json.Serialization;
using System.Text.Json;
using Platform.Files;
using Platform.Journals;
using Platform.Json;
using Platform.Root;

namespace Platform.Applying.Journal;

/// <summary>The append-only, hash-chained journal of a platform root: what was about to be done to hosts, and what came of it.</summary>
/// <param name="path">The file; its folder is made when the first entry is written.</param>
public sealed class JournalFile(string path)
{
    private static readonly ChainFormat<JournalEntry> Format = new("journal", "platformctl journal --verify", new JournalContext(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new UtcTimeConverter() },
    }).JournalEntry) { Events = Enum.GetNames<JournalEvent>() };

    private readonly OwnFolder _folder = new(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "/");

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string HeadPath => Chain.HeadPath;

    private ChainedFile<JournalEntry> Chain => new(_folder, System.IO.Path.GetFileName(Path), Format);

    /// <summary>The journal of a root: <c>.platform/journal.jsonl</c>, which git is told to leave alone.</summary>
    public static JournalFile Of(PlatformRoot root) => new(System.IO.Path.Combine(root.Path, ".platform", "journal.jsonl"));

    /// <summary>Appends an entry and returns when the disk has it. Number and hash are filled in here.</summary>
    /// <exception cref="IOException">It cannot be written: nothing may be done then.</exception>
    internal async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        _folder.Make();
        _folder.WriteNew(".gitignore", "*\n"u8);
        await Chain.AppendAsync(entry, cancellationToken);
    }

    internal ChainContent<JournalEntry> Read() => Chain.Read();

    internal static JournalEntry? Parse(ReadOnlySpan<byte> line) => Format.Parse(line);
}

[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class JournalContext : JsonSerializerContext;
