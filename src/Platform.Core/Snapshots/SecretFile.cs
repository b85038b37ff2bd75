using System.Security.Cryptography;
using System.Text;

namespace Platform.Snapshots;

/// <summary>A file of a host or of a container whose content stayed there. It lives as long as the run: no snapshot file has it.</summary>
/// <param name="Path">Relative to the root, with forward slashes; or <c>ID:PATH</c> in a container.</param>
/// <param name="Key">Stood before the content when the fingerprint was made.</param>
/// <param name="Fingerprint">SHA-256 of the key, a line break and the content, in lower-case hex; null where the host gave none.</param>
internal sealed record SecretFile(string Path, string Key, string? Fingerprint)
{
    /// <summary>Whether there is no such file on the host.</summary>
    public bool IsMissing { get; init; }

    /// <param name="path">Its path.</param>
    /// <param name="key">The key of the fingerprint.</param>
    /// <param name="status">The host's status: 1 where there is no such file.</param>
    /// <param name="printed">What <c>sha256sum</c> printed.</param>
    public static SecretFile Of(string path, string key, int? status, string printed) => new(path, key, status == 0 ? printed.Split(' ')[0] : null) { IsMissing = status == 1 };

    /// <summary>Whether the host's file has these bytes.</summary>
    public bool Holds(byte[] bytes) => Fingerprint == Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Key + "\n"), .. bytes]));
}
