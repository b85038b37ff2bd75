using System.Text.Json;

namespace Platform.EndToEnd.Root;

/// <summary>What a plan says of the commit that its root is at.</summary>
public sealed class GitTests : IDisposable
{
    private readonly SampleRoot _root = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-git-");

    [Fact]
    public async Task A_plan_names_the_commit_and_its_own_files_that_are_not_in_it()
    {
        await CommitAsync(_root.Path);
        var head = await HeadAsync(_root.Path);
        File.WriteAllText(_root.PathOf("notes.txt"), "no input of a plan");
        var clean = await PlanAsync();
        Assert.Equal((head, false), (clean.GetProperty("commit").GetString(), clean.GetProperty("dirty").GetBoolean()));

        File.AppendAllText(_root.PathOf("hosts.yaml"), "# changed\n");
        var dirty = await PlanAsync();
        Assert.Equal((head, true), (dirty.GetProperty("commit").GetString(), dirty.GetProperty("dirty").GetBoolean()));
        var uncommitted = Assert.Single(dirty.GetProperty("uncommitted").EnumerateObject());
        Assert.Equal(("hosts.yaml", "differs from the commit"), (uncommitted.Name, uncommitted.Value.GetString()));
        Assert.Matches(@"with changes not committed; expires .*\n +hosts\.yaml differs from the commit\n", (await RunAsync([], "plan", "honcho-api")).Output);
    }

    [Fact]
    public async Task Somebody_elses_repository_is_refused_with_the_way_out()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only the superuser can give a folder away");
        await CommitAsync(_root.Path);
        var head = await HeadAsync(_root.Path);
        Assert.Equal(0, (await Command.RunAsync("chown", ["-R", "12345", _root.Path], _folder.FullName)).ExitCode);
        var refused = await RunAsync([], "plan", "honcho-api", "--json");
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("", refused.Output);
        Assert.Contains($"git config --global --add safe.directory {_root.Path}", refused.Error, StringComparison.Ordinal);

        var trusted = await PlanAsync(("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", _root.Path));
        Assert.Equal(head, trusted.GetProperty("commit").GetString());
    }

    [Fact]
    public async Task Variables_of_the_environment_lead_to_no_other_repository()
    {
        await CommitAsync(_root.Path);
        await CommitAsync(_folder.FullName);
        var root = await PlanAsync(
            ("GIT_DIR", Path.Combine(_folder.FullName, ".git")), ("GIT_WORK_TREE", _folder.FullName), ("GIT_INDEX_FILE", Path.Combine(_folder.FullName, "index")),
            ("GIT_OBJECT_DIRECTORY", Path.Combine(_folder.FullName, ".git", "objects")), ("GIT_CONFIG_PARAMETERS", "'core.bare=true'"), ("GIT_GLOB_PATHSPECS", "1"));
        Assert.Equal(await HeadAsync(_root.Path), root.GetProperty("commit").GetString());
        Assert.False(root.GetProperty("dirty").GetBoolean());
    }

    [Fact]
    public async Task Without_git_or_without_a_repository_there_is_no_commit_and_no_error()
    {
        Assert.Equal(JsonValueKind.Null, (await PlanAsync()).GetProperty("commit").ValueKind);
        await CommitAsync(_root.Path);
        var root = await PlanAsync(("PATH", _folder.FullName));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (root.GetProperty("commit").ValueKind, root.GetProperty("dirty").ValueKind));
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task CommitAsync(string folder)
    {
        var result = await Command.RunAsync(
            "sh", ["-c", "git init -q && git add . && git -c user.name=a -c user.email=a@b.example commit -q --allow-empty -m first"], folder,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["GIT_CONFIG_GLOBAL"] = "/dev/null" });
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static async Task<string> HeadAsync(string folder) =>
        (await Command.RunAsync("git", ["rev-parse", "HEAD"], folder)).Output.Trim();

    private async Task<JsonElement> PlanAsync(params (string Name, string Value)[] variables)
    {
        var result = await RunAsync(variables, "plan", "honcho-api", "--json");
        Assert.True(result.ExitCode == 1, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement.GetProperty("root");
    }

    private Task<CommandResult> RunAsync((string Name, string Value)[] variables, params string[] words)
    {
        var environment = variables.ToDictionary(v => v.Name, string? (v) => v.Value, StringComparer.Ordinal);
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        return Command.RunAsync(Repository.Platformctl, [.. words, "--root", _root.Path], _root.Path, environment);
    }
}
