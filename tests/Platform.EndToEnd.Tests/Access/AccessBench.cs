using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd.Access;

/// <summary>
/// A root with capabilities, an operator with a key, and folders of state, runtime and secrets of a test's own. Its secrets are looked for everywhere when all is over.
/// </summary>
internal sealed class AccessBench : IDisposable
{
    private readonly string _runtime = Path.Combine("/tmp", "p" + Guid.NewGuid().ToString("N")[..8]); // short: it holds sockets
    private readonly List<string> _capabilities = [];

    public AccessBench()
    {
        foreach (var folder in (string[])[Path.Combine(Root, "modules"), Path.Combine(Root, "policies"), Path.Combine(Config, "platform"), Programs, State]) Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(_runtime, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Keygen("operator");
        Keygen("agent");
        Write(Path.Combine(Config, "platform", "operators"), "operator " + File.ReadAllText(Key("operator") + ".pub"));
        Write(Path.Combine(Root, "policies", "actors.yaml"), "schema_version: 1\noperators: [operator]\nactors: [ { name: claude }, { name: codex } ]\n");
        FakeProgram.Write(Folder, "secret", $"#!/bin/sh\ncat {Folder}/planted\n");
        Write(Path.Combine(Folder, "planted"), Planted);
    }

    /// <summary>A secret that the backings give, and nothing else may hold.</summary>
    public string Planted { get; } = "planted-" + Guid.NewGuid().ToString("N");

    public string Folder { get; } = Directory.CreateTempSubdirectory("platform-access-").FullName;

    public string Root => Path.Combine(Folder, "root");

    public string State => Path.Combine(Folder, "state");

    /// <summary>Programs that capabilities and commands name.</summary>
    public string Programs => Path.Combine(Folder, "programs");

    public string AccessState => Path.Combine(State, "platform", "access");

    public string RunFolderOf(string session) => Path.Combine(_runtime, "platform", session);

    public bool HasRunFolders => Directory.Exists(Path.Combine(_runtime, "platform")) && Directory.EnumerateFileSystemEntries(Path.Combine(_runtime, "platform")).Any();

    public string Key(string name) => Path.Combine(Folder, "key-" + name);

    public Dictionary<string, string?> Environment => new(StringComparer.Ordinal)
    {
        ["XDG_CONFIG_HOME"] = Config, ["XDG_STATE_HOME"] = State, ["XDG_RUNTIME_DIR"] = _runtime, ["PLATFORM_TRUSTED_ROOTS"] = Root, ["PLATFORM_ROOT"] = Root,
        // What an operator has, and a session must not get.
        ["SSH_AUTH_SOCK"] = "/tmp/operators-agent", ["FORGEJO_TOKEN"] = "operators-token", ["AWS_SECRET_ACCESS_KEY"] = "operators-key",
    };

    private string Config => Path.Combine(Folder, "config");

    /// <summary>A capability whose program is a script of the test's, with the planted secret in <c>API_KEY</c>.</summary>
    public void WrappedCommand(string id, string script, string arguments = "[]")
    {
        var name = $"do-{id}";
        FakeProgram.Write(Programs, name, "#!/bin/sh\n" + script);
        Add($"{{ id: {id}, tier: medium, description: a, actors: [claude], max_ttl: 1h, backing: {{ type: wrapped-command, program: {Programs}/{name}, arguments: {arguments}, secrets: {{ API_KEY: {{ command: [{Folder}/secret] }} }} }} }}");
    }

    public void Add(string capability)
    {
        _capabilities.Add($"  - {capability}\n");
        Write(Path.Combine(Root, "policies", "agent-capabilities.yaml"), "schema_version: 1\ncapabilities:\n" + string.Concat(_capabilities));
    }

    public string ProgramOf(string id) => Path.Combine(Programs, $"do-{id}");

    public Task<CommandResult> RunAsync(params string[] words) => Command.RunAsync(Repository.Platformctl, ["access", .. words], Root, Environment);

    /// <summary>Asks for a session and approves it, as an actor and an operator do.</summary>
    public async Task<string> SessionAsync(string capability, string ttl = "10m")
    {
        var asked = await RunAsync("request", capability, "--actor", "claude", "--reason", "a test " + Guid.NewGuid().ToString("N"), "--ttl", ttl, "--json");
        Assert.True(asked.ExitCode == 0, asked.ToString());
        using var document = JsonDocument.Parse(asked.Output);
        var id = document.RootElement.GetProperty("sessions")[0].GetProperty("id").GetString()!; // a session has one
        var approved = await RunAsync("approve", id, "--key", Key("operator"));
        Assert.True(approved.ExitCode == 0, approved.ToString());
        return id;
    }

    /// <summary>Starts a run and does not wait for it.</summary>
    public RunningCommand Start(params string[] words)
    {
        var start = new ProcessStartInfo(Repository.Platformctl, ["access", "run", .. words])
        {
            UseShellExecute = false, WorkingDirectory = Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return new RunningCommand(Process.Start(start) ?? throw new InvalidOperationException("platformctl did not start"));
    }

    /// <summary>What <c>access show</c> says of a session.</summary>
    public async Task<string> StatusAsync(string session)
    {
        var shown = await RunAsync("show", session, "--json");
        using var document = JsonDocument.Parse(shown.Output);
        return document.RootElement.GetProperty("sessions")[0].GetProperty("status").GetString()!; // a session has one
    }

    /// <summary>
    /// Nothing of value is left: no process of a session, no socket, and the secret neither in state, logs and temporary folders nor in the words and the environment of any process.
    /// </summary>
    public void AssertNothingIsLeft(params string[] secrets)
    {
        Assert.False(HasRunFolders);
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            var (words, environment) = (ReadOrEmpty(Path.Combine(process, "cmdline")), ReadOrEmpty(Path.Combine(process, "environ")));
            foreach (var secret in (string[])[Planted, .. secrets])
                Assert.False(words.Contains(secret, StringComparison.Ordinal) || environment.Contains(secret, StringComparison.Ordinal), $"{process} has a secret");
            Assert.False(words.Contains(_runtime, StringComparison.Ordinal), $"{process} is left: {words}");
        }

        foreach (var file in Directory.EnumerateFiles(State, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(_runtime, "*", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(Path.GetTempPath())))
        {
            if (new FileInfo(file) is not { Exists: true, Length: > 0 and < 16 << 20 }) continue;
            var content = ReadOrEmpty(file);
            foreach (var secret in (string[])[Planted, "PRIVATE KEY", .. secrets]) Assert.False(content.Contains(secret, StringComparison.Ordinal), $"{file} has a secret");
        }
    }

    /// <summary>Ids of the processes that are of a session.</summary>
    public static int[] ProcessesOf(string session) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Where(path => ReadOrEmpty(Path.Combine(path, "environ")).Split('\0').Contains("PLATFORM_ACCESS_SESSION=" + session, StringComparer.Ordinal) ||
                ReadOrEmpty(Path.Combine(path, "cmdline")).Contains($"/platform/{session}/agent", StringComparison.Ordinal))
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)),
    ];

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(_runtime, recursive: true);
    }

    public static void Write(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has gone, or is somebody else's
        }
    }

    private void Keygen(string name)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Key(name)]) { UseShellExecute = false })!;
        process.WaitForExit();
    }
}

/// <summary>A run that goes on.</summary>
internal sealed class RunningCommand(Process process) : IDisposable
{
    private readonly Task<string> _output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    private readonly Task<string> _error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public void Kill() => process.Kill();

    public async Task<CommandResult> EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandResult(process.ExitCode, await _output, await _error);
    }

    /// <summary>Waits for the process alone: what it has left behind may hold its output open.</summary>
    public async Task GoneAsync()
    {
        while (!process.HasExited) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }
}
