namespace Platform.EndToEnd.Faults;

/// <summary>A host that lacks what every host has: programs before the real ones on the path.</summary>
public sealed class BrokenHostTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly string _programs = Directory.CreateTempSubdirectory("platform-programs-").FullName;

    [Theory] // awk takes the list of containers apart
    [InlineData("exit 127")]
    [InlineData("cat >/dev/null")]
    public async Task A_host_without_a_working_awk_is_no_host_without_containers(string awk)
    {
        FakeProgram.Write(_programs, "awk", $"#!/bin/sh\n{awk}\n");
        FakeProgram.Write(_programs, "docker", """
            #!/bin/sh
            if [ "$1" = version ]; then echo '{"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64"}}'; fi

            """);
        File.WriteAllText(_root.PathOf("hosts.yaml"), "schema_version: 1\nhosts:\n  rs2000: { transport: local }\n  vps1000: { transport: local }\n");

        var result = await Command.RunAsync(
            Repository.Platformctl, ["drift-check", "redis", "--root", _root.Path], _root.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{_programs}:{Environment.GetEnvironmentVariable("PATH")}" });

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("rs2000 has no awk that works", result.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_programs, recursive: true);
    }
}
