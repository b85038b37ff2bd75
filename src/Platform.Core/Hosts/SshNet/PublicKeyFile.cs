using System.Text;
using Platform.Files;

namespace Platform.Hosts.SshNet;

/// <summary>Finds the public half of a key, where the private one is encrypted.</summary>
internal static class PublicKeyFile
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string End = "-----END OPENSSH PRIVATE KEY-----";

    private static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    /// <summary>The key of a <c>.pub</c> file (<c>ssh-ed25519 AAAA… comment</c>); null where the text is none.</summary>
    public static byte[]? Parse(string text)
    {
        if (text.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries) is not [var type, var base64, ..]) return null;
        return SshPublicKey.Parse(type, base64);
    }

    /// <summary>The key of the <c>.pub</c> file beside a private one; null where there is none.</summary>
    public static byte[]? Beside(string privateFile) =>
        OrdinaryFile.Read(privateFile + ".pub", OrdinaryFile.MostWritten) is { IsRead: true, Bytes: var bytes } ? Parse(Encoding.UTF8.GetString(bytes)) : null;

    /// <summary>The public half that OpenSSH's own format keeps in the clear; null for other formats.</summary>
    /// <remarks>https://cvsweb.openbsd.org/src/usr.bin/ssh/PROTOCOL.key</remarks>
    public static byte[]? OfPrivate(byte[] file)
    {
        var text = Encoding.UTF8.GetString(file);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) return null;
        var body = string.Concat(text[(begin + Begin.Length)..end].Where(c => !char.IsWhiteSpace(c)));
        if (SshPublicKey.Base64(body) is not { } bytes || !bytes.AsSpan().StartsWith(Magic)) return null;
        var wire = new SshWire(bytes.AsSpan(Magic.Length));
        return wire.TryBytes(out _) && wire.TryBytes(out _) && wire.TryBytes(out _) && wire.TryNumber(out _) && wire.TryBytes(out var key) ? key.ToArray() : null;
    }
}
