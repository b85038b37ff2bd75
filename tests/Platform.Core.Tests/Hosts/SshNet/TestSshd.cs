using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Platform.Hosts;
using Platform.Root;

namespace Platform.Tests.Hosts.SshNet;

/// <summary>A real sshd on loopback for the account that runs the tests, with a key and host keys of its own.</summary>
public sealed class TestSshd : IAsyncLifetime
{
    private const string Sshd = "/usr/sbin/sshd";

    private Process? _sshd;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("platform-sshd-").FullName;

    internal int Port { get; private set; }

    internal string Key => Path.Combine(Folder, "key");

    internal string KnownHosts => Path.Combine(Folder, "known_hosts");

    private string Log => Path.Combine(Folder, "sshd.log");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Sshd)) return;
        Directory.CreateDirectory("/run/sshd"); // where sshd separates its privileges; Debian's unit makes it
        foreach (var type in (string[])["ed25519", "ecdsa", "rsa"]) await KeygenAsync("-q", "-t", type, "-N", "", "-f", HostKey(type));
        await KeygenAsync("-q", "-t", "ed25519", "-N", "", "-f", Key);
        File.Copy(Key + ".pub", Path.Combine(Folder, "authorized_keys"));
        Port = FreePort();
        await StartAsync();
        await KnowAsync(KnownHosts, "ed25519", "ecdsa", "rsa");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal static void SkipWithout() => Assert.SkipUnless(File.Exists(Sshd), "needs OpenSSH's sshd (Debian: openssh-server)");

    /// <summary>Starts it again, with lines before the rest of its configuration.</summary>
    internal async Task RestartAsync(string lines)
    {
        await StopAsync();
        await StartAsync(lines);
    }

    /// <summary>Writes a known_hosts that knows these of the host's keys.</summary>
    internal async Task KnowAsync(string file, params string[] types)
    {
        List<string> lines = [];
        foreach (var type in types) lines.Add($"{Name} {await PublicKeyAsync(HostKey(type))}");
        await File.WriteAllLinesAsync(file, lines);
    }

    internal string Name => string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{Port}");

    internal string HostKey(string type) => Path.Combine(Folder, "host_" + type);

    /// <summary>Type and key of a .pub file, without its comment.</summary>
    internal static async Task<string> PublicKeyAsync(string privateFile) =>
        string.Join(' ', (await File.ReadAllTextAsync(privateFile + ".pub")).Split(' ')[..2]).Trim();

    internal static Task<string> KeygenAsync(params string[] arguments) => RunAsync("ssh-keygen", arguments);

    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await error}");
        return await output;
    }

    /// <summary>The host as the transport of that name reaches it.</summary>
    internal HostDefinition Host(string transport, string? knownHosts = null, string? key = null)
    {
        (knownHosts, key) = (knownHosts ?? KnownHosts, key ?? Key);
        var host = TestHosts.Ssh($"{Environment.UserName}@127.0.0.1") with { Port = Port, CommandTimeout = TimeSpan.FromSeconds(60), ConnectTimeout = TimeSpan.FromSeconds(20) };
        return transport == "SSH.NET"
            ? host with { Transport = TransportKind.SshNet, IdentityFile = key, KnownHostsFile = knownHosts }
            : host with
            {
                Ssh = RootProgram.BuiltIn(
                    "ssh", "-F", "none", "-o", $"UserKnownHostsFile={knownHosts}", "-o", "GlobalKnownHostsFile=none", "-o", $"IdentityFile={key}", "-o", "IdentitiesOnly=yes"),
            };
    }

    internal static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task StartAsync(string lines = "")
    {
        var config = Path.Combine(Folder, "sshd_config");
        await File.WriteAllTextAsync(config, string.Create(CultureInfo.InvariantCulture, $"""
            {lines}
            ListenAddress 127.0.0.1
            Port {Port}
            HostKey {HostKey("ed25519")}
            HostKey {HostKey("ecdsa")}
            HostKey {HostKey("rsa")}
            AuthorizedKeysFile {Folder}/authorized_keys
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 200
            LogLevel VERBOSE
            """));
        _sshd = Process.Start(new ProcessStartInfo(Sshd, ["-D", "-E", Log, "-f", config]))!;
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                Assert.False(_sshd.HasExited, File.Exists(Log) ? await File.ReadAllTextAsync(Log, limit.Token) : "sshd did not start");
                await Task.Delay(20, limit.Token);
            }
        }
    }

    private async Task StopAsync()
    {
        if (_sshd is null) return;
        _sshd.Kill(entireProcessTree: true);
        await _sshd.WaitForExitAsync();
        _sshd.Dispose();
        _sshd = null;
    }
}
