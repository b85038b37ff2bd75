using System.Buffers;

namespace Platform.Processes;

/// <summary>Collects a stream up to a number of bytes.</summary>
internal sealed class BoundedOutput(int limit)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Lock _lock = new();

    public bool IsFull { get; private set; }

    public byte[] ToArray()
    {
        lock (_lock) return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads to the end. A full buffer ends the reading, or lets the rest run into the void.</summary>
    /// <param name="stream">What to read.</param>
    /// <param name="stopWhenFull">Whether to stop reading where the limit is passed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task FillAsync(Stream stream, bool stopWhenFull, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (Take(buffer.AsSpan(0, count)) && stopWhenFull) return;
        }
    }

    /// <summary>The same on the thread that calls, for streams that know no other way.</summary>
    public void Fill(Stream stream, bool stopWhenFull)
    {
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (Take(buffer.AsSpan(0, count)) && stopWhenFull) return;
        }
    }

    /// <returns>Whether more has come than there is room for.</returns>
    private bool Take(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var room = limit - _bytes.WrittenCount;
            _bytes.Write(bytes[..Math.Min(bytes.Length, room)]);
            return IsFull = bytes.Length > room;
        }
    }
}
