namespace Platform.EndToEnd;

/// <summary>Connections that an interactive session keeps from one look to the next: for whom, for how long, and that they go.</summary>
public sealed class LiveSessionTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pf-").FullName;

    private string Runtime => Path.Combine(_folder, "run");

    public async ValueTask InitializeAsync()
    {
        await hosts.DeployAsync();
        Directory.CreateDirectory(Runtime);
        await WrapSshAsync("");
        await hosts.InventoryAsync(
            ("rs2000", "{ transport: ssh, destination: rs2000, platform_dir: /srv/platform }"),
            ("vps1000", $"{{ transport: sshnet, destination: ops@127.0.0.1, port: {hosts.Setting("VPS1000_PORT")}, identity_file: {hosts.Setting("VPS1000_CLIENT_KEY")}, known_hosts: {hosts.Setting("PLATFORM_TEST_HOSTS")}/known_hosts, platform_dir: /srv/platform }}"));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_second_look_makes_no_new_connection_and_nothing_is_left_when_the_module_goes()
    {
        await using var pwsh = await StartAsync();
        var (ssh, sshNet) = (hosts.ConnectionsTo("rs2000"), hosts.ConnectionsTo("vps1000"));
        for (var look = 0; look < 3; look++)
            Assert.Contains("InSync|InSync", await pwsh.RunAsync("(Get-PlatformDrift redis, edge).Status -join '|'"), StringComparison.Ordinal);
        Assert.Equal((ssh + 1, sshNet + 1), (hosts.ConnectionsTo("rs2000"), hosts.ConnectionsTo("vps1000")));

        var folder = Assert.Single(Directory.GetDirectories(Runtime));
        Assert.Equal("700", (await Command.RunAsync("stat", ["-c", "%a", folder], _folder)).Output.Trim());
        Assert.Single(Directory.GetFileSystemEntries(folder));
        await pwsh.RunAsync("Remove-Module Platform");
        Assert.Empty(Directory.GetDirectories(Runtime));
    }

    [Fact]
    public async Task A_session_that_ends_leaves_nothing()
    {
        await using (var pwsh = await StartAsync())
        {
            await pwsh.RunAsync("(Get-PlatformDrift redis).Status");
            Assert.Single(Directory.GetDirectories(Runtime));
            await pwsh.TypeAsync("exit", "Enter");
            for (var i = 0; i < 100 && Directory.GetDirectories(Runtime).Length > 0; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Empty(Directory.GetDirectories(Runtime));
    }

    [Fact]
    public async Task A_kept_connection_that_has_died_costs_another_and_no_error()
    {
        await using var pwsh = await StartAsync();
        await pwsh.RunAsync("(Get-PlatformDrift redis, edge).Status");
        // All sessions of the hosts end, as they do when a host starts again.
        foreach (var host in (string[])["rs2000", "vps1000"]) await Command.RunAsync("ssh", ["-F", hosts.SshConfig, host, "pkill -KILL -u ops -f 'sshd: ops'"], _folder);
        Assert.Contains("InSync|InSync", await pwsh.RunAsync("(Get-PlatformDrift redis, edge).Status -join '|'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_jobs_keep_nothing()
    {
        var before = hosts.ConnectionsTo("rs2000");
        var result = await Pwsh.Current.RunAsync(
            ["-Command", $"Import-Module '{Repository.File("Platform.psd1")}'; 1..2 | ForEach-Object {{ (Get-PlatformDrift redis -Root '{hosts.Root}').Status }}"], PathTo());
        Assert.Equal("InSync\nInSync", result.Output.Trim().ReplaceLineEndings("\n"));
        Assert.Equal(before + 2, hosts.ConnectionsTo("rs2000"));
        Assert.Empty(Directory.GetDirectories(Runtime));
    }

    [Fact]
    public async Task Where_the_user_has_connections_kept_ours_are_not()
    {
        var own = Directory.CreateDirectory(Path.Combine(_folder, "own")).FullName;
        await WrapSshAsync($"-o ControlMaster=auto -o ControlPath={own}/%C -o ControlPersist=20");
        await using var pwsh = await StartAsync();
        await pwsh.RunAsync("(Get-PlatformDrift redis).Status");
        Assert.Single(Directory.GetFileSystemEntries(own));
        Assert.Empty(Directory.GetDirectories(Runtime));
        await Command.RunAsync(Path.Combine(_folder, "ssh"), ["-O", "exit", "rs2000"], _folder);
    }

    private Task<InteractivePwsh> StartAsync() => InteractivePwsh.StartAsync($"$env:PLATFORM_ROOT = '{hosts.Root}'", PathTo());

    private Dictionary<string, string?> PathTo() => new(StringComparer.Ordinal)
    {
        ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}", ["XDG_RUNTIME_DIR"] = Runtime,
    };

    /// <summary>An ssh on PATH that knows the test hosts, as a user's ssh_config would.</summary>
    private async Task WrapSshAsync(string options)
    {
        var file = Path.Combine(_folder, "ssh");
        await File.WriteAllTextAsync(file, $"#!/bin/sh\nexec /usr/bin/ssh -F {hosts.SshConfig} {options} \"$@\"\n", TestContext.Current.CancellationToken);
        await Command.RunAsync("chmod", ["755", file], _folder);
    }
}
