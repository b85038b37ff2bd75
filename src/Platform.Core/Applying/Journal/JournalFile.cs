using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json;
using Platform.Files;
using Platform.Json;
using Platform.Root;

namespace Platform.Applying.Journal;

/// <summary>
/// The append-only journal of a platform root: one canonical JSON line per entry, each with the SHA-256 of the line
/// before. Beside it stands the head, the number and hash of the last line, so that a journal that was cut is told, too.
/// </summary>
/// <param name="path">The file; its folder is made when the first entry is written.</param>
public sealed class JournalFile(string path)
{
    internal static readonly string First = new('0', 64);

    /// <summary>What is begun has to be written down to its end, so nothing is begun near the largest size that is read.</summary>
    private const int MostAtStart = OrdinaryFile.MostMade / 4 * 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    internal string HeadPath => Path + ".head";

    /// <summary>What the journal, its head and git's exclusion are kept in.</summary>
    internal OwnFolder Folder { get; } = new(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "/");

    internal string Name => System.IO.Path.GetFileName(Path);

    internal string HeadName => Name + ".head";

    internal static JournalContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>The journal of a root: <c>.platform/journal.jsonl</c>, which git is told to leave alone.</summary>
    public static JournalFile Of(PlatformRoot root) => new(System.IO.Path.Combine(root.Path, ".platform", "journal.jsonl"));

    /// <summary>Appends an entry and returns when the disk has it. Number and hash are filled in here.</summary>
    /// <exception cref="IOException">It cannot be written: nothing may be done then.</exception>
    internal async Task AppendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(cancellationToken);
        var last = Last(file);
        if (entry.Event is JournalEvent.Started && last.Length > MostAtStart)
            throw new IOException($"{Path} has more than {MostAtStart >> 20} MiB; put it and its .head aside to begin a new one");
        // A new head would hide for ever that lines are missing.
        if (JournalHead.Read(Folder, HeadName) is { } head ? !head.Fits(last.Sequence, last.Hash, last.Previous) : last.Sequence > 1)
            throw new IOException($"{Path} was cut or altered; see platformctl journal --verify, and put it and its .head aside to begin a new one");
        if (last.Torn > 0)
        {
            file.SetLength(last.Length);
            last = Write(file, Recovered(entry, last.Torn), last);
        }

        Write(file, entry, last);
    }

    internal static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    private static JournalEntry Recovered(JournalEntry next, int bytes) => new()
    {
        Sequence = 0,
        Previous = "",
        Time = next.Time,
        Event = JournalEvent.Recovered,
        Operator = next.Operator,
        Message = string.Create(CultureInfo.InvariantCulture, $"an unfinished line of {bytes} bytes was removed"),
    };

    private JournalTail Write(FileStream file, JournalEntry entry, JournalTail last)
    {
        var numbered = entry with { Sequence = last.Sequence + 1, Previous = last.Hash };
        var line = CanonicalJson.Write(JsonSerializer.SerializeToElement(numbered, Context.JournalEntry));
        file.Position = last.Length;
        Write(file, [.. line, (byte)'\n']);
        var tail = new JournalTail(numbered.Sequence, Hash(line), last.Hash, file.Length, 0);
        new JournalHead(tail.Sequence, tail.Hash).Write(Folder, HeadName);
        return tail;
    }

    private void Write(FileStream file, byte[] line)
    {
        try
        {
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            // What .NET makes of EFBIG.
            throw new IOException($"{Path} has reached the largest size that the file system or a limit of the process allows", exception);
        }
    }

    /// <summary>Others may be appending: they are waited for.</summary>
    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        Folder.Make();
        Folder.WriteNew(".gitignore", "*\n"u8);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (Folder.OpenToAppend(Name) is { } file) return file;
            if (waited >= Patience) throw new IOException($"{Path} is held by another process; wait for it to end");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Number and hash of the last whole line, where it ends, and what stands behind it.</summary>
    private JournalTail Last(FileStream file)
    {
        if (file.Length > OrdinaryFile.MostMade)
            throw new IOException($"{Path} has more than {OrdinaryFile.MostMade >> 20} MiB; put it and its .head aside to begin a new one");
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0) return new JournalTail(0, First, First, 0, bytes.Length);
        var line = bytes.AsSpan(0, end - 1);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        var entry = Parse(line) ?? throw new IOException($"the last line of {Path} is no journal entry; see platformctl journal --verify");
        return new JournalTail(entry.Sequence, Hash(line), entry.Previous, end, bytes.Length - end);
    }

    internal static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        // No entry is written otherwise. An exception for each of very many lines would take a thousand times their length of memory.
        if (!line.StartsWith("{\""u8) || !line.EndsWith("}"u8)) return null;
        try
        {
            return JsonSerializer.Deserialize(line, Context.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private readonly record struct JournalTail(long Sequence, string Hash, string Previous, long Length, int Torn);
}

[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class JournalContext : JsonSerializerContext;
