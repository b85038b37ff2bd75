using System.Diagnostics;
using System.Runtime.Versioning;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Root;
using Platform.Tests.Manifests;

namespace Platform.Tests.Access;

/// <summary>A root with a catalog, a state of its own, operators with real keys, and a clock that is set by hand.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class AccessRoom : IDisposable
{
    public const string Actors = """
        schema_version: 1
        operators: [operator, second]
        actors: [ { name: claude, user: agent-claude }, { name: codex } ]
        """;

    public const string Catalog = """
        schema_version: 1
        capabilities:
          - id: reading
            tier: high
            description: Look at rs2000.
            actors: [claude]
            max_ttl: 30m
            backing: { type: ssh-agent, hosts: [rs2000], key: { file: /nowhere/key } }
          - id: ahead
            tier: low
            description: Read the forge.
            actors: [claude, codex]
            max_ttl: 1h
            pre_approved: [claude]
            backing: { type: forgejo-pat, url: https://git.example, user: bot, scopes: [read:repository], password: { file: /nowhere/password } }
          - id: wrapped
            tier: medium
            description: Run a tool.
            actors: [claude]
            max_ttl: 10m
            backing: { type: wrapped-command, program: /bin/true }
          - id: break-glass
            tier: critical
            description: Everything.
            actors: [operator]
            max_ttl: 15m
            backing: { type: ssh-agent, hosts: [rs2000], key: { file: /nowhere/glass } }
        """;

    private const string Hosts = """
        schema_version: 1
        hosts:
          rs2000: { transport: ssh, destination: ops@rs2000.example }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-access-");
    private readonly TestRoot _root = new();

    public AccessRoom()
    {
        _root.Write("hosts.yaml", Hosts);
        _root.Write("policies/actors.yaml", Actors);
        _root.Write("policies/agent-capabilities.yaml", Catalog);
        foreach (var name in (string[])["operator", "second", "third", "stranger"]) MakeKey(name);
        WriteOperators("operator", "second", "third");
        Trust = new Trust(new TrustFolder(_folder.CreateSubdirectory("config").FullName), TrustedRoots.Parse(null));
        Plane = new AccessPlane(State, new SignatureCheck([Path.Combine(_folder.FullName, "none"), OperatorsPath]), Trust, Clock);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestClock Clock { get; } = new();

    public Trust Trust { get; }

    public AccessPlane Plane { get; }

    public PlatformRoot Root => _root.Root;

    public string State => Path.Combine(_folder.FullName, "state", "platform", "access");

    public string OperatorsPath => Path.Combine(_folder.FullName, "operators");

    public string Folder => _folder.FullName;

    public void Write(string relative, string text) => _root.Write(relative, text);

    public string KeyOf(string name) => Path.Combine(_folder.FullName, name);

    public string Public(string name) => File.ReadAllText(KeyOf(name) + ".pub").Trim();

    public void WriteOperators(params string[] names)
    {
        File.WriteAllLines(OperatorsPath, names.Select(name => $"{name} {Public(name)}"));
        File.SetUnixFileMode(OperatorsPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public async Task<AccessSession> RequestAsync(string capability, string actor = "claude", string reason = "why is it slow?", TimeSpan? ttl = null)
    {
        var answer = await Plane.RequestAsync(CapabilityCatalog.Load(Root), new AccessAsk(capability, actor, reason, ttl), Token);
        Assert.Null(answer.Refusal);
        return answer.Session!; // without a refusal there is one
    }

    public async Task<AccessSession> ApproveAsync(AccessSession session, string key = "operator")
    {
        var answer = await Plane.ApproveAsync(session.Id, Sign(session, key), Token);
        Assert.Null(answer.Refusal);
        return answer.Session!; // without a refusal there is one
    }

    public string Sign(AccessSession session, string key) => Sign(AccessStatement.Of(session.Request), key);

    /// <summary>As an operator does it elsewhere, with ssh-keygen alone.</summary>
    public string Sign(byte[] message, string key, string purpose = SignatureNamespace.Access)
    {
        var file = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllBytes(file, message);
        Run("-Y", "sign", "-n", purpose, "-f", KeyOf(key), file);
        return File.ReadAllText(file + ".sig");
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private void MakeKey(string name) => Run("-q", "-t", "ed25519", "-N", "", "-C", name, "-f", KeyOf(name));

    private static void Run(params string[] words)
    {
        var start = new ProcessStartInfo("ssh-keygen", words) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("ssh-keygen did not start");
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }
}

/// <summary>A clock that stands until it is set.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
