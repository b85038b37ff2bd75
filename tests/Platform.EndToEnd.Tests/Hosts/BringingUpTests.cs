using System.Diagnostics;

namespace Platform.EndToEnd;

/// <summary>What the pool of hosts relies on: <c>tests/hosts/up</c> tells what is missing, and leaves nothing behind.</summary>
public sealed class BringingUpTests(LiveHosts hosts) : IClassFixture<LiveHosts>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-bringing-up-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_machine_without_the_packages_is_told_in_one_line_what_installs_them()
    {
        hosts.SkipIfDown();
        foreach (var program in (string[])["bash", "dirname", "readlink", "id"])
            File.CreateSymbolicLink(Path.Combine(_folder, program), "/usr/bin/" + program);

        var result = await Command.RunAsync(
            "/usr/bin/bash", [Repository.File("tests", "hosts", "up")], _folder,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = _folder, [HostSet.Variable] = Path.Combine(_folder, "set") });

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("^up: dockerd is missing: run .*/tests/hosts/install first\n$", result.Error);
        Assert.False(Directory.Exists(Path.Combine(_folder, "set")));
    }

    [Fact]
    public async Task Hosts_that_are_up_for_a_process_go_when_it_is_killed()
    {
        hosts.SkipIfDown();
        var set = Path.Combine(_folder, "set");
        using var process = Process.Start("sleep", "600");
        try
        {
            var up = await HostSet.UpAsync(set, process.Id, null, Token);
            Assert.True(up.ExitCode == 0, up.ToString());
            Assert.NotNull(HostSet.Find(set));
        }
        finally
        {
            process.Kill();
        }

        for (var attempt = 0; attempt < 600 && Directory.Exists(set); attempt++) await Task.Delay(100, Token);
        Assert.False(Directory.Exists(set));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
