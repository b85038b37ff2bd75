using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>
/// The test hosts that a class of tests has to itself. Tests that need them skip with a reason where there are none.
/// </summary>
public sealed class LiveHosts(HostPool pool) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-live-").FullName;
    private HostSet? _set;
    private bool _isDeployed;

    /// <summary>A platform root that reaches the hosts by ssh, recreated for each class of tests.</summary>
    internal string Root => Path.Combine(_folder, "root");

    internal string SshConfig => Setting("SSH_CONFIG");

    /// <summary>What a program needs to find the hosts by itself, or to tell why there are none.</summary>
    internal IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [HostSet.Variable] = _set?.Folder ?? Path.Combine(_folder, "none"),
        ["PLATFORM_TEST_HOSTS_MISSING"] = pool.Missing,
    };

    public async ValueTask InitializeAsync() => _set = await pool.TakeAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        if (_set is not null) pool.GiveBack(_set);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts the hosts into the state of the sample fleet, or skips the test.</summary>
    internal async Task DeployAsync(params string[] options)
    {
        SkipIfDown();
        if (!Directory.Exists(Root)) await ScriptAsync("live-root", Root);
        await ScriptAsync("deploy", [.. options, Root]);
        _isDeployed = options.Length == 0;
    }

    /// <summary>The same, unless the hosts are known to be in that state: looking takes seconds.</summary>
    internal async Task KeepDeployedAsync()
    {
        if (!_isDeployed) await DeployAsync();
    }

    /// <summary>Says that a test has changed what the hosts run.</summary>
    internal void Changed() => _isDeployed = false;

    internal void SkipIfDown()
    {
        if (_set is null) pool.Skip();
    }

    /// <summary>Counts tests that another runner has skipped for want of hosts.</summary>
    internal void CountSkipped(int tests)
    {
        if (_set is null) pool.CountSkipped(tests);
    }

    internal async Task<string> ScriptAsync(string script, params string[] arguments)
    {
        var result = await HostSet.RunAsync(Set.Folder, script, arguments, TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == 0, $"tests/hosts/{script}: {result}");
        return result.Output.Trim();
    }

    /// <summary>Runs docker on a host, by hand, as an operator would.</summary>
    internal async Task<string> DockerAsync(string host, string arguments)
    {
        var result = await Command.RunAsync("ssh", ["-F", SshConfig, host, "docker " + arguments], Repository.Path);
        Assert.True(result.ExitCode == 0, $"docker {arguments}: {result}");
        return result.Output.Trim();
    }

    /// <summary>A setting of the hosts that are up, for instance <c>RS2000_PORT</c>.</summary>
    internal string Setting(string name) => Set.Settings[name];

    internal int ConnectionsTo(string host) =>
        File.ReadLines(Setting(host.ToUpperInvariant() + "_SSHD_LOG")).Count(line => line.StartsWith("Connection from ", StringComparison.Ordinal));

    /// <summary>Rewrites the root's inventory; each host gets a mapping of its own.</summary>
    internal async Task InventoryAsync(params (string Host, string Mapping)[] hosts) => await File.WriteAllTextAsync(
        Path.Combine(Root, "hosts.yaml"),
        string.Create(CultureInfo.InvariantCulture, $"schema_version: 1\ndefaults:\n  compose_project: home-platform\nhosts:\n{string.Concat(hosts.Select(h => $"  {h.Host}: {h.Mapping}\n"))}"),
        TestContext.Current.CancellationToken);

    internal string Ssh(string destination) =>
        $"{{ transport: ssh, destination: {destination}, ssh_command: [ssh, -F, {SshConfig}], platform_dir: /srv/platform }}";

    /// <summary>Runs drift-check and returns its JSON document.</summary>
    internal async Task<DriftDocument> DriftAsync(params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(Root, ["drift-check", "--json", .. arguments]);
        return new DriftDocument(result.ExitCode, JsonDocument.Parse(result.Output).RootElement);
    }

    private HostSet Set => _set ?? throw new InvalidOperationException("a test that skips without hosts goes on");
}

/// <summary>The JSON of a drift check, as tests ask it.</summary>
internal sealed record DriftDocument(int ExitCode, JsonElement Root)
{
    public JsonElement Module(string id) =>
        Root.GetProperty("modules").EnumerateArray().Single(m => m.GetProperty("module").GetString() == id);

    public string? StatusOf(string id) => Module(id).GetProperty("status").GetString();

    /// <summary>The codes of the module's findings that are drift.</summary>
    public IEnumerable<string?> DriftOf(string id) => Module(id).GetProperty("findings").EnumerateArray()
        .Where(f => f.GetProperty("severity").GetString() == "Drift").Select(f => f.GetProperty("code").GetString());

    public JsonElement FailureOf(string host) => Root.GetProperty("hosts").EnumerateArray()
        .Single(h => h.GetProperty("host").GetString() == host).GetProperty("failure");

    public IEnumerable<string?> Drifted => Root.GetProperty("modules").EnumerateArray()
        .Where(m => m.GetProperty("status").GetString() == "Drifted").Select(m => m.GetProperty("module").GetString());
}
