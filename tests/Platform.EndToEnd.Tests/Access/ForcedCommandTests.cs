using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd.Access;

/// <summary>
/// <c>ssh-vps1000-iskra-readonly</c> on a real sshd: a key whose forced command is <c>platformctl access shim</c>. Within a session a host can be looked at; nothing else can be
/// done with the key, and without a session there is no key.
/// </summary>
public sealed class ForcedCommandTests : IAsyncLifetime
{
    private const string Sshd = "/usr/sbin/sshd";
    private const string Capability = "ssh-vps1000-iskra-readonly";

    private const string Docker = """
        #!/bin/sh
        case "$*" in
          *'compose version'*) echo 2.30.0 ;;
          version*) echo '{"Client":{"Version":"28.0.0"},"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64","Components":[{"Name":"Engine","Version":"28.0.0"}]}}' ;;
          info*) echo an-engine ;;
        esac
        """;

    private readonly AccessBench _bench = new();
    private readonly int _port = FreePort();
    private Process? _sshd;

    private string PlatformFolder => Path.Combine(_bench.Folder, "srv");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Sshd)) return;
        Directory.CreateDirectory("/run/sshd"); // where sshd separates its privileges; Debian's unit makes it
        Directory.CreateDirectory(Path.Combine(PlatformFolder, "compose"));
        var tools = Directory.CreateDirectory(Path.Combine(_bench.Folder, "tools")).FullName;
        FakeProgram.Write(tools, "docker", Docker);
        var (host, known) = (Path.Combine(_bench.Folder, "host-key"), Path.Combine(_bench.Folder, "known_hosts"));
        await RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host);
        AccessBench.Write(known, string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{_port} {File.ReadAllText(host + ".pub")}"));
        AccessBench.Write(
            Path.Combine(_bench.Folder, "authorized_keys"),
            $"restrict,command=\"{Repository.Platformctl} access shim --platform-dir {PlatformFolder}\" {File.ReadAllText(_bench.Key("agent") + ".pub")}");
        var configuration = Path.Combine(_bench.Folder, "sshd_config");
        await File.WriteAllTextAsync(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1
            Port {_port}
            HostKey {host}
            AuthorizedKeysFile {_bench.Folder}/authorized_keys
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            SetEnv PATH={tools}:/usr/local/bin:/usr/bin:/bin DOTNET_ROOT={Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? "/usr/share/dotnet"}

            """));
        _sshd = Process.Start(new ProcessStartInfo(Sshd, ["-D", "-f", configuration, "-E", Path.Combine(_bench.Folder, "sshd.log")]) { UseShellExecute = false });
        await ListensAsync();
        File.WriteAllText(Path.Combine(_bench.Root, "hosts.yaml"), string.Create(CultureInfo.InvariantCulture, $"""
            schema_version: 1
            hosts:
              vps1000: {"{"} transport: ssh, destination: {Environment.UserName}@127.0.0.1, port: {_port}, platform_dir: {PlatformFolder}, ssh_command: [ssh, -F, none, -o, UserKnownHostsFile={known}] {"}"}

            """));
        var module = Directory.CreateDirectory(Path.Combine(_bench.Root, "modules", "redis")).FullName;
        File.Copy(Repository.File("modules", "redis", "module.yaml"), Path.Combine(module, "module.yaml"));
        var manifest = await File.ReadAllTextAsync(Path.Combine(module, "module.yaml"));
        await File.WriteAllTextAsync(Path.Combine(module, "module.yaml"), manifest.Replace("host: rs2000", "host: vps1000", StringComparison.Ordinal));
        _bench.Add($"{{ id: {Capability}, tier: high, description: looks, actors: [claude], max_ttl: 30m, backing: {{ type: ssh-agent, hosts: [vps1000], key: {{ command: [cat, {_bench.Key("agent")}] }} }} }}");
    }

    public ValueTask DisposeAsync()
    {
        _sshd?.Kill();
        _sshd?.WaitForExit();
        _sshd?.Dispose();
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_host_is_looked_at_in_a_session_and_not_without_one()
    {
        Assert.SkipUnless(File.Exists(Sshd), "needs OpenSSH's sshd (Debian: openssh-server)");
        var inside = await _bench.RunAsync("run", await _bench.SessionAsync(Capability), "--", Repository.Platformctl, "hosts", "vps1000", "--json");
        Assert.True(inside.ExitCode == 0, inside.ToString());
        using var document = JsonDocument.Parse(inside.Output);
        Assert.Contains("28.0.0", inside.Output, StringComparison.Ordinal);
        var outside = await Command.RunAsync(Repository.Platformctl, ["hosts", "vps1000"], _bench.Root, _bench.Environment);
        Assert.Equal(5, outside.ExitCode);
        _bench.AssertNothingIsLeft();
    }

    [Fact]
    public async Task Drift_is_seen_in_a_session()
    {
        Assert.SkipUnless(File.Exists(Sshd), "needs OpenSSH's sshd (Debian: openssh-server)");
        var drift = await _bench.RunAsync("run", await _bench.SessionAsync(Capability), "--", Repository.Platformctl, "drift-check", "redis", "--json");
        Assert.Contains("CONTAINER_MISSING", drift.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unreachable", drift.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssh vps1000 id", "runs no other command")]
    [InlineData("ssh vps1000 sh -c id", "runs no other command")]
    [InlineData("ssh -T vps1000 </dev/null", "no shell to log in to")]
    [InlineData("echo 'docker compose up -d' | ssh vps1000 sh", "not the read-only script")]
    [InlineData("echo id | ssh vps1000 sh", "not the read-only script")]
    [InlineData("scp -q /etc/hostname vps1000:/tmp/platform-planted", "")]
    [InlineData("sftp -q -b /dev/null vps1000", "")]
    [InlineData("ssh -N -o ExitOnForwardFailure=yes -R 0:127.0.0.1:1 vps1000", "")]
    public async Task Nothing_else_can_be_done_with_the_key(string command, string said)
    {
        Assert.SkipUnless(File.Exists(Sshd), "needs OpenSSH's sshd (Debian: openssh-server)");
        var result = await _bench.RunAsync("run", await _bench.SessionAsync(Capability), "--", "sh", "-c", command);
        Assert.True(result.ExitCode is not 0, result.ToString());
        Assert.Contains(said, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("uid=", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists("/tmp/platform-planted"));
    }

    [Fact]
    public async Task A_script_whose_folder_is_another_is_refused_and_the_operators_side_says_why()
    {
        Assert.SkipUnless(File.Exists(Sshd), "needs OpenSSH's sshd (Debian: openssh-server)");
        var hosts = Path.Combine(_bench.Root, "hosts.yaml");
        File.WriteAllText(hosts, File.ReadAllText(hosts).Replace($"platform_dir: {PlatformFolder}", "platform_dir: /etc", StringComparison.Ordinal));
        var drift = await _bench.RunAsync("run", await _bench.SessionAsync(Capability), "--", Repository.Platformctl, "drift-check", "redis");
        Assert.NotEqual(0, drift.ExitCode);
        Assert.Contains("another folder", (drift.Output + drift.Error).ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_of_this_versions_script_is_said()
    {
        var shown = await _bench.RunAsync("shim", "--show");
        Assert.Equal(0, shown.ExitCode);
        Assert.Matches("^[0-9a-f]{64}\n$", shown.Output);
    }

    private async Task ListensAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, _port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync();
    }
}
