using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Platform.Files;
using Platform.Hosts.SshNet;
using Platform.Processes;

namespace Platform.Hosts;

/// <summary>
/// Connections that an interactive session keeps, so that its second look at a host need not log in again: OpenSSH's own
/// master in a folder of this process, and the client of SSH.NET. Looks use them; applying a plan opens its own.
/// </summary>
/// <remarks>
/// A user who configures <c>ControlPath</c> or <c>ControlMaster</c> has connections kept that way, and not by this. Words
/// of <c>ssh_command</c> are left as they are; Windows' OpenSSH has no masters.
/// </remarks>
/// <param name="time">The operator's clock.</param>
public sealed class KeptConnections(TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a connection is kept that nobody uses.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Asking = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Lazy<Task<KeptMaster?>>> _masters = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private string? _folder;
    private int _count;

    /// <summary>Clients of SSH.NET.</summary>
    internal KeptClients Clients { get; } = new(time);

    /// <summary>The master for a host, whether it runs yet or not; null where none is to be used.</summary>
    internal async Task<KeptMaster?> MasterOfAsync(HostDefinition host, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || host is not { Transport: TransportKind.Ssh, Ssh: { Root: null, Words: ["ssh"] } }) return null;
        var master = _masters.GetOrAdd(TargetOf(host), _ => new Lazy<Task<KeptMaster?>>(() => AskAsync(host)));
        return await master.Value.WaitAsync(cancellationToken);
    }

    /// <summary>Ends all of them.</summary>
    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        await Task.WhenAll(_masters.Values.Where(master => master.Value.IsCompletedSuccessfully).Select(master => EndAsync(master.Value.Result)));
        _masters.Clear();
        lock (_lock)
        {
            if (_folder is not null) PrivateFolder.TryDelete(_folder);
            _folder = null;
        }
    }

    private static string TargetOf(HostDefinition host) => string.Create(CultureInfo.InvariantCulture, $"{host.Destination} {host.Port}");

    /// <summary>Asks ssh, once a host, what the user's configuration says of it.</summary>
    private async Task<KeptMaster?> AskAsync(HostDefinition host)
    {
        List<string> arguments = ["-G", host.Destination!]; // a host that is asked has one
        if (host.Port is { } port) arguments.AddRange(["-p", port.ToString(CultureInfo.InvariantCulture)]);
        var asked = await ChildProcess.RunAsync(new ChildCommand("ssh", arguments), "", Asking, 1 << 20, CancellationToken.None);
        if (asked is not { End: ChildEnd.Exited, ExitCode: 0 } || HasOwn(Encoding.UTF8.GetString(asked.Output))) return null;
        lock (_lock)
        {
            try
            {
                _folder ??= PrivateFolder.Make("platform-ssh-");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null; // each look makes its own connection then
            }

            return KeptMaster.In(_folder, ++_count, host.Destination!);
        }
    }

    /// <summary>Whether the user has connections kept.</summary>
    private static bool HasOwn(string configuration) => configuration.Split('\n').Any(line => line.Split(' ', 2) is
        ["controlpath", not "none"] or ["controlmaster", not ("no" or "false")]);

    private static async Task EndAsync(KeptMaster? master)
    {
        if (master is not { IsUp: true }) return;
        await ChildProcess.RunAsync(new ChildCommand("ssh", master.Exit), "", Ending, 1 << 16, CancellationToken.None);
    }
}
