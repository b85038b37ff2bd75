using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Manifests;
using Platform.Planning.Canonical;
using Platform.Reporting;

namespace Platform.Applying.Journal;

/// <summary>
/// The append-only journal of a platform root: one canonical JSON line per entry, each with the SHA-256 of the line
/// before. Beside it stands the head, the number and hash of the last line, so that a journal that was cut is told, too.
/// </summary>
/// <param name="path">The file; its folder is made when the first entry is written.</param>
public sealed class JournalFile(string path)
{
    internal static readonly string First = new('0', 64);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Path { get; } = path;

    internal string HeadPath { get; } = path + ".head";

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
        Message = string.Create(CultureInfo.InvariantCulture, $"a line of {bytes} bytes without an end was taken away"),
    };

    private JournalTail Write(FileStream file, JournalEntry entry, JournalTail last)
    {
        var numbered = entry with { Sequence = last.Sequence + 1, Previous = last.Hash };
        var line = CanonicalJson.Write(JsonSerializer.SerializeToElement(numbered, Context.JournalEntry));
        file.Position = last.Length;
        file.Write([.. line, (byte)'\n']);
        file.Flush(flushToDisk: true);
        var tail = new JournalTail(numbered.Sequence, Hash(line), file.Length, 0);
        WriteHead(tail);
        return tail;
    }

    /// <summary>A crash before this leaves a head that is older than the journal, which is no contradiction.</summary>
    private void WriteHead(JournalTail tail)
    {
        var draft = HeadPath + ".tmp";
        using (var head = new FileStream(draft, FileMode.Create))
        {
            head.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tail.Sequence} {tail.Hash}\n")));
            head.Flush(flushToDisk: true);
        }

        File.Move(draft, HeadPath, overwrite: true);
    }

    /// <summary>Others may be appending: they are waited for.</summary>
    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        Directory.CreateDirectory(folder);
        var ignore = System.IO.Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore)) await File.WriteAllTextAsync(ignore, "*\n", cancellationToken);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(Path) && waited < Patience)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>Number and hash of the last whole line, where it ends, and what stands behind it.</summary>
    private static JournalTail Last(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0) return new JournalTail(0, First, 0, bytes.Length);
        var line = bytes.AsSpan(0, end - 1);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        var entry = Parse(line) ?? throw new IOException($"the last line of {file.Name} is no journal entry; see platformctl journal --verify");
        return new JournalTail(entry.Sequence, Hash(line), end, bytes.Length - end);
    }

    internal static JournalEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Context.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private readonly record struct JournalTail(long Sequence, string Hash, long Length, int Torn);
}

[JsonSerializable(typeof(JournalEntry))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class JournalContext : JsonSerializerContext;
