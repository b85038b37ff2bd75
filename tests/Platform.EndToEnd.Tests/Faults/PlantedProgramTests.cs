namespace Platform.EndToEnd.Faults;

/// <summary>
/// A checkout has programs of well-known names lying in it. No verb runs one of them, wherever the operator stands and
/// whatever relative folders PATH names.
/// </summary>
public sealed class PlantedProgramTests : IDisposable
{
    private static readonly string[] Planted = ["ssh", "git", "docker", "sh", "dash", "bash", "awk", "timeout", "date", "tailscale", "flock", "id", "head", "cat", "uname"];

    private readonly SampleRoot _root = new();
    private readonly string _marks = Directory.CreateTempSubdirectory("platform-planted-").FullName;

    public PlantedProgramTests()
    {
        File.WriteAllText(_root.PathOf("hosts.yaml"), """
            schema_version: 1
            defaults: { command_timeout_seconds: 5, connect_timeout_seconds: 2 }
            hosts:
              rs2000: { transport: local, platform_dir: /srv/nowhere }
              vps1000: { transport: ssh, destination: 127.0.0.1, port: 1 }
            """);
        Directory.CreateDirectory(_root.PathOf("bin"));
        foreach (var program in Planted)
            foreach (var folder in (string[])[".", "bin"])
                FakeProgram.Write(_root.PathOf(folder), program, $"#!/bin/bash\n: >{_marks}/{program}\nexit 1\n");
    }

    public static TheoryData<string, string[]> Runs()
    {
        TheoryData<string, string[]> runs = [];
        foreach (var path in (string[])["{0}", ":{0}", "bin:./bin:{0}:", "{0}::"]) runs.Add(path, ["drift-check"]);
        foreach (var verb in (string[][])[["plan"], ["hosts"], ["snapshot", "rs2000", "--out", "out.json"], ["snapshot", "vps1000", "--out", "out.json"]])
            runs.Add(".:{0}", verb);
        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task A_program_of_the_current_folder_never_runs(string path, string[] verb)
    {
        var result = await RunAsync(Repository.Platformctl, verb, path);
        Assert.True(result.ExitCode is 0 or 1 or 2 or 5 or 8, result.ToString());
        AssertNoMark(result);
    }

    [Fact]
    public async Task The_planted_programs_leave_a_mark_where_they_run()
    {
        await RunAsync("/bin/sh", ["-c", "ssh; git"], ".:{0}");
        Assert.Equal(["git", "ssh"], Marks);
    }

    [Fact]
    public async Task A_relative_path_as_ssh_command_is_not_run()
    {
        _root.Edit("hosts.yaml", "port: 1 }", "port: 1, ssh_command: [./ssh] }");
        var result = await RunAsync(Repository.Platformctl, ["drift-check"], ".:{0}", ("PLATFORM_TRUSTED_ROOTS", "*"));
        Assert.Contains("./ssh could not be started", result.Output + result.Error, StringComparison.Ordinal);
        AssertNoMark(result);
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_marks, recursive: true);
    }

    private string[] Marks => [.. Directory.EnumerateFiles(_marks).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private void AssertNoMark(CommandResult result) =>
        Assert.True(Marks.Length == 0, $"ran: {string.Join(' ', Marks)}\n{result}");

    private Task<CommandResult> RunAsync(string program, string[] arguments, string path, params (string Name, string Value)[] more)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = string.Format(provider: null, path, Environment.GetEnvironmentVariable("PATH")),
        };
        foreach (var (name, value) in more) environment[name] = value;
        return Command.RunAsync(program, arguments, _root.Path, environment);
    }
}
