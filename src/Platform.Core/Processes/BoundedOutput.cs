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
            lock (_lock)
            {
                var room = limit - _bytes.WrittenCount;
                _bytes.Write(buffer.AsSpan(0, Math.Min(count, room)));
                IsFull = count > room;
            }

            if (IsFull && stopWhenFull) return;
        }
    }
}
