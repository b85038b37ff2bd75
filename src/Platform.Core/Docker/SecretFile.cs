using System.Security.Cryptography;
using System.Text;

namespace Platform.Docker;

/// <summary>A file of the platform root as a host has it, whose content stayed there. It lives as long as the run: no snapshot file has it.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Key">Stood before the content when the fingerprint was made.</param>
/// <param name="Fingerprint">SHA-256 of the key, a line break and the content, in lower-case hex; null where the host gave none.</param>
internal sealed record SecretFile(string Path, string Key, string? Fingerprint)
{
    /// <summary>Whether there is no such file on the host.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether the host's file has these bytes.</summary>
    public bool Holds(byte[] bytes) => Fingerprint == Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Key + "\n"), .. bytes]));
}
