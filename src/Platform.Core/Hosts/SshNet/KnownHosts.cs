using System.Globalization;
using System.Text;
using Platform.Files;

namespace Platform.Hosts.SshNet;

/// <summary>
/// The host keys that the user has accepted, as OpenSSH keeps them: names or their hashes, wildcards, negation,
/// <c>[host]:port</c>, <c>@revoked</c> and <c>@cert-authority</c>.
/// </summary>
/// <remarks>The format: https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT</remarks>
internal sealed class KnownHosts
{
    private readonly IReadOnlyList<KnownHostLine> _lines;

    private KnownHosts(IReadOnlyList<KnownHostLine> lines) => _lines = lines;

    /// <summary>The files that ssh reads where nobody names others: the user's, then the system's.</summary>
    public static IReadOnlyList<string> DefaultFiles =>
    [
        UserFile.Expand("~/.ssh/known_hosts"), UserFile.Expand("~/.ssh/known_hosts2"), "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2",
    ];

    /// <summary>Reads files. One that is not there knows no host.</summary>
    /// <exception cref="FileRefusedException">A file is there and cannot be read.</exception>
    public static KnownHosts Read(IEnumerable<string> files) => new([.. files.SelectMany(ReadFile)]);

    /// <summary>Reads the text of one file. A line that is none is passed over, as ssh does: it can only take trust away.</summary>
    /// <param name="file">Where the text stands, for messages.</param>
    /// <param name="text">The text.</param>
    public static KnownHosts Parse(string file, string text) => new([.. Lines(file, text)]);

    /// <summary>What is known of a host.</summary>
    /// <param name="host">Its name or address, as it is connected to.</param>
    /// <param name="port">1 to 65535.</param>
    public KnownHostKeys Of(string host, int port)
    {
        var name = NameOf(host, port);
        return new KnownHostKeys([.. _lines.Where(line => line.Names(name))]);
    }

    /// <summary>The name under which a host is kept: lower-case, with the port in brackets unless it is 22.</summary>
    public static string NameOf(string host, int port) =>
        port == SshTarget.DefaultPort
            ? host.ToLowerInvariant()
            : string.Create(CultureInfo.InvariantCulture, $"[{host.ToLowerInvariant()}]:{port}");

    private static IEnumerable<KnownHostLine> ReadFile(string file) =>
        OrdinaryFile.Read(file, OrdinaryFile.MostMade).OrNullWhereMissing(file) is { } bytes ? Lines(file, Encoding.UTF8.GetString(bytes)) : [];

    private static IEnumerable<KnownHostLine> Lines(string file, string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (KnownHostLine.Parse(line, file, number) is { } known) yield return known;
        }
    }
}
