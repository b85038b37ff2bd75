using System.Text;
using Platform.Files;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Platform.Hosts.SshNet;

/// <summary>The keys that are offered to a host, and what is to be said of those that are not.</summary>
internal sealed class UserKeys
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private static readonly string[] DefaultFiles = ["~/.ssh/id_ed25519", "~/.ssh/id_ecdsa", "~/.ssh/id_rsa"];

    private readonly SshAgent? _agent;
    private readonly IReadOnlyList<byte[]> _kept;
    private readonly List<IPrivateKeySource> _keys = [];
    private readonly List<string> _notes = [];

    private UserKeys(SshAgent? agent) => (_agent, _kept) = (agent, agent?.Keys() ?? []);

    /// <summary>In the order they are offered.</summary>
    public IReadOnlyList<IPrivateKeySource> Keys => _keys;

    /// <summary>Sentences of ours, each with the way out.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>With an <c>identity_file</c> its key and no other; else the agent's keys, then the files that ssh looks for.</summary>
    public static UserKeys Of(HostDefinition host)
    {
        UserKeys keys = new(SshAgent.OfUser(host.ConnectTimeout));
        if (host.IdentityFile is { } file)
        {
            keys.AddFile(file, isNamed: true);
            return keys;
        }

        foreach (var key in keys._kept) keys.AddOfAgent(key);
        foreach (var path in DefaultFiles) keys.AddFile(UserFile.Expand(path), isNamed: false);
        if (keys._keys.Count == 0 && keys._notes.Count == 0)
            keys._notes.Add("there is no key to offer: no ssh agent, no key in ~/.ssh by one of the usual names, and no identity_file in hosts.yaml");
        return keys;
    }

    private void AddOfAgent(byte[] key)
    {
        if (AgentKey.Of(_agent!, key) is { } offered) _keys.Add(offered); // only a key that the agent named gets here
        else _notes.Add($"the agent's {SshPublicKey.TypeOf(key)} was not offered: certificates and security keys take OpenSSH (transport: ssh)");
    }

    private void AddFile(string file, bool isNamed)
    {
        if (OrdinaryFile.Open(file, forWriting: false, fence: null, out var opened) is { } refusal)
        {
            if (isNamed || !refusal.IsMissing) _notes.Add($"{file}: {refusal.What}");
            return;
        }

        var isOpenToOthers = UnixFile.IsSupported && (opened.Facts.Mode & OfOthers) is not UnixFileMode.None;
        if (OrdinaryFile.Read(opened, OrdinaryFile.MostWritten) is not { IsRead: true, Bytes: var bytes }) return;
        if (PublicKeyFile.Parse(Encoding.UTF8.GetString(bytes)) is { } named) AddKept(file, named);
        else if (isOpenToOthers) _notes.Add($"{file} can be read by others, and is not used, as ssh would not use it: chmod 600 {file}");
        else AddPrivate(file, bytes);
    }

    private void AddPrivate(string file, byte[] bytes)
    {
        try
        {
            using MemoryStream stream = new(bytes);
            StrongKey key = new(new PrivateKeyFile(stream));
            if (!IsOffered(key.PublicKey)) _keys.Add(key);
            if (File.Exists(file + "-cert.pub")) _notes.Add($"{file}-cert.pub was not offered: certificates take OpenSSH (transport: ssh)");
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            AddKept(file, PublicKeyFile.OfPrivate(bytes) ?? PublicKeyFile.Beside(file));
        }
        catch (Exception exception) when (exception is SshException or NotSupportedException or FormatException or ArgumentException or InvalidOperationException)
        {
            _notes.Add($"{file} is no private key that SSH.NET can read; security keys and other kinds take OpenSSH (transport: ssh)");
        }
    }

    /// <summary>A key whose private half only the agent can use.</summary>
    private void AddKept(string file, byte[]? key)
    {
        if (key is not null && IsOffered(key)) return;
        if (key is not null && _kept.Any(kept => kept.AsSpan().SequenceEqual(key))) AddOfAgent(key);
        else _notes.Add($"{file} is encrypted or public, and the ssh agent does not have its key: ssh-add {file}");
    }

    private bool IsOffered(byte[] key) => _keys.SelectMany(offered => offered.HostKeyAlgorithms).Any(algorithm => algorithm.Data.AsSpan().SequenceEqual(key));
}
