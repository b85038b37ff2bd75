using System.Globalization;
using Platform.Files;

namespace Platform.Journals;

/// <summary>
/// An append-only file: one canonical JSON line per entry, each with the SHA-256 of the line before. Beside it stands the head, the number
/// and hash of the last line, so that a file that was cut is told as well.
/// </summary>
/// <param name="folder">What the file and its head are kept in; made when the first entry is written.</param>
/// <param name="name">Name of the file.</param>
/// <param name="format">What its lines are.</param>
internal sealed class ChainedFile<TEntry>(OwnFolder folder, string name, ChainFormat<TEntry> format)
    where TEntry : class, IChainedEntry<TEntry>
{
    /// <summary>What is begun has to be written down to its end, so nothing is begun near the largest size that is read.</summary>
    private const int MostAtStart = OrdinaryFile.MostMade / 4 * 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public string Path => folder.PathOf(name);

    public string HeadPath => folder.PathOf(HeadName);

    private string HeadName => name + ".head";

    /// <summary>Appends an entry and returns when the disk has it. Number and hash are filled in here.</summary>
    /// <exception cref="IOException">It cannot be written: nothing may be done then.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public async Task AppendAsync(TEntry entry, CancellationToken cancellationToken)
    {
        await using var file = await OpenAsync(cancellationToken);
        var last = Last(file);
        if (entry.Begins && last.Length > MostAtStart)
            throw new IOException($"{Path} has more than {MostAtStart >> 20} MiB; put it and its .head aside to begin a new one");
        // A new head would hide for ever that lines are missing.
        if (ChainHead.Read(folder, HeadName) is { } head ? !head.Fits(last.Sequence, last.Hash, last.Previous) : last.Sequence > 1)
            throw new IOException($"{Path} was cut or altered; see {format.Verify}, and put it and its .head aside to begin a new one");
        if (last.Torn > 0)
        {
            file.SetLength(last.Length);
            last = Write(file, entry.Recovered(string.Create(CultureInfo.InvariantCulture, $"an unfinished line of {last.Torn} bytes was removed")), last);
        }

        Write(file, entry, last);
    }

    /// <summary>All entries, and what is wrong with them. A file that does not exist is empty, and whole. Without a lock: somebody may be appending.</summary>
    /// <exception cref="IOException">It cannot be read, or is not used: a link, a file of somebody else, more than 64 MiB.</exception>
    public ChainContent<TEntry> Read() => ChainContent<TEntry>.Of(
        folder.Read(name, OrdinaryFile.MostMade).OrNullWhereMissing(Path), () => ChainHead.Read(folder, HeadName), HeadPath, format);

    private ChainTail Write(FileStream file, TEntry entry, ChainTail last)
    {
        var numbered = entry.Chained(last.Sequence + 1, last.Hash);
        var line = format.Write(numbered);
        file.Position = last.Length;
        Write(file, [.. line, (byte)'\n']);
        var tail = new ChainTail(numbered.Sequence, Chain.Hash(line), last.Hash, file.Length, 0);
        new ChainHead(tail.Sequence, tail.Hash).Write(folder, HeadName);
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
        folder.Make();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (folder.OpenToAppend(name) is { } file) return file;
            if (waited >= Patience) throw new IOException($"{Path} is held by another process; wait for it to end");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Number and hash of the last whole line, where it ends, and what stands behind it.</summary>
    private ChainTail Last(FileStream file)
    {
        if (file.Length > OrdinaryFile.MostMade)
            throw new IOException($"{Path} has more than {OrdinaryFile.MostMade >> 20} MiB; put it and its .head aside to begin a new one");
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end == 0) return new ChainTail(0, Chain.First, Chain.First, 0, bytes.Length);
        var line = bytes.AsSpan(0, end - 1);
        line = line[(line.LastIndexOf((byte)'\n') + 1)..];
        var entry = format.Parse(line) ?? throw new IOException($"the last line of {Path} is no {format.Noun} entry; see {format.Verify}");
        return new ChainTail(entry.Sequence, Chain.Hash(line), entry.Previous, end, bytes.Length - end);
    }

    private readonly record struct ChainTail(long Sequence, string Hash, string Previous, long Length, int Torn);
}
