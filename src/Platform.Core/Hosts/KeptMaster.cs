using System.Globalization;
using Platform.Shell;

namespace Platform.Hosts;

/// <summary>A connection that OpenSSH keeps for others: the first ssh leaves it behind, those after it go through its socket.</summary>
/// <param name="Socket">Path of the socket.</param>
/// <param name="Destination">The host.</param>
internal sealed record KeptMaster(string Socket, string Destination)
{
    /// <summary>
    /// The longest path that ssh can bind: it first binds a name with 17 characters more, and the system takes 108, with the
    /// end (unix(7)); 104 on macOS.
    /// </summary>
    private const int LongestPath = 104 - 17 - 1;

    /// <summary>What ssh is told, beside all else.</summary>
    public IReadOnlyList<string> Options =>
    [
        "-o", "ControlMaster=auto", "-o", "ControlPath=" + Socket,
        "-o", "ControlPersist=" + ((int)KeptConnections.Idle.TotalSeconds).ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Arguments of an ssh that ends it.</summary>
    public IReadOnlyList<string> Exit => ["-o", "ControlPath=" + Socket, "-O", "exit", Destination];

    /// <summary>Whether there is a connection to go through, or was one.</summary>
    public bool IsUp => File.Exists(Socket);

    /// <summary>Null where the folder's path is too long for a socket, or has what ssh would expand.</summary>
    public static KeptMaster? In(string folder, int number, string destination)
    {
        var socket = Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
        return socket.Length <= LongestPath && ShellName.IsAbsolutePath(socket) ? new KeptMaster(socket, destination) : null;
    }
}
