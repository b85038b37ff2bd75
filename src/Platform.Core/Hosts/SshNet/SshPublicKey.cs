using System.Text;

namespace Platform.Hosts.SshNet;

/// <summary>Public keys as they go over the wire (RFC 4253, 6.6): fields, the first of which is the key's type.</summary>
internal static class SshPublicKey
{
    /// <summary>A key as files write it: its type, and itself in Base64. Null where the text is none, is cut, or is of another type.</summary>
    public static byte[]? Parse(string type, string base64) => Base64(base64) is { } key && TypeOf(key) == type && IsWhole(key) ? key : null;

    /// <summary>The type that a key names itself; null where it is none.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> key) => new SshWire(key).TryBytes(out var type) ? Encoding.ASCII.GetString(type) : null;

    /// <summary>Null where the text is no Base64.</summary>
    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    /// <summary>Whether a key is made of fields, to its end, and has one beside its type.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> key)
    {
        var wire = new SshWire(key);
        var fields = 0;
        while (!wire.IsAtEnd)
        {
            if (!wire.TryBytes(out _)) return false;
            fields++;
        }

        return fields > 1;
    }
}
