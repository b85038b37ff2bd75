using System.Globalization;

namespace Platform.EndToEnd;

/// <summary>One set of test hosts that is up: what <c>tests/hosts/up</c> has made below a folder.</summary>
/// <param name="Folder">What the scripts of <c>tests/hosts</c> read from <c>PLATFORM_TEST_HOSTS</c>.</param>
/// <param name="Settings">Its file <c>env</c>: ports, keys, logs.</param>
internal sealed record HostSet(string Folder, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The variable that names a set's folder.</summary>
    public const string Variable = "PLATFORM_TEST_HOSTS";

    /// <summary>The set below a folder, null where none is up there.</summary>
    public static HostSet? Find(string folder)
    {
        var path = Path.Combine(folder, "env");
        return File.Exists(path)
            ? new HostSet(folder, File.ReadLines(path).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal))
            : null;
    }

    /// <summary>
    /// Brings a set up that goes when a process has ended, however it ends. In <paramref name="images"/> the first set leaves a
    /// copy of its images, and others find it.
    /// </summary>
    public static Task<CommandResult> UpAsync(string folder, int process, string? images, CancellationToken token) =>
        RunAsync(folder, "up", ["--until", process.ToString(CultureInfo.InvariantCulture)], images, token);

    /// <summary>Runs a script of <c>tests/hosts</c> for the set in a folder.</summary>
    public static Task<CommandResult> RunAsync(string folder, string script, IReadOnlyList<string> arguments, CancellationToken token) =>
        RunAsync(folder, script, arguments, null, token);

    private static Task<CommandResult> RunAsync(string folder, string script, IReadOnlyList<string> arguments, string? images, CancellationToken token) =>
        Command.RunUntilAsync(
            Repository.File("tests", "hosts", script), arguments, Repository.Path,
            new Dictionary<string, string?>(StringComparer.Ordinal) { [Variable] = folder, ["PLATFORM_TEST_IMAGES"] = images }, token);
}
