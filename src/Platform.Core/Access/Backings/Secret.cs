using System.Security.Cryptography;
using System.Text;

namespace Platform.Access.Backings;

/// <summary>
/// A secret in memory: pinned, so that the collector leaves no copies of it behind, and zeroed when it is disposed of. It prints as what
/// it is, and not its value.
/// </summary>
internal sealed class Secret : IDisposable
{
    private readonly byte[] _bytes;

    private Secret(byte[] bytes) => _bytes = bytes;

    /// <summary>The value, as UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A copy of some bytes.</summary>
    public static Secret Of(ReadOnlySpan<byte> value)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(value.Length, pinned: true);
        value.CopyTo(bytes);
        return new Secret(bytes);
    }

    /// <summary>A copy of a text that a library made a string of.</summary>
    public static Secret Of(string value)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(value), pinned: true);
        Encoding.UTF8.GetBytes(value, bytes);
        return new Secret(bytes);
    }

    /// <summary>The value as a string, for what takes nothing else: an environment, a header.</summary>
    public string Reveal() => Encoding.UTF8.GetString(_bytes);

    public override string ToString() => "(secret)";

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);
}
