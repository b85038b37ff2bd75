namespace Platform.EndToEnd.Faults;

/// <summary>
/// A platform root that somebody else wrote: what could reach a shell is refused with a diagnostic, and no process is
/// started on its behalf.
/// </summary>
public sealed class HostileRootTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-hostile-").FullName;

    public HostileRootTests()
    {
        File.WriteAllText(_root.PathOf("hosts.yaml"), $$"""
            schema_version: 1
            hosts:
              rs2000: { transport: ssh, destination: rs2000 }
              vps1000: { transport: ssh, destination: vps1000 }
            """);
        foreach (var program in (ReadOnlySpan<string>)["ssh", "docker", "sh", "id"])
            FakeProgram.Write(_folder, program, $"#!/bin/bash\necho \"$0 $*\" >>{Mark}\nexit 255\n");
    }

    private string Mark => Path.Combine(_folder, "mark");

    [Theory]
    [InlineData("compose_project: \"a\\nb\"")]
    [InlineData("compose_project: $(id)")]
    [InlineData("compose_project: --help")]
    [InlineData("container_name: \"x; id\"")]
    [InlineData("container_name: -x")]
    [InlineData("compose_service: \"`id`\"", "compose_service: redis")]
    [InlineData("compose_service: \"a b\"", "compose_service: redis")]
    [InlineData("compose_file: ../../../etc/passwd", "compose_file: compose/data/compose.yaml")]
    [InlineData("compose_file: \"compose/data/compose.yaml\\n\"", "compose_file: compose/data/compose.yaml")]
    [InlineData("compose_file: /etc/passwd", "compose_file: compose/data/compose.yaml")]
    [InlineData("host: -oProxyCommand=id", "host: rs2000")]
    [InlineData("host: ops@-oProxyCommand=id", "host: rs2000")]
    [InlineData("host: \"rs2000\\n-oProxyCommand=id\"", "host: rs2000")]
    [InlineData("host: rs2000;id", "host: rs2000")]
    public async Task A_hostile_name_in_a_manifest_is_refused_and_no_command_runs(string line, string? instead = null)
    {
        var old = instead ?? "compose_service: redis";
        _root.Edit("modules/redis/module.yaml", old, instead is null ? $"{old}\n    {line}" : line);
        foreach (var withInventory in (bool[])[true, false])
        {
            if (!withInventory) File.Delete(_root.PathOf("hosts.yaml"));
            foreach (var arguments in (string[][])[["drift-check", "redis"], ["validate"]])
            {
                var result = await RunAsync(arguments);
                Assert.Equal(1, result.ExitCode);
                Assert.Matches(@"modules/redis/module\.yaml:\d+:\d+: error (SCHEMA_PATTERN|PATH_OUTSIDE_ROOT): ", result.Output + result.Error);
            }

            Assert.False(File.Exists(Mark), File.Exists(Mark) ? File.ReadAllText(Mark) : "");
        }
    }

    [Theory]
    [InlineData("{ transport: ssh, destination: -oProxyCommand=id }")]
    [InlineData("{ transport: ssh, destination: ops@-oProxyCommand=id }")]
    [InlineData("{ transport: ssh, destination: ops@-lroot }")]
    [InlineData("{ transport: ssh, destination: 'h;id' }")]
    [InlineData("{ transport: ssh, destination: \"h\\nid\" }")]
    [InlineData("{ transport: ssh, destination: h, port: -1 }")]
    [InlineData("{ transport: ssh, destination: h, platform_dir: '/srv/$(id)' }")]
    [InlineData("{ transport: ssh, destination: h, platform_dir: /srv/../../etc }")]
    [InlineData("{ transport: ssh, destination: h, compose_project: $(id) }")]
    [InlineData("{ transport: recorded, snapshot: ../../etc/passwd }")]
    [InlineData("{ transport: recorded, snapshot: /etc/passwd }")]
    public async Task A_hostile_inventory_is_refused_and_no_command_runs(string mapping)
    {
        _root.Edit("hosts.yaml", "{ transport: ssh, destination: rs2000 }", mapping);
        foreach (var arguments in (string[][])[["drift-check"], ["hosts"], ["snapshot", "rs2000"]])
        {
            var result = await RunAsync(arguments);
            Assert.Equal(1, result.ExitCode);
            Assert.Matches(@"hosts\.yaml:3:\d+: error (SCHEMA_\w+|PATH_OUTSIDE_ROOT): ", result.Error);
        }

        Assert.False(File.Exists(Mark));
    }

    [Theory]
    [InlineData("-oProxyCommand=id")]
    [InlineData("ops@-oProxyCommand=id")]
    [InlineData("h;id")]
    [InlineData("$(id)")]
    public async Task A_hostile_host_on_the_command_line_is_refused_and_no_command_runs(string host)
    {
        File.Delete(_root.PathOf("hosts.yaml"));
        var result = await RunAsync("snapshot", "--", host);
        Assert.Equal(1, result.ExitCode);
        Assert.NotEqual("", result.Error);
        Assert.False(File.Exists(Mark));
    }

    [Fact]
    public async Task The_programs_that_leave_a_mark_are_those_that_would_run()
    {
        await RunAsync("drift-check", "redis");
        Assert.Contains("ssh rs2000 -T", File.ReadAllText(Mark), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_path_leaves_out_its_module_and_not_its_host()
    {
        using var root = new SampleRoot();
        root.Edit("modules/redis/module.yaml", "compose_file: compose/data/compose.yaml", "compose_file: compose/../../x.yaml");
        var result = await Command.PlatformctlAsync(root.Path, "drift-check");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("PATH_OUTSIDE_ROOT", result.Error, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^honcho-api +rs2000 +Drifted ", result.Output);
    }

    [Fact]
    public async Task What_a_host_says_never_reaches_the_terminal_raw()
    {
        using var root = new SampleRoot();
        const string hostile = "\\u001b]0;owned\\u0007\\u202Egnp.exe\\u009b2J";
        root.Edit("observations/rs2000.json", "\"imageReference\": \"redis:7.4\"", $"\"imageReference\": \"redis:7.4{hostile}{new string('x', 5000)}\"");
        root.Edit("observations/rs2000.json", "\"version\": \"", $"\"version\": \"{hostile}");
        foreach (var arguments in (string[][])[["drift-check"], ["drift-check", "--json"], ["drift-check", "--details"], ["hosts"], ["hosts", "--json"]])
        {
            var result = await Command.PlatformctlAsync(root.Path, arguments);
            foreach (var text in (string[])[result.Output, result.Error])
                Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c is '\u202E');
            if (!arguments.Contains("--json")) Assert.DoesNotContain(result.Output.Split('\n'), line => line.Length > 2000);
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<CommandResult> RunAsync(params string[] arguments)
    {
        string[] words = arguments is [var verb, "--", .. var rest] ? [verb, "--root", _root.Path, "--", .. rest] : [.. arguments, "--root", _root.Path];
        return Command.RunAsync(
            Repository.Platformctl, words, _root.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}" });
    }
}
