namespace Platform.EndToEnd.Faults;

/// <summary>What <c>docker ps</c> prints with exit status 0 and is no list of containers: garbled, never "there is no such container".</summary>
public sealed class GarbledListTests : IDisposable
{
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Us = "\\037";
    private const string Record = Id + Us + "name" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "image" + Us + "\"\"" + Us + "\"\"\\n";

    private readonly SampleRoot _root = new();
    private readonly string _programs = Directory.CreateTempSubdirectory("platform-programs-").FullName;

    [Theory]
    [InlineData("garbage\\n")]
    [InlineData("garbage")]
    [InlineData("CONTAINER ID   IMAGE   COMMAND\\n")] // a docker that has no --format
    [InlineData("{\"ID\":\"0123\"}\\n")]
    [InlineData("\\001\\002\\003\\n")]
    [InlineData(" \\n")]
    [InlineData("\\n\\n" + Record)]
    [InlineData(Record + "garbage\\n")]
    [InlineData(Record + "\\n" + Record)]
    [InlineData("garbage\\n" + Record)]
    [InlineData("0123456789ab" + Us + "name" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "image" + Us + "\"\"" + Us + "\"\"\\n")] // cut: a short id
    [InlineData(Id + Us + "name" + Us + "\"\"" + Us + "\"\"\\n")] // cut in the middle
    [InlineData(Id + "\\tname\\t\"\"\\t\"\"\\t\"\"\\t\"\"\\t\"\"\\timage\\n")] // another separator
    [InlineData(Id + "\\\\x1fname\\\\x1f\"\"\\\\x1f\"\"\\\\x1f\"\"\\\\x1f\"\"\\\\x1f\"\"\\\\x1fimage\\n")] // a template that is not evaluated
    [InlineData(Id + Us + "name" + Us + "home-platform" + Us + "redis" + Us + "/srv" + Us + "/srv/a" + Us + Us + "image" + Us + "\"\"" + Us + "\"\"\\n")] // labels that are no JSON
    [InlineData(Id + Us + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "image" + Us + "\"\"" + Us + "\"\"\\n")] // without a name
    [InlineData("../../etc/passwd" + Us + "name" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "image" + Us + "\"\"" + Us + "\"\"\\n")]
    [InlineData(Id + Us + "name" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "\"\"" + Us + "image" + Us + "a,b" + Us + "\"\"\\n")] // networks that are no JSON
    public async Task What_is_no_list_is_garbled(string list)
    {
        foreach (var podman in (bool[])[false, true])
        {
            var result = await DriftAsync(list, podman, "");
            Assert.Equal(5, result.ExitCode);
            Assert.Contains("AnswerGarbled", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("CONTAINER_MISSING", result.Output, StringComparison.Ordinal);
        }
    }

    [Theory] // a warning is no output
    [InlineData("")]
    [InlineData("WARNING: Error loading config file: /root/.docker/config.json: permission denied")]
    [InlineData("Emulate Docker CLI using podman. Create /etc/containers/nodocker to quiet msg.")]
    public async Task A_list_of_nothing_is_one_and_what_docker_warns_of_is_none_of_it(string warning)
    {
        foreach (var podman in (bool[])[false, true])
        {
            var result = await DriftAsync("", podman, warning);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("CONTAINER_MISSING", result.Output, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_programs, recursive: true);
    }

    private async Task<CommandResult> DriftAsync(string list, bool podman, string warning)
    {
        var refuse = podman ? "case $* in *.Label*'{{.Image}}'*) case $* in *'index .Labels'*) ;; *) echo \"can't evaluate field Label in type\" >&2; exit 125 ;; esac ;; esac" : "";
        FakeProgram.Write(_programs, "docker", $$$"""
            #!/bin/sh
            case $1 in
              version) echo '{"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64"}}' ;;
              ps)
                {{{refuse}}}
                [ -z '{{{warning}}}' ] || echo '{{{warning}}}' >&2
                printf '{{{list.Replace("%", "%%", StringComparison.Ordinal)}}}' ;;
            esac

            """);
        File.WriteAllText(_root.PathOf("hosts.yaml"), "schema_version: 1\nhosts:\n  rs2000: { transport: local }\n  vps1000: { transport: local }\n");
        return await Command.RunAsync(
            Repository.Platformctl, ["drift-check", "redis", "--json", "--root", _root.Path], _root.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}" });
    }
}
