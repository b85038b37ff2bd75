using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Hosts.SshNet;

/// <summary>What a line of <c>known_hosts</c> says of its key.</summary>
internal enum KnownHostMark
{
    /// <summary>It is the key of the host.</summary>
    Accepted,

    /// <summary><c>@revoked</c>: no host with this key is talked to.</summary>
    Revoked,

    /// <summary><c>@cert-authority</c>: it signs the keys of hosts.</summary>
    Authority,
}

/// <summary>One line of <c>known_hosts</c>.</summary>
internal sealed class KnownHostLine
{
    /// <summary>HMAC-SHA1 of the name by a salt of the line, both in Base64: <c>|1|SALT|HASH</c>.</summary>
    private const string HashMagic = "|1|";

    private readonly string _names;
    private readonly string _file;

    private KnownHostLine(KnownHostMark mark, string names, string type, byte[] key, string file, int number) =>
        (Mark, _names, KeyType, Key, _file, Number) = (mark, names, type, key, file, number);

    public KnownHostMark Mark { get; }

    /// <summary><c>ssh-ed25519</c>, for instance.</summary>
    public string KeyType { get; }

    /// <summary>The public key as it goes over the wire (RFC 4253, 6.6).</summary>
    public byte[] Key { get; }

    /// <summary>Of the line in its file, from 1.</summary>
    public int Number { get; }

    /// <summary>Null for a comment, an empty line, and for what is no line of this format.</summary>
    public static KnownHostLine? Parse(string line, string file, int number)
    {
        var words = line.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0].StartsWith('#')) return null;
        var mark = KnownHostMark.Accepted;
        if (words[0].StartsWith('@'))
        {
            if (MarkOf(words[0]) is not { } named) return null;
            mark = named;
            words = words[1..];
        }

        if (words.Length < 3 || SshPublicKey.Parse(words[1], words[2]) is not { } key) return null;
        return new KnownHostLine(mark, words[0], words[1], key, file, number);
    }

    /// <summary>Whether the line is about a host. A pattern with <c>!</c> that matches takes the line away from it.</summary>
    /// <param name="name">As <see cref="KnownHosts.NameOf"/> makes it.</param>
    public bool Names(string name) => _names.StartsWith(HashMagic, StringComparison.Ordinal) ? HashesTo(name) : NamePattern.ListMatches(_names, name);

    /// <summary>Where the line stands: <c>file:line</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_file}:{Number}");

    private bool HashesTo(string name)
    {
        if (_names[HashMagic.Length..].Split('|') is not [var salt, var hash]) return false;
        if (SshPublicKey.Base64(salt) is not { } key || SshPublicKey.Base64(hash) is not { } expected) return false;
#pragma warning disable CA5350 // the format is OpenSSH's, and hides names; it protects no key
        return CryptographicOperations.FixedTimeEquals(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(name)), expected);
#pragma warning restore CA5350
    }

    private static KnownHostMark? MarkOf(string word) => word switch
    {
        "@revoked" => KnownHostMark.Revoked,
        "@cert-authority" => KnownHostMark.Authority,
        _ => null,
    };
}
