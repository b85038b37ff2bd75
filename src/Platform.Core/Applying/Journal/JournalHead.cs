using System.Globalization;
using System.Text;

namespace Platform.Applying.Journal;

/// <summary>Where a journal ends, kept beside it.</summary>
/// <param name="Sequence">Number of its last line.</param>
/// <param name="Hash">SHA-256 of that, 64 hex digits.</param>
internal sealed record JournalHead(long Sequence, string Hash)
{
    /// <summary>Reads a head; null where there is none. One that cannot be read fits no journal.</summary>
    public static JournalHead? Read(string path)
    {
        if (!File.Exists(path)) return null;
        return File.ReadAllText(path).Split(' ', '\n') is [var number, var hash, ..] &&
            long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new JournalHead(sequence, hash)
                : new JournalHead(long.MaxValue, "");
    }

    /// <summary>Whether a journal may end like that: here, or one line on, as a crash between line and head leaves it.</summary>
    /// <param name="sequence">Number of the journal's last line.</param>
    /// <param name="hash">SHA-256 of that.</param>
    /// <param name="previous">SHA-256 of the line before.</param>
    public bool Fits(long sequence, string hash, string previous) =>
        (sequence == Sequence && hash == Hash) || (sequence - 1 == Sequence && previous == Hash);

    public void Write(string path)
    {
        var draft = path + ".tmp";
        using (var head = new FileStream(draft, FileMode.Create))
        {
            head.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Hash}\n")));
            head.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
