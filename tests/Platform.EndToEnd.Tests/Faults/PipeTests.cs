namespace Platform.EndToEnd.Faults;

/// <summary>A FIFO (or a device) where a root should have a file: whoever opens it waits for a writer that never comes.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly SampleRoot _root = new();

    [Theory]
    [InlineData("modules/redis/module.yaml", "YAML_EMPTY", "validate")]
    [InlineData("modules/redis/module.yaml", "YAML_EMPTY", "drift-check")]
    [InlineData("compose/data/compose.yaml", "COMPOSE_FILE_UNREADABLE", "validate")]
    [InlineData("compose/data/compose.yaml", "COMPOSE_FILE_MISMATCH", "drift-check", "--json")]
    [InlineData("hosts.yaml", "YAML_EMPTY", "validate")]
    [InlineData("hosts.yaml", "YAML_EMPTY", "hosts")]
    [InlineData("observations/rs2000.json", "SnapshotUnreadable", "drift-check", "--json")]
    public async Task A_pipe_in_the_place_of_a_file_is_told_and_never_waited_for(string file, string words, params string[] command)
    {
        foreach (var throughLink in (bool[])[false, true])
        {
            File.Delete(_root.PathOf(file));
            if (throughLink) File.CreateSymbolicLink(_root.PathOf(file), _root.PathOf("pipe"));
            else await MakePipeAsync(_root.PathOf(file));
            if (throughLink) await MakePipeAsync(_root.PathOf("pipe"));

            var result = await RunAsync(command);
            Assert.NotEqual(137, result.ExitCode); // killed
            Assert.Contains(words, result.Output + result.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _root.Dispose();

    private static async Task MakePipeAsync(string path)
    {
        var result = await Command.RunAsync("mkfifo", [path], Repository.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>By `timeout`, so that a verb that waits fails the test and leaves no process.</summary>
    private Task<CommandResult> RunAsync(string[] command) => Command.RunAsync(
        "timeout", ["--signal=KILL", "20", Repository.Platformctl, .. command, "--root", _root.Path], _root.Path);
}
