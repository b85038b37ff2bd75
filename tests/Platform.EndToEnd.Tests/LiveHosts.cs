using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>The test hosts of <c>tests/hosts</c>. Tests that need them skip with a reason where they are not up.</summary>
public sealed class LiveHosts : IDisposable
{
    /// <summary>Set where the hosts have to be up: a skipped host test would hide a broken host.</summary>
    private const string Required = "PLATFORM_REQUIRE_TEST_HOSTS";

    private readonly Dictionary<string, string>? _settings = ReadSettings();
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-live-").FullName;

    /// <summary>A platform root that reaches the hosts by ssh, made anew for each class of tests.</summary>
    internal string Root => Path.Combine(_folder, "root");

    internal string SshConfig => _settings!["SSH_CONFIG"]; // after SkipIfDown, there are settings

    private static string StateFolder =>
        Environment.GetEnvironmentVariable("PLATFORM_TEST_HOSTS") ?? Path.Combine(Path.GetTempPath(), "platform-test-hosts");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Puts the hosts into the state of the sample fleet, or skips the test.</summary>
    internal async Task DeployAsync(params string[] options)
    {
        SkipIfDown();
        if (!Directory.Exists(Root)) await ScriptAsync("live-root", Root);
        await ScriptAsync("deploy", [.. options, Root]);
    }

    internal void SkipIfDown()
    {
        if (_settings is not null) return;
        const string reason = "the test hosts are not up: run tests/hosts/up";
        if (Environment.GetEnvironmentVariable(Required) is { Length: > 0 }) Assert.Fail(reason);
        Assert.Skip(reason);
    }

    internal static async Task<string> ScriptAsync(string script, params string[] arguments)
    {
        var result = await Command.RunAsync(Repository.File("tests", "hosts", script), arguments, Repository.Path);
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
    internal string Setting(string name) => _settings![name]; // after SkipIfDown, there are settings

    internal int ConnectionsTo(string host) =>
        File.ReadLines(_settings![host.ToUpperInvariant() + "_SSHD_LOG"]).Count(line => line.StartsWith("Connection from ", StringComparison.Ordinal));

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

    private static Dictionary<string, string>? ReadSettings()
    {
        var path = Path.Combine(StateFolder, "env");
        return File.Exists(path)
            ? File.ReadLines(path).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal)
            : null;
    }
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
