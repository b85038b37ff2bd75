namespace Platform.EndToEnd.Faults;

/// <summary>
/// A host full of secrets, with each fault that a host or the way to it can have: no secret is printed, written, or among the
/// arguments of a process. The faults need a docker and an ssh that misbehave; all else is real.
/// </summary>
public sealed class PlantedSecretTests : IDisposable
{
    /// <summary>No other class of tests has it, as the watch sees what they do meanwhile.</summary>
    private const string Secret = "hunter2Sw0rdfish";

    private const string Inspected = """
        sha256:1111111111111111111111111111111111111111111111111111111111111111 {"Id":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc","Name":"/home-platform-redis-1","Image":"sha256:1111111111111111111111111111111111111111111111111111111111111111","Created":"2026-01-01T00:00:00Z","Args":["--requirepass","hunter2Sw0rdfish"],"Config":{"Image":"redis:7.4","Env":["REDIS_PASSWORD=hunter2Sw0rdfish"],"Cmd":["hunter2Sw0rdfish"],"Labels":{"com.docker.compose.project":"home-platform","com.docker.compose.service":"redis","com.docker.compose.project.config_files":"/srv/compose.yaml","com.docker.compose.project.working_dir":"/srv","a":"hunter2Sw0rdfish"}},"State":{"Status":"running","Error":"hunter2Sw0rdfish"},"Mounts":[],"HostConfig":{}}
        """;

    private const string Config = """
        {
          "services": { "redis": { "image": "redis:7.4", "environment": { "REDIS_PASSWORD": "hunter2Sw0rdfish2" }, "command": ["hunter2Sw0rdfish"] } }
        }
        """;

    private readonly SampleRoot _root = new();
    private readonly string _programs = Directory.CreateTempSubdirectory("platform-programs-").FullName;

    /// <summary>
    /// What docker prints instead of an answer, by the command it is asked. The watch looks at the arguments of every process, those of
    /// the faults, too: only what the shell does by itself may name the secret.
    /// </summary>
    public static TheoryData<string, string> DockerFaults => new()
    {
        { "version", "echo hunter2Sw0rdfish >&2; exit 1" },
        { "version", "echo '{\"Server\":{\"Version\":hunter2Sw0rdfish}}'" },
        { "version", "echo hunter2Sw0rdfish; sleep 30" },
        { "ps", "echo 'TOKEN=hunter2Sw0rdfish'" },
        { "ps", "echo 'TOKEN=hunter2Sw0rdfish'; exit 1" },
        { "container", "cat \"$0.inspect\"; echo 'Error response from daemon: hunter2Sw0rdfish' >&2; exit 1" },
        { "container", "head -c 600 \"$0.inspect\"; exit 1" },
        { "container", "head -c 600 \"$0.inspect\"" },
        { "container", "cat \"$0.inspect\"; sleep 30" },
        { "container", "sed -f \"${0%/*}/id.sed\" \"$0.inspect\"" },
        { "image", "echo '{\"Config\":{\"Env\":[\"A=hunter2Sw0rdfish\"]}}'; exit 1" },
        { "image", "echo '{\"Id\":hunter2Sw0rdfish}'" },
        { "compose", "echo 'yaml: line 3: PASSWORD: hunter2Sw0rdfish: mapping values are not allowed' >&2; exit 1" },
        { "compose", "echo '{'; echo '\"services\":{\"redis\":{\"environment\":[hunter2Sw0rdfish]}}}'" },
        { "compose", "echo 'WARN[0000] The \"Sw0rdfish\" variable is not set.'; cat \"$0.config\"" },
        { "none", "" },
    };

    /// <summary>What stands in the place of ssh; <c>answer</c> is what the host would say.</summary>
    public static TheoryData<string> SshFaults =>
    [
        "echo hunter2Sw0rdfish; echo hunter2Sw0rdfish >&2; exit 3",
        "echo 'the token hunter2Sw0rdfish has expired' >&2; exit 255",
        "answer; exit 1",
        "answer >&2; exit 1",
        "answer >&2; exit 255",
        "answer; exit 255",
        "answer >&2; sleep 30",
        "answer | head -c 1500; exit 1",
        "answer | head -c 1500",
        "answer | sed -f \"${0%/*}/env.sed\"",
        "answer >&2; kill -9 $$",
    ];

    [Theory]
    [MemberData(nameof(DockerFaults))]
    public async Task No_secret_leaves_a_host_whose_docker_fails(string command, string fault)
    {
        Inventory("{ transport: local, command_timeout_seconds: 4, platform_dir: /srv }");
        WriteDocker(command, fault);
        await AssertNoSecretAsync(isReachable: command is "none" or "compose" || (command == "version" && fault.Contains("sleep", StringComparison.Ordinal))); // what hangs is a gap
    }

    [Theory]
    [MemberData(nameof(SshFaults))]
    public async Task No_secret_leaves_by_an_ssh_that_fails(string fault)
    {
        WriteDocker("none", "");
        FakeProgram.Write(_programs, "fake-ssh", $"#!/bin/sh\nanswer() {{ sh; }}\n{fault}\n");
        Inventory($"{{ transport: ssh, destination: rs2000, ssh_command: [{_programs}/fake-ssh], connect_timeout_seconds: 1, command_timeout_seconds: 4, platform_dir: /srv }}");
        await AssertNoSecretAsync(isReachable: false);
    }

    [Fact] // or the tests above would find nothing in nothing
    public async Task The_secret_is_on_the_host_and_a_change_of_it_is_found()
    {
        Inventory("{ transport: local, platform_dir: /srv }");
        WriteDocker("none", "");
        var result = await RunAsync("drift-check", "redis", "--json");
        Assert.Contains("ENVIRONMENT_MISMATCH", result.Output, StringComparison.Ordinal);
        Assert.Contains("REDIS_PASSWORD", result.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_programs, recursive: true);
    }

    private async Task AssertNoSecretAsync(bool isReachable)
    {
        var plan = _root.PathOf("plan.json");
        foreach (var arguments in (string[][])[["drift-check", "redis", "--json"], ["drift-check", "redis", "--details"], ["plan", "redis", "--out", plan], ["snapshot", "rs2000", "--out", _root.PathOf("rs2000.json")], ["hosts"]])
        {
            var result = await RunAsync(arguments);
            if (arguments[0] == "drift-check") Assert.Equal(isReachable, result.ExitCode != 5);
            Assert.DoesNotContain("   at Platform.", result.Error, StringComparison.Ordinal);
        }
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => new SecretWatch(Secret[7..], _root.Path).RunAsync(
        Repository.Platformctl, [.. arguments, "--root", _root.Path], _root.Path,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}", ["PLATFORM_TRUSTED_ROOTS"] = "*" });

    private void Inventory(string host) => File.WriteAllText(_root.PathOf("hosts.yaml"), $"schema_version: 1\nhosts:\n  rs2000: {host}\n  vps1000: {host}\n");

    /// <summary>A docker with one container, but for one command.</summary>
    private void WriteDocker(string command, string fault)
    {
        File.WriteAllText(Path.Combine(_programs, "docker.inspect"), Inspected + "\n");
        File.WriteAllText(Path.Combine(_programs, "docker.config"), Config + "\n");
        File.WriteAllText(Path.Combine(_programs, "id.sed"), $"s/\"Id\":\"c*\"/\"Id\":{Secret}/\n");
        File.WriteAllText(Path.Combine(_programs, "env.sed"), $"s/\"Env\":\\[/\"Env\":[{Secret}/\n");
        FakeProgram.Write(_programs, "docker", $$$"""
            #!/bin/sh
            if [ "$1" = '{{{command}}}' ]; then
            :
            {{{fault}}}
            exit
            fi
            case "$1" in
              version) echo '{"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64"}}' ;;
              ps) printf '%s\037home-platform-redis-1\037"home-platform"\037"redis"\037"/srv"\037"/srv/compose.yaml"\037""\037redis:7.4\037""\037""\n' cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc ;;
              container) cat "$0.inspect" ;;
              image) echo '{"Id":"sha256:1111111111111111111111111111111111111111111111111111111111111111","RepoTags":["redis:7.4"],"Config":{"Env":["B=hunter2Sw0rdfish"]}}' ;;
              compose) cat "$0.config" ;;
            esac

            """);
    }
}
