using System.Buffers.Binary;

namespace Platform.Hosts.SshNet;

/// <summary>Reads the two kinds of field that keys and agents use: a number of four bytes, and bytes with their length before them (RFC 4251, 5).</summary>
internal ref struct SshWire(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public bool TryNumber(out uint number)
    {
        number = 0;
        if (_rest.Length < 4) return false;
        number = BinaryPrimitives.ReadUInt32BigEndian(_rest);
        _rest = _rest[4..];
        return true;
    }

    public bool TryBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryNumber(out var length) || length > (uint)_rest.Length) return false;
        bytes = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>Writes bytes with their length before them.</summary>
    public static void Append(List<byte> message, ReadOnlySpan<byte> bytes)
    {
        Append(message, (uint)bytes.Length);
        message.AddRange(bytes);
    }

    public static void Append(List<byte> message, uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        message.AddRange(bytes);
    }
}
