using System.Security.Cryptography;
using System.Text;
using Platform.Hosts.SshNet;

namespace Platform.Access.Approvals;

/// <summary>
/// What an armored SSHSIG says of itself, unverified: for which purpose and by which key it claims to be.
/// https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
/// </summary>
/// <param name="Namespace">For which purpose.</param>
/// <param name="Fingerprint">Of the key, as ssh prints it: <c>SHA256:…</c>.</param>
internal sealed record SshSignature(string Namespace, string Fingerprint)
{
    /// <summary>Larger than any key and signature there is, RSA of 16384 bits included.</summary>
    public const int MostBytes = 64 << 10;

    private const string Begin = "-----BEGIN SSH SIGNATURE-----";
    private const string End = "-----END SSH SIGNATURE-----";

    /// <summary>Null for what is none, is of another version, or has something before or behind it.</summary>
    public static SshSignature? Parse(string armored)
    {
        var text = armored.Trim();
        if (text.Length > MostBytes || !text.StartsWith(Begin, StringComparison.Ordinal) || !text.EndsWith(End, StringComparison.Ordinal) || text.Length < Begin.Length + End.Length) return null;
        var body = text[Begin.Length..^End.Length];
        if (SshPublicKey.Base64(string.Concat(body.Where(c => c is not ('\r' or '\n')))) is not { } blob || !blob.AsSpan().StartsWith("SSHSIG"u8)) return null;
        var wire = new SshWire(blob.AsSpan("SSHSIG"u8.Length));
        return wire.TryNumber(out var version) && version == 1 && wire.TryBytes(out var key) && wire.TryBytes(out var purpose)
            ? new SshSignature(Encoding.UTF8.GetString(purpose), "SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('='))
            : null;
    }
}
