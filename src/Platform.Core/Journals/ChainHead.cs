using System.Globalization;
using System.Text;
using Platform.Files;

namespace Platform.Journals;

/// <summary>Where a chained file ends, kept beside it.</summary>
/// <param name="Sequence">Number of its last line.</param>
/// <param name="Hash">SHA-256 of that, 64 hex digits.</param>
internal sealed record ChainHead(long Sequence, string Hash)
{
    private const int MostBytes = 4096;

    /// <summary>Reads a head; null where there is none. One that cannot be read fits no file.</summary>
    /// <exception cref="IOException">What is there is not used: a link, or a file of somebody else.</exception>
    public static ChainHead? Read(OwnFolder folder, string name)
    {
        if (folder.Read(name, MostBytes).OrNullWhereMissing(folder.PathOf(name)) is not { } bytes) return null;
        return Encoding.UTF8.GetString(bytes).Split(' ', '\n') is [var number, var hash, ..] &&
            long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                ? new ChainHead(sequence, hash)
                : new ChainHead(long.MaxValue, "");
    }

    /// <summary>Whether the file may end like that: here, or one line on, as a crash between line and head leaves it.</summary>
    /// <param name="sequence">Number of the file's last line.</param>
    /// <param name="hash">SHA-256 of that.</param>
    /// <param name="previous">SHA-256 of the line before.</param>
    public bool Fits(long sequence, string hash, string previous) =>
        (sequence == Sequence && hash == Hash) || (sequence - 1 == Sequence && previous == Hash);

    public void Write(OwnFolder folder, string name) =>
        folder.Write(name, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Sequence} {Hash}\n")));
}
